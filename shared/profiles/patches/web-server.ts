// biome-ignore-all lint/suspicious/noTemplateCurlyInString: lines of source
import type { Mending } from '../fixes.ts';

export const webServer: readonly Mending[] = [
  {
    mends: ['full-read', 'two-reads'],
    section: 'RFC 9112 §6.3',
    patch: [
      { start: 2, end: 2, lines: ["import { latin1 } from '../base/octets.ts';"] },
      {
        start: 24,
        end: 26,
        lines: [
          '      // A request ends with the empty line, unless its client leaves before',
          "      if (chunk.length === 0 || latin1(data).includes('\\r\\n\\r\\n')) break;",
        ],
      },
    ],
  },
  {
    mends: ['anything'],
    section: 'RFC 9112 §3',
    patch: [
      { start: 2, end: 2, lines: ["import { latin1 } from '../base/octets.ts';"] },
      {
        start: 29,
        end: 29,
        lines: [
          '    // A request line is a method, a target and a version, one space apart',
          "    if (!/^[!#$%&'*+.^_`|~\\w-]+ [!-~]+ HTTP\\/1\\.\\d\\r\\n/.test(latin1(data))) {",
          "      yield* client.sendall(b('HTTP/1.1 400 Bad Request\\r\\nConnection: close\\r\\n\\r\\n'));",
          '      yield* client.close();',
          '      continue;',
          '    }',
          '',
        ],
      },
    ],
  },
];
