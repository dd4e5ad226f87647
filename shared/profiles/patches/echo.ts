// biome-ignore-all lint/suspicious/noTemplateCurlyInString: lines of source
import type { Mending } from '../fixes.ts';

export const echo: readonly Mending[] = [
  {
    mends: ['not-utf8'],
    section: 'RFC 862',
    patch: [
      { start: 4, end: 5, lines: [] },
      { start: 14, end: 15, lines: ['      const request = yield* client.recv(4096);'] },
      { start: 16, end: 17, lines: ['      yield* client.send(request);'] },
    ],
  },
  {
    mends: ['cut'],
    section: 'RFC 862',
    patch: [
      { start: 4, end: 5, lines: [] },
      {
        start: 14,
        end: 17,
        lines: [
          '      // Until the client is done',
          '      for (;;) {',
          '        const part = yield* client.recv(4096);',
          '        if (part.length === 0) break;',
          '        yield* os.print(part);',
          '        yield* client.sendall(part);',
          '      }',
        ],
      },
    ],
  },
];
