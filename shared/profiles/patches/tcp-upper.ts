// biome-ignore-all lint/suspicious/noTemplateCurlyInString: lines of source
import type { Mending } from '../fixes.ts';

export const tcpUpper: readonly Mending[] = [
  {
    mends: ['not-utf8'],
    section: 'RFC 3629 §3',
    patch: [
      {
        start: 21,
        end: 23,
        lines: [
          '      // What is not UTF-8 is printed as U+FFFD',
          "      yield* os.print(addr, strip(decode(data, 'replace')));",
        ],
      },
    ],
  },
  {
    mends: ['ascii'],
    section: 'RFC 3629 §3',
    patch: [
      { start: 5, end: 6, lines: ["import { decode, encode, strip } from './python/text.ts';"] },
      { start: 23, end: 24, lines: ['      yield* clientSocket.sendall(encode(decode(data).toUpperCase()));'] },
    ],
  },
];
