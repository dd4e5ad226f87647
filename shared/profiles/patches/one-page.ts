// biome-ignore-all lint/suspicious/noTemplateCurlyInString: lines of source
import type { Mending } from '../fixes.ts';

export const onePage: readonly Mending[] = [
  {
    mends: ['not-utf8'],
    section: 'RFC 9112 §2.2',
    patch: [
      {
        start: 20,
        end: 22,
        lines: [
          '    // What is not UTF-8 becomes a character that no path has',
          "    const httpMessage = decode(yield* connectionSocket.recv(1024), 'replace');",
        ],
      },
    ],
  },
  {
    mends: ['two-reads'],
    section: 'RFC 9112 §6.3',
    patch: [
      { start: 2, end: 2, lines: ["import { latin1 } from '../base/octets.ts';"] },
      { start: 5, end: 6, lines: ["import { decode, encode, item, plus } from './python/text.ts';"] },
      {
        start: 20,
        end: 22,
        lines: [
          '    // As many recvs as it takes to the empty line',
          '    let received = yield* connectionSocket.recv(1024);',
          "    while (!latin1(received).includes('\\r\\n\\r\\n')) {",
          '      const more = yield* connectionSocket.recv(1024);',
          '      if (more.length === 0) break;',
          '      received = plus(received, more);',
          '    }',
          '    const httpMessage = decode(received);',
        ],
      },
    ],
  },
  {
    mends: ['any-method'],
    section: 'RFC 9110 §15.5.6',
    patch: [
      {
        start: 29,
        end: 30,
        lines: [
          "      const method = item(httpMessage.split(' '), 0);",
          "      if (method !== 'GET' && method !== 'HEAD') {",
          "        responseStartLine = 'HTTP/1.1 405 Method Not Allowed\\r\\n';",
          "        responseHeader = 'Server: Web Server\\r\\nAllow: GET, HEAD\\r\\n';",
          "        responseBody = '';",
          "      } else if (path === '/' || path === '/index.html') {",
        ],
      },
      { start: 33, end: 34, lines: ["        responseBody = method === 'HEAD' ? '' : outputData;"] },
    ],
  },
  {
    mends: ['any-version'],
    section: 'RFC 9112 §3',
    patch: [
      {
        start: 29,
        end: 30,
        lines: [
          '      if (!/^\\S+ \\S+ HTTP\\/1\\.\\d\\r\\n/.test(httpMessage)) {',
          "        responseStartLine = 'HTTP/1.1 400 Bad Request\\r\\n';",
          "        responseHeader = 'Server: Web Server\\r\\n';",
          "        responseBody = '';",
          "      } else if (path === '/' || path === '/index.html') {",
        ],
      },
    ],
  },
  {
    mends: ['absolute-form'],
    section: 'RFC 9112 §3.2.2',
    patch: [
      {
        start: 27,
        end: 29,
        lines: [
          '      // The path is the second word, behind scheme and host where they are given',
          "      const path = item(httpMessage.split(' '), 1).replace(/^http:\\/\\/[^/?]*/i, '') || '/';",
        ],
      },
    ],
  },
];
