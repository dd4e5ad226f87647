// biome-ignore-all lint/suspicious/noTemplateCurlyInString: lines of source
import type { Mending } from '../fixes.ts';

export const threeAnswers: readonly Mending[] = [
  {
    mends: ['one-word', 'empty'],
    section: 'RFC 9112 §3',
    patch: [
      {
        start: 8,
        end: 9,
        lines: ["const CODES = { 200: 'OK', 400: 'Bad Request', 403: 'Forbidden', 404: 'Not Found' } as const;"],
      },
      {
        start: 40,
        end: 40,
        lines: [
          '    if (words(request).length < 2) {',
          "      yield* client.sendall(generateResponse(400, 'Не понимаю'));",
          '      continue;',
          '    }',
        ],
      },
    ],
  },
  {
    mends: ['not-utf8'],
    section: 'RFC 9112 §2.2',
    patch: [{ start: 38, end: 39, lines: ["    const request = decode(yield* client.recv(4096), 'replace');"] }],
  },
  {
    mends: ['left-open'],
    section: 'RFC 9112 §9.6',
    patch: [{ start: 44, end: 44, lines: ['    yield* client.close();'] }],
  },
  {
    mends: ['two-reads'],
    section: 'RFC 9112 §6.3',
    patch: [
      { start: 2, end: 3, lines: ["import { concat, latin1 } from '../base/octets.ts';"] },
      { start: 6, end: 7, lines: ["import { decode, encode, plus, words } from './python/text.ts';"] },
      {
        start: 38,
        end: 39,
        lines: [
          '    let received = yield* client.recv(4096);',
          "    while (!latin1(received).includes('\\r\\n\\r\\n')) {",
          '      const more = yield* client.recv(4096);',
          '      if (more.length === 0) break;',
          '      received = plus(received, more);',
          '    }',
          '    const request = decode(received);',
        ],
      },
    ],
  },
  {
    mends: ['any-method'],
    section: 'RFC 9110 §15.5.6',
    patch: [
      {
        start: 41,
        end: 42,
        lines: [
          "    if (words(request)[0] !== 'GET') {",
          "      yield* client.sendall(encode('HTTP/1.1 405 Method Not Allowed\\r\\nAllow: GET\\r\\nContent-Length: 0\\r\\n\\r\\n'));",
          "    } else if (resource === '/') yield* client.sendall(generateResponse(200, 'Привет!'));",
        ],
      },
    ],
  },
  {
    mends: ['absolute-form'],
    section: 'RFC 9112 §3.2.2',
    patch: [
      {
        start: 40,
        end: 41,
        lines: ["    const resource = resourceOf(request).replace(/^http:\\/\\/[^/?]*/i, '') || '/';"],
      },
    ],
  },
];
