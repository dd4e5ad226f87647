/** What the mended lines of a profile do, by profile and shortcoming. */
import type { ProfileId } from '../../profiles/index.ts';

export const fixNotes: { readonly [Id in ProfileId]?: Readonly<Record<string, string>> } = {
  'users-api': {
    'stored-xss': 'Whatever comes from a client is escaped on its way into HTML, so that it is shown and not run.',
  },
};
