/** Every rule the engine decides by itself, on a real socket: what is sent, and what must come back. */
import { afterEach, expect, test } from 'vitest';
import { STRICT_TIMEOUTS } from '#shared/base/options.ts';
import type { RuleId } from '#shared/http1/rules.ts';
import type { EngineResponse, Handler } from '../../apps/server/src/engine/handler.ts';
import { ENGINE_RULES } from '../http1/engine-rules.ts';
import { request as ask } from './ask.ts';
import type { TestSetup } from './client.ts';
import { TestEngine } from './client.ts';

interface Row {
  readonly rule: RuleId;
  readonly sends: string;
  /** All that comes back until the server's FIN, or its reset. */
  readonly gets: RegExp;
  readonly setup?: TestSetup;
  readonly reset?: true;
}

const answering = (response: Partial<EngineResponse>): TestSetup => ({
  router: () => ({ handler: () => ({ status: 200, fields: [], content: null, ...response }) }),
  report: () => undefined,
});

const handled = (handler: Handler, more: TestSetup = {}): TestSetup => ({
  router: () => ({ handler }),
  report: () => undefined,
  ...more,
});

async function* breaking(): AsyncGenerator<Uint8Array> {
  yield Uint8Array.of(0x61);
  throw new Error('broke');
}

const GET = ask('GET /hello');
const failure = (rule: RuleId): RegExp => new RegExp(`^HTTP/1\\.1 500 [^\\0]*\\nRule: ${rule} [^\\0]*$`);

const ROWS: readonly Row[] = [
  {
    rule: 'requests-per-connection',
    sends: GET.repeat(1001),
    gets: /^(?:HTTP\/1\.1 200 OK\r\n(?:(?!Connection)[^\r]+\r\n)+\r\nHello, world!\n){999}HTTP\/1\.1 200 OK\r\n[^\0]*\r\nConnection: close\r\n\r\nHello, world!\n$/,
  },
  {
    rule: 'content-not-read',
    sends: ask('POST /nowhere', ['Expect: 100-continue', 'Content-Length: 3']),
    gets: /^HTTP\/1\.1 404 [^\0]*\r\nConnection: close\r\n/,
  },
  {
    rule: 'expect-continue',
    sends: ask('POST /echo', ['Expect: 100-continue', 'Content-Length: 3']),
    gets: /^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 400 [^\0]*incomplete-message/,
  },
  {
    rule: 'expectation-failed',
    sends: ask('POST /echo', ['Expect: tea'], 'abc') + GET,
    gets: /^HTTP\/1\.1 417 [^\0]*expectation-failed[^\0]*HTTP\/1\.1 200 /,
  },
  { rule: 'method-unknown', sends: ask('BREW /hello') + GET, gets: /^HTTP\/1\.1 501 [^\0]*HTTP\/1\.1 200 / },
  {
    rule: 'method-not-allowed',
    sends: ask('PATCH /users', [], 'abc') + GET,
    gets: /^HTTP\/1\.1 405 [^\0]*\r\nAllow: GET, HEAD, POST, OPTIONS\r\n[^\0]*HTTP\/1\.1 200 /,
  },
  { rule: 'misdirected', sends: ask('GET https://a/hello'), gets: /^HTTP\/1\.1 421 / },
  { rule: 'not-found', sends: ask('GET /no<i>'), gets: /^HTTP\/1\.1 404 [^\0]*nosniff[^\0]*"\/no<i>"/ },
  {
    rule: 'handler-failed',
    sends: GET,
    setup: handled(() => Promise.reject(new Error('secret'))),
    gets: /^HTTP\/1\.1 500 (?![^\0]*secret)/,
  },
  { rule: 'path-encoding', sends: ask('GET /user/%c3%28') + GET, gets: /^HTTP\/1\.1 400 [^\0]*HTTP\/1\.1 200 / },
  {
    rule: 'accept',
    sends: ask('GET /users', ['Accept: application/json;q=0.5, text/*;q=0.6']),
    gets: /^HTTP\/1\.1 200 [^\0]*Content-Type: text\/html[^\0]*\r\nVary: Accept\r\n/,
  },
  {
    rule: 'not-acceptable',
    sends: ask('GET /users', ['Accept: image/png, text/html;q=0']),
    gets: /^HTTP\/1\.1 406 [^\0]*\r\nVary: Accept\r\n[^\0]*application\/json, text\/html/,
  },
  { rule: 'cookie', sends: ask('GET /cookie', ['Cookie: a=1; b=2', 'Cookie: c=3']), gets: /\r\n\r\na=1\nb=2\nc=3\n$/ },
  {
    rule: 'set-cookie',
    sends: ask('GET /cookie/set?a=1&b=2'),
    gets: /\r\nSet-Cookie: a=1; [^\r]*\r\nSet-Cookie: b=2; [^\r]*\r\n/,
  },
  {
    rule: 'allow',
    sends: ask('OPTIONS /users/1', ['Max-Forwards: 0']),
    gets: /^HTTP\/1\.1 204 No Content\r\nDate: [^\r]+\r\nAllow: GET, HEAD, PUT, DELETE, OPTIONS\r\n\r\n$/,
  },
  {
    rule: 'trace-refused',
    sends: ask('TRACE /hello', ['Authorization: secret', 'Cookie: secret', 'Max-Forwards: 0']) + GET,
    gets: /^HTTP\/1\.1 405 (?![^\0]*secret)[^\0]*\r\nAllow: GET, HEAD, OPTIONS\r\n[^\0]*HTTP\/1\.1 200 /,
  },
  {
    rule: 'connect-refused',
    sends: `CONNECT b:443 HTTP/1.1\r\nHost: b:443\r\n\r\n${GET}`,
    gets: /^HTTP\/1\.1 501 [^\0]*\r\nConnection: close\r\n(?![^\0]*HTTP\/1\.1 200)/,
  },
  {
    rule: 'websocket-version',
    sends: ask('GET /hello', ['Connection: keep-alive, Upgrade', 'Upgrade: WebSocket', 'Sec-WebSocket-Version: 8']),
    gets: /^HTTP\/1\.1 426 [^\0]*\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n[^\0]*Connection: upgrade\r\n/,
  },
  {
    rule: 'head-no-content',
    sends: ask('HEAD /hello') + ask('HEAD /nowhere'),
    gets: /^HTTP\/1\.1 200 [^\0]*\r\nContent-Length: 14\r\n\r\nHTTP\/1\.1 404 [^\0]*Content-Length: \d+\r\n\r\n$/,
  },
  {
    rule: 'status-no-content',
    sends: GET,
    setup: answering({ status: 304, fields: [['Content-Length', '9']] }),
    gets: /^HTTP\/1\.1 304 Not Modified\r\nDate: [^\r]+\r\nContent-Length: 9\r\n\r\n$/,
  },
  { rule: 'handler-status', sends: GET, setup: answering({ status: 103 }), gets: failure('handler-status') },
  {
    rule: 'handler-field',
    sends: GET,
    setup: answering({ fields: [['X', 'a\r\nSet-Cookie: b=1']] }),
    gets: /^HTTP\/1\.1 500 (?![^\0]*Set-Cookie)[^\0]*\nRule: handler-field /,
  },
  {
    rule: 'handler-framing',
    sends: GET,
    setup: answering({ fields: [['Transfer-Encoding', 'chunked']] }),
    gets: failure('handler-framing'),
  },
  {
    rule: 'handler-length',
    sends: GET,
    setup: answering({ fields: [['Content-Length', '2']], content: Uint8Array.of(0x61) }),
    gets: failure('handler-length'),
  },
  {
    rule: 'handler-content',
    sends: GET,
    setup: answering({ status: 204, content: Uint8Array.of(0x61) }),
    gets: failure('handler-content'),
  },
  {
    rule: 'handler-date',
    sends: GET,
    setup: answering({ fields: [['Date', 'yesterday']] }),
    gets: failure('handler-date'),
  },
  {
    rule: 'handler-broke-off',
    sends: GET,
    setup: handled(() => ({ status: 200, fields: [], content: breaking() })),
    reset: true,
    gets: /^HTTP\/1\.1 200 [^\0]*\r\n\r\n(?:1\r\na\r\n)?$/,
  },
  {
    rule: 'handler-timeout',
    sends: GET,
    setup: handled(() => new Promise(() => undefined), { timeouts: { ...STRICT_TIMEOUTS, handler: 40 } }),
    gets: /^HTTP\/1\.1 503 [^\0]*handler-timeout/,
  },
  { rule: 'not-modified', sends: ask('GET /hello', ['If-None-Match: *']), gets: /^HTTP\/1\.1 304 [^\0]*\r\n\r\n$/ },
  { rule: 'precondition-failed', sends: ask('GET /hello', ['If-Match: "x"']), gets: /^HTTP\/1\.1 412 / },
  {
    rule: 'partial-content',
    sends: ask('GET /hello', ['Range: bytes=0-4']),
    gets: /^HTTP\/1\.1 206 [^\0]*\r\nContent-Range: bytes 0-4\/14\r\n[^\0]*\r\n\r\nHello$/,
  },
  {
    rule: 'range-not-satisfiable',
    sends: ask('GET /hello', ['Range: bytes=99-']),
    gets: /^HTTP\/1\.1 416 [^\0]*\r\nContent-Range: bytes \*\/14\r\n/,
  },
  {
    rule: 'range-set',
    sends: ask('GET /hello', [`Range: bytes=${'0-1,'.repeat(40)}2-3`]),
    gets: /^HTTP\/1\.1 416 /,
  },
];

const engine = new TestEngine();

afterEach(() => engine.close());

test.each(ROWS)('$rule', async ({ sends, gets, setup, reset }) => {
  const client = await engine.client(setup);
  client.send(sends);
  if (reset === true) {
    await client.closes();
    expect(client.error).toBe('ECONNRESET');
  } else await client.fin().ends();
  expect(client.text).toMatch(gets);
  await client.closes();
});

test('no rule of the engine is without its conversation', () => {
  expect(ROWS.map(({ rule }) => rule).sort()).toEqual([...ENGINE_RULES].sort());
});
