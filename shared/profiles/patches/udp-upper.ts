// biome-ignore-all lint/suspicious/noTemplateCurlyInString: lines of source
import type { Mending } from '../fixes.ts';

export const udpUpper: readonly Mending[] = [
  {
    mends: ['not-utf8'],
    section: 'RFC 3629 §3',
    patch: [{ start: 12, end: 13, lines: ["    const modifiedMessage = decode(message, 'replace').toUpperCase();"] }],
  },
  {
    mends: ['cut'],
    section: 'RFC 768',
    patch: [
      {
        start: 11,
        end: 12,
        lines: ['    const { bytes: message, address: clientAddress } = yield* serverSocket.recvfrom(65_535);'],
      },
    ],
  },
];
