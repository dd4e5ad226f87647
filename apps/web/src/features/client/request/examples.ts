/** Requests to start from. Their paths belong to the engine's own site. */

import { utf8 } from '#shared/base/octets.ts';
import type { Draft } from '#shared/client/draft/draft.ts';
import type { ClientSettings } from '#shared/client/run-request.ts';
import { urlOfServer } from '../../../session/client/client.ts';
import { DEFAULT_SETTINGS, editDraft, FIRST_DRAFT, setSettings } from '../../../session/client/client-draft.ts';
import type { t } from '../../../session/state/text.ts';

interface Example {
  readonly id: Exclude<keyof typeof t.clientPlace.examples, 'title'>;
  readonly path: string;
  readonly draft?: Partial<Draft>;
  readonly settings?: Partial<ClientSettings>;
}

/** The smallest possible picture: one transparent pixel. */
const GIF = Uint8Array.from([
  ...utf8('GIF89a'),
  ...[1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0x21, 0xf9, 4, 1, 0, 0, 0, 0, 0x2c, 0, 0, 0, 0, 1, 0, 1],
  ...[0, 0, 2, 1, 0x44, 0, 0x3b],
]);

export const EXAMPLES: readonly Example[] = [
  { id: 'get', path: '/' },
  {
    id: 'form',
    path: '/echo',
    draft: {
      method: 'POST',
      content: {
        kind: 'form',
        pairs: [
          ['name', 'Вася'],
          ['says', 'a & b = c'],
        ],
      },
    },
  },
  {
    id: 'json',
    path: '/users',
    draft: {
      method: 'POST',
      fields: [['Accept', 'application/json']],
      content: { kind: 'json', text: '{"name": "Ada", "age": 36}' },
    },
  },
  {
    id: 'multipart',
    path: '/upload',
    draft: {
      method: 'POST',
      content: {
        kind: 'multipart',
        boundary: 'octet-boundary-1',
        parts: [
          { kind: 'text', name: 'title', text: 'One pixel' },
          { kind: 'file', name: 'picture', fileName: 'pixel.gif', type: 'image/gif', bytes: GIF },
        ],
      },
    },
  },
  { id: 'redirect', path: '/login', draft: { params: [['user', 'Ada']] }, settings: { follow: true } },
  { id: 'chunked', path: '/stream' },
  {
    id: 'timeout',
    path: '/slow',
    draft: { params: [['ms', '20000']] },
    settings: { timeouts: { ...DEFAULT_SETTINGS.timeouts, read: 1000 } },
  },
  { id: 'gzip', path: '/gzip?chunked', draft: { fields: [['Accept-Encoding', 'gzip']] } },
  { id: 'missing', path: '/missing', settings: { raise: true } },
];

/** Puts an example into the form. Sends nothing. */
export async function start({ path, draft, settings }: Example): Promise<void> {
  const origin = await urlOfServer('engine');
  if (origin === null) return;
  setSettings({ ...DEFAULT_SETTINGS, ...settings });
  editDraft({ ...FIRST_DRAFT, ...draft, url: `${origin}${path}` });
}
