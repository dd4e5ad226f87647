import { expect, test } from 'vitest';
import { only } from './sites.ts';
import { DATE, GET, talk } from './talk.ts';

const BODY = 'Hello, world!\n';
const HELLO = `HTTP/1.1 200 OK\r\nDate: ${DATE}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: 14\r\n`;

test('a GET is answered to the octet and the connection kept', () => {
  talk()
    .receives(GET)
    .sends(`${HELLO}\r\n${BODY}`)
    .does()
    .decides('respond 0 200', 'keep 0 keep-alive-1.1')
    .runs('idle');
});

test('octet by octet through one reused buffer it is the same answer', () => {
  talk().drips(GET).sends(`${HELLO}\r\n${BODY}`);
});

test('HEAD gets the head of GET, Content-Length included, and no content', () => {
  talk()
    .receives('HEAD /hello HTTP/1.1\r\nHost: a\r\n\r\n')
    .sends(`${HELLO}\r\n`)
    .receives(GET)
    .sends(`${HELLO}\r\n${BODY}`);
});

test('Connection: close is answered by Connection: close, then FIN', () => {
  talk()
    .receives('GET /hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')
    .sends(`${HELLO}Connection: close\r\n\r\n${BODY}`)
    .does('fin')
    .decides('respond 0 200', 'close 0 close-option')
    .runs('linger');
});

test('nothing after a request with Connection: close is processed', () => {
  const t = talk().receives(`GET /hello HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n${GET}`);
  t.sends(`${HELLO}Connection: close\r\n\r\n${BODY}`).receives(GET).sendsNothing().does('fin');
  expect(t.handled.length).toBe(1);
});

test('HTTP/1.0 is closed unless it asks for keep-alive, which the response then confirms', () => {
  talk().receives('GET /hello HTTP/1.0\r\n\r\n').sends(`${HELLO}Connection: close\r\n\r\n${BODY}`).does('fin');
  talk()
    .receives('GET /hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\n')
    .sends(`${HELLO}Connection: keep-alive\r\n\r\n${BODY}`)
    .does()
    .decides('respond 0 200', 'keep 0 keep-alive-1.0');
});

test('HTTP/1.2 is read as HTTP/1.1', () => {
  talk().receives('GET /hello HTTP/1.2\r\nHost: a\r\n\r\n').sends(`${HELLO}\r\n${BODY}`);
});

test('the response to the last request a connection may carry says so', () => {
  const t = talk({ requests: 2 }).receives(GET).sends(`${HELLO}\r\n${BODY}`);
  t.receives(GET + GET)
    .sends(`${HELLO}Connection: close\r\n\r\n${BODY}`)
    .does('fin');
  t.decides('respond 0 200', 'keep 0 keep-alive-1.1', 'respond 1 200', 'close 1 requests-per-connection');
});

test('absolute-form is honoured, https is another server', () => {
  talk()
    .receives('GET http://b/hello?x HTTP/1.1\r\nHost: b\r\n\r\n')
    .sends(/^HTTP\/1.1 200[\s\S]*Hello, world!\n$/);
  talk()
    .receives('GET HTTP://b HTTP/1.1\r\nHost: b\r\n\r\n')
    .sends(/It works/);
  talk()
    .receives('GET https://b/hello HTTP/1.1\r\nHost: b\r\n\r\n')
    .sends(/^HTTP\/1.1 421 Misdirected Request\r\n[\s\S]*misdirected/)
    .does()
    .decides('respond 0 421 misdirected', 'keep 0 keep-alive-1.1');
});

test('OPTIONS: 204 with Allow and without Content-Length, for a path and for the server', () => {
  talk()
    .receives('OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n')
    .sends(`HTTP/1.1 204 No Content\r\nDate: ${DATE}\r\nAllow: GET, HEAD, POST, PUT, DELETE, OPTIONS\r\n\r\n`)
    .receives('OPTIONS /hello HTTP/1.1\r\nHost: a\r\n\r\n')
    .sends(`HTTP/1.1 204 No Content\r\nDate: ${DATE}\r\nAllow: GET, HEAD, OPTIONS\r\n\r\n`)
    .receives('OPTIONS http://a HTTP/1.1\r\nHost: a\r\n\r\n')
    .sends(/Allow: GET, HEAD, POST, PUT, DELETE, OPTIONS\r\n/);
});

test('an unknown method is 501, one the resource does not support 405 with Allow; both keep the connection', () => {
  const t = talk();
  t.receives('BREW /hello HTTP/1.1\r\nHost: a\r\n\r\n').sends(/^HTTP\/1.1 501 Not Implemented\r\n[\s\S]*"BREW"/);
  t.receives('get /hello HTTP/1.1\r\nHost: a\r\n\r\n').sends(/^HTTP\/1.1 501 /);
  t.receives('DELETE /hello HTTP/1.1\r\nHost: a\r\n\r\n').sends(
    /^HTTP\/1.1 405 [\s\S]*\r\nAllow: GET, HEAD, OPTIONS\r\n/,
  );
  t.receives('POST /hello HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc').sends(/^HTTP\/1.1 405 /);
  t.receives(GET)
    .sends(/^HTTP\/1.1 200/)
    .does();
});

test('TRACE reflects nothing', () => {
  const t = talk().receives('TRACE /hello HTTP/1.1\r\nHost: a\r\nCookie: secret\r\n\r\n');
  const sent = t.sent();
  expect(sent).toMatch(/^HTTP\/1.1 405 /);
  expect(sent).not.toContain('secret');
});

test('CONNECT is refused and ends the connection: what follows may be meant for the tunnel', () => {
  talk()
    .receives(`CONNECT b:443 HTTP/1.1\r\nHost: b:443\r\n\r\n${GET}`)
    .sends(/^HTTP\/1.1 501 [\s\S]*\r\nConnection: close\r\n[\s\S]*tunnel/)
    .does('fin');
});

test('an unknown path is 404 and named, escaped', () => {
  talk()
    .receives('GET /no<b>?x HTTP/1.1\r\nHost: a\r\n\r\n')
    .sends(
      /^HTTP\/1.1 404 Not Found\r\n[\s\S]*X-Content-Type-Options: nosniff\r\n[\s\S]*The path is "\/no<b>"[\s\S]*not-found/,
    )
    .decides('respond 0 404 not-found', 'keep 0 keep-alive-1.1');
});

test('GET with content is answered once the content is read', () => {
  talk()
    .receives('GET /hello HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nab')
    .sendsNothing()
    .receives(`c${GET}`)
    .sends(`${HELLO}\r\n${BODY}${HELLO}\r\n${BODY}`);
});

test('a handler that throws is 500 and tells nothing; the connection stays', async () => {
  const failing = only(() => {
    throw new Error('secret');
  });
  const t = talk(failing).receives(GET);
  const sent = t.sent();
  expect(sent).toMatch(/^HTTP\/1.1 500 Internal Server Error\r\n[\s\S]*handler-failed/);
  expect(sent).not.toContain('secret');
  t.does().decides('respond 0 500 handler-failed', 'keep 0 keep-alive-1.1');
  const late = talk(only(() => Promise.reject(new Error('secret'))))
    .receives(GET)
    .sendsNothing();
  (await late.settles()).sends(/^HTTP\/1.1 500 /);
});

test.each([
  ['handler-field', 'CR LF in a value', { status: 200, fields: [['X', 'a\r\nSet-Cookie: b']], content: null }],
  ['handler-field', 'a bare CR in a value', { status: 200, fields: [['X', 'a\rb']], content: null }],
  ['handler-field', 'a bare LF in a value', { status: 200, fields: [['X', 'a\nb']], content: null }],
  ['handler-field', 'NUL in a value', { status: 200, fields: [['X', 'a\0']], content: null }],
  ['handler-field', 'a character that is no octet', { status: 200, fields: [['X', 'ж']], content: null }],
  ['handler-field', 'a name that is no token', { status: 200, fields: [['X Y', 'a']], content: null }],
  ['handler-field', 'an empty name', { status: 200, fields: [['', 'a']], content: null }],
  ['handler-field', 'CR LF in a name', { status: 200, fields: [['X: a\r\nY', 'a']], content: null }],
  [
    'handler-field',
    'two types',
    {
      status: 200,
      fields: [
        ['Content-Type', 'text/plain'],
        ['content-type', 'text/html'],
      ],
      content: null,
    },
  ],
  ['handler-framing', 'Connection', { status: 200, fields: [['connection', 'close']], content: null }],
  ['handler-framing', 'Keep-Alive', { status: 200, fields: [['Keep-Alive', 'timeout=5']], content: null }],
  ['handler-framing', 'Upgrade', { status: 200, fields: [['Upgrade', 'h2c']], content: null }],
  ['handler-framing', 'Transfer-Encoding', { status: 200, fields: [['Transfer-Encoding', 'chunked']], content: null }],
  ['handler-length', 'more announced', { status: 200, fields: [['Content-Length', '3']], content: Uint8Array.of(1) }],
  ['handler-length', 'less announced', { status: 200, fields: [['Content-Length', '0']], content: Uint8Array.of(1) }],
  ['handler-length', 'a length that is none', { status: 200, fields: [['Content-Length', '+1']], content: null }],
  ['handler-length', 'Content-Length in a 204', { status: 204, fields: [['Content-Length', '0']], content: null }],
  ['handler-content', 'content in a 204', { status: 204, fields: [], content: Uint8Array.of(1) }],
  ['handler-content', 'content in a 205', { status: 205, fields: [], content: Uint8Array.of(1) }],
  ['handler-content', 'content in a 304', { status: 304, fields: [], content: Uint8Array.of(1) }],
  ['handler-date', 'a date in an old form', { status: 200, fields: [['Date', '1994-11-06']], content: null }],
  ['handler-status', 'an interim status', { status: 100, fields: [], content: null }],
  ['handler-status', 'a switch of protocols', { status: 101, fields: [], content: null }],
  ['handler-status', 'a status over 599', { status: 600, fields: [], content: null }],
  ['handler-status', 'no status at all', { status: Number.NaN, fields: [], content: null }],
] as const)('%s: a response with %s is a 500, reported to the server’s operator', (rule, _, response) => {
  const t = talk(only(() => response)).receives(GET);
  const sent = t.sent();
  expect(sent).toMatch(new RegExp(`^HTTP/1.1 500 Internal Server Error\r\n[\\s\\S]*Rule: ${rule} `));
  expect(sent.match(/HTTP\/1\.1 /g)).toHaveLength(1);
  t.decides(`respond 0 500 ${rule}`, 'keep 0 keep-alive-1.1');
  expect(t.reported).toHaveLength(1);
});

test('a 304 keeps its fields and has no content; a 205 has Content-Length: 0', () => {
  talk(only(() => ({ status: 304, fields: [['ETag', '"a"']], content: null })))
    .receives(GET)
    .sends(`HTTP/1.1 304 Not Modified\r\nDate: ${DATE}\r\nETag: "a"\r\n\r\n`);
  talk(only(() => ({ status: 205, fields: [], content: null })))
    .receives(GET)
    .sends(`HTTP/1.1 205 Reset Content\r\nDate: ${DATE}\r\nContent-Length: 0\r\n\r\n`);
});

test('Set-Cookie lines stay lines, and a Date of the handler’s own stays', () => {
  talk(
    only(() => ({
      status: 200,
      fields: [
        ['Set-Cookie', 'a=1'],
        ['Date', 'Sat, 05 Nov 1994 08:49:37 GMT'],
        ['Set-Cookie', 'b=2'],
      ],
      content: null,
    })),
  )
    .receives(GET)
    .sends(
      'HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nDate: Sat, 05 Nov 1994 08:49:37 GMT\r\nSet-Cookie: b=2\r\nContent-Length: 0\r\n\r\n',
    );
});

test('HEAD: no length is made up where GET’s is unknown, and one that the handler knows is kept', () => {
  const head = 'HEAD / HTTP/1.1\r\nHost: a\r\n\r\n';
  talk(only(() => ({ status: 200, fields: [], content: null })))
    .receives(head)
    .sends(`HTTP/1.1 200 OK\r\nDate: ${DATE}\r\n\r\n`)
    .decides('respond 0 200 head-no-content', 'keep 0 keep-alive-1.1');
  talk(only(() => ({ status: 200, fields: [['Content-Length', '7']], content: null })))
    .receives(head)
    .sends(`HTTP/1.1 200 OK\r\nDate: ${DATE}\r\nContent-Length: 7\r\n\r\n`);
});

test('of two answers to one request the first counts, and a failure after it changes nothing', () => {
  const t = talk();
  t.startHandler = (_handler, request, responder) => {
    t.handled.push(request);
    for (const path of ['/first', '/second']) {
      responder.answered({ status: 200, fields: [['Path', path]], content: null });
    }
    responder.failed();
  };
  t.receives(GET + GET);
  const sent = t.sent();
  expect(sent.match(/HTTP\/1\.1 200 /g)).toHaveLength(2);
  expect(sent.match(/Path: \/first/g)).toHaveLength(2);
  expect(sent).not.toContain('/second');
  t.does();
});
