// biome-ignore-all lint/suspicious/noTemplateCurlyInString: lines of source
import type { Mending } from '../fixes.ts';

export const tcpUpperSelect: readonly Mending[] = [
  {
    mends: ['not-utf8'],
    section: 'RFC 3629 §3',
    patch: [{ start: 28, end: 29, lines: ["  yield* os.print(addr, strip(decode(data, 'replace')));"] }],
  },
  {
    mends: ['ascii'],
    section: 'RFC 3629 §3',
    patch: [
      { start: 5, end: 6, lines: ["import { decode, encode, strip } from './python/text.ts';"] },
      { start: 29, end: 30, lines: ['  yield* clientSocket.sendall(encode(decode(data).toUpperCase()));'] },
    ],
  },
  {
    mends: ['reset'],
    section: 'POSIX.1, getpeername()',
    patch: [
      { start: 2, end: 3, lines: ["import type { Address, Task } from './calls.ts';"] },
      {
        start: 15,
        end: 17,
        lines: [
          "  // A connection that was reset has no peer's name any more: it has left, too",
          '  let addr: Address;',
        ],
      },
      { start: 19, end: 19, lines: ['    addr = yield* clientSocket.getpeername();'] },
    ],
  },
];
