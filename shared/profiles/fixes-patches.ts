/** The patches that mend shortcomings, by profile and shortcoming, over the lines of the profile's file. */
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: lines of source
import type { Patch } from './fixes.ts';
import type { ProfileId } from './index.ts';

export interface Mending {
  readonly section: string;
  readonly patch: Patch;
}

export const PATCHES: { readonly [Id in ProfileId]?: Readonly<Record<string, Mending>> } = {
  'users-api': {
    'stored-xss': {
      section: 'HTML Living Standard §13.1.4',
      patch: [
        { start: 7, end: 7, lines: ["import { htmlEscape } from './python/html.ts';"] },
        {
          start: 150,
          end: 151,
          lines: [
            '    const items = users.map((u) => `<li>#${u.id} ${htmlEscape(u.name)}, ${htmlEscape(u.age)}</li>`);',
          ],
        },
        {
          start: 160,
          end: 161,
          lines: [
            '    return represent(req, `#${user.id} ${htmlEscape(user.name)}, ${htmlEscape(user.age)}`, () => dumps(user));',
          ],
        },
      ],
    },
  },
};
