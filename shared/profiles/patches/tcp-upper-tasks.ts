// biome-ignore-all lint/suspicious/noTemplateCurlyInString: lines of source
import type { Mending } from '../fixes.ts';

export const tcpUpperTasks: readonly Mending[] = [
  {
    mends: ['not-utf8'],
    section: 'RFC 3629 §3',
    patch: [
      { start: 8, end: 9, lines: ["    const data = decode(stripBytes(yield* request.recv(4096)), 'replace');"] },
    ],
  },
  {
    mends: ['blank'],
    section: 'RFC 9293 §3.6',
    patch: [
      {
        start: 8,
        end: 11,
        lines: [
          '    const received = yield* request.recv(4096);',
          '    // A FIN, and nothing else',
          '    if (received.length === 0) break;',
          '    const data = decode(stripBytes(received));',
        ],
      },
    ],
  },
];
