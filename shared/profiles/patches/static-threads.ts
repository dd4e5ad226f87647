// biome-ignore-all lint/suspicious/noTemplateCurlyInString: lines of source
import type { Mending } from '../fixes.ts';

export const staticThreads: readonly Mending[] = [
  {
    mends: ['characters'],
    section: 'RFC 9110 §8.6',
    patch: [
      { start: 5, end: 6, lines: ["import { decode, encode, words } from './python/text.ts';"] },
      {
        start: 74,
        end: 75,
        lines: [
          "    const headers = ['HTTP/1.1 200 OK', `Content-Length: ${encode(content).length}`, 'Connection: close', '\\r\\n'];",
        ],
      },
    ],
  },
  {
    mends: ['traversal'],
    section: 'RFC 9110 §17.3',
    patch: [
      {
        start: 67,
        end: 67,
        lines: ["  if (path.split('/').includes('..')) return 'HTTP/1.1 404 Not Found\\r\\n\\r\\n';"],
      },
    ],
  },
  {
    mends: ['binary'],
    section: 'RFC 9110 §6.4',
    patch: [
      { start: 2, end: 2, lines: ["import { latin1 } from '../base/octets.ts';"] },
      { start: 5, end: 6, lines: ["import { b, decode, encode, len, words } from './python/text.ts';"] },
      {
        start: 55,
        end: 56,
        lines: ['    yield* clientConn.sendall(b(yield* generateSimpleResponse(os, method, path)));'],
      },
      {
        start: 70,
        end: 71,
        lines: [
          '    // Octets, each as the character of the same number: there and back nothing is lost',
          '    let content = latin1(yield* os.readBytes(filePath));',
        ],
      },
    ],
  },
  {
    mends: ['two-reads', 'cut'],
    section: 'RFC 9112 §6.3',
    patch: [
      { start: 2, end: 2, lines: ["import { latin1 } from '../base/octets.ts';"] },
      { start: 5, end: 6, lines: ["import { decode, encode, len, plus, words } from './python/text.ts';"] },
      {
        start: 50,
        end: 51,
        lines: [
          '    let received = yield* clientConn.recv(4096);',
          "    while (!latin1(received).includes('\\r\\n\\r\\n')) {",
          '      const more = yield* clientConn.recv(4096);',
          '      if (more.length === 0) break;',
          '      received = plus(received, more);',
          '    }',
          '    const requestData = decode(received);',
        ],
      },
    ],
  },
  {
    mends: ['no-allow'],
    section: 'RFC 9110 §15.5.6',
    patch: [
      {
        start: 65,
        end: 66,
        lines: ["  if (method !== 'GET') return 'HTTP/1.1 405 Method Not Allowed\\r\\nAllow: GET\\r\\n\\r\\n';"],
      },
    ],
  },
  {
    mends: ['one-word'],
    section: 'RFC 9112 §3',
    patch: [
      {
        start: 54,
        end: 55,
        lines: [
          '    if (method === undefined || path === undefined) {',
          "      yield* clientConn.sendall(encode('HTTP/1.1 400 Bad Request\\r\\n\\r\\n'));",
          '      return;',
          '    }',
        ],
      },
    ],
  },
  {
    mends: ['absolute-form'],
    section: 'RFC 9112 §3.2.2',
    patch: [
      {
        start: 66,
        end: 67,
        lines: [
          "  const place = target.replace(/^http:\\/\\/[^/?]*/i, '') || '/';",
          "  const path = place === '/' ? '/index.html' : place;",
        ],
      },
    ],
  },
  {
    mends: ['not-utf8'],
    section: 'RFC 9112 §2.2',
    patch: [
      { start: 2, end: 2, lines: ["import { latin1 } from '../base/octets.ts';"] },
      { start: 5, end: 6, lines: ["import { encode, len, words } from './python/text.ts';"] },
      { start: 50, end: 51, lines: ['    const requestData = latin1(yield* clientConn.recv(4096));'] },
    ],
  },
  {
    mends: ['race'],
    section: 'POSIX.1, Memory Synchronization',
    patch: [
      {
        start: 29,
        end: 29,
        lines: [
          '        // Counted where clients are accepted, by one thread only',
          "        yield* os.store('visits', (yield* os.load<number>('visits')) + 1);",
        ],
      },
      { start: 48, end: 50, lines: [] },
    ],
  },
];
