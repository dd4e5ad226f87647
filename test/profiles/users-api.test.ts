import { describe, expect, it } from 'vitest';
import { answerOf, ends, leaving, playProfile, resetting, sent, visitor, waitsFor, wire } from './play.ts';

const ID = 'users-api';
const request = (line: string, ...fields: string[]): string => `${[line, ...fields].join('\r\n')}\r\n\r\n`;
const api = (line: string, ...fields: string[]): string =>
  request(`${line} HTTP/1.1`, 'Host: example.local', ...fields);
const HTML = 'Accept: text/html';
const JSON_TYPE = 'Accept: application/json';

/** An error's answer. */
const error = (line: string, body: string): string =>
  `HTTP/1.1 ${line}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
const ok = (type: string, body: string): string =>
  `HTTP/1.1 200 OK\r\nContent-Type: ${type}; charset=utf-8\r\nContent-Length: ${wire(body).length}\r\n\r\n${wire(body)}`;

const MALFORMED = error('400 Bad request', 'Malformed request line');
const NO_HOST = error('400 Bad request', 'Host header is missing');
const NOT_FOUND = error('404 Not found', 'Not found');
const FAILED = error("500 b'Internal Server Error'", 'Internal Server Error');

/** The answer to `last` after those before were served. */
function answerAfter(last: string, ...before: string[]): string {
  return (
    sent(
      playProfile(
        ID,
        [...before, last].map((text) => visitor(text)),
      ),
    ).at(-1) ?? ''
  );
}

const VASYA = api('POST /users?name=Vasya&age=42');

describe(`${ID} answers`, () => {
  it('users in HTML and in JSON', () => {
    const petya = api('POST /users?name=%D0%9F%D0%B5%D1%82%D1%8F&age=24');
    expect(answerAfter(api('GET /users', HTML), VASYA, petya)).toBe(
      ok(
        'text/html',
        '<html><head></head><body><div>Пользователи (2)</div><ul><li>#1 Vasya, 42</li><li>#2 Петя, 24</li></ul></body></html>',
      ),
    );
    expect(answerAfter(api('GET /users', JSON_TYPE), VASYA, petya)).toBe(
      ok(
        'application/json',
        '{"1": {"id": 1, "name": "Vasya", "age": "42"}, "2": {"id": 2, "name": "\\u041f\\u0435\\u0442\\u044f", "age": "24"}}',
      ),
    );
    expect(answerAfter(api('GET /users/01', HTML), VASYA)).toBe(
      ok('text/html', '<html><head></head><body>#1 Vasya, 42</body></html>'),
    );
  });

  it('204 with the reason Created', () => {
    expect(answerOf(ID, VASYA)).toBe('HTTP/1.1 204 Created\r\n\r\n');
  });

  it.each([
    ['GET / HTTP/1.1 more\r\n', MALFORMED],
    ['\r\n', MALFORMED],
    [`${'x'.repeat(65_537)}`, error('400 Bad request', 'Request line is too long')],
    ['GET / HTTP/1.0\r\n', error('505 HTTP Version Not Supported', 'HTTP Version Not Supported')],
    [request('GET /users HTTP/1.1', HTML), NO_HOST],
    [request('GET /users HTTP/1.1', 'Host:', HTML), NO_HOST],
    [request('GET /users HTTP/1.1', 'Host: Example.local', HTML), NOT_FOUND],
    [request('GET /users HTTP/1.1', 'Host: example.local:80', HTML), NOT_FOUND],
    [request('GET /users HTTP/1.1', 'A: b', 'no field', 'Host: example.local'), NO_HOST],
    [`GET / HTTP/1.1\r\nA: ${'x'.repeat(65_536)}`, error('494 Request header too large', 'Request header too large')],
    [`GET / HTTP/1.1\r\n${'A: b\r\n'.repeat(101)}`, error('494 Too many headers', 'Too many headers')],
    [api('GET /none', HTML), NOT_FOUND],
    [api('GET /users/1', HTML), NOT_FOUND],
    [api('GET /users/x', HTML), NOT_FOUND],
    [api('GET /users/\xb2', HTML), FAILED],
    [api('GET /users'), FAILED],
    [api('GET //[/users', HTML), FAILED],
    [api('POST /users?name=A'), FAILED],
    [api('GET /users', 'Accept: */*'), 'HTTP/1.1 406 Not Acceptable\r\n\r\n'],
  ])('%j', (text, answer) => {
    expect(answerOf(ID, text)).toBe(answer);
  });

  it('its own port in Host, and its own name', () => {
    const ask = request('GET /users HTTP/1.1', 'Host: box:81', JSON_TYPE);
    const played = playProfile(ID, [visitor(ask)], { port: 81, options: { name: 'box' } });
    expect(sent(played)).toEqual([ok('application/json', '{}')]);
  });

  it('lines that end in LF alone, for any reads', () => {
    const ask = 'GET /users HTTP/1.1\nhost: example.local\naccept: text/html\n\n';
    expect(answerOf(ID, ...ask)).toContain('200 OK');
  });

  it('any method that reads a user', () => {
    expect(answerAfter(api('DELETE /users/1', HTML), VASYA)).toContain('#1 Vasya, 42');
  });

  it('with names as they were given, in HTML too', () => {
    const stored = api('POST /users?name=%3Cscript%3E&age=1');
    expect(answerAfter(api('GET /users', HTML), stored)).toContain('<li>#1 <script>, 1</li>');
  });
});

describe(ID, () => {
  it('closes after an answer, and drops a pipelined request', () => {
    const played = playProfile(ID, [visitor(api('GET /users', JSON_TYPE).repeat(2))]);
    expect([sent(played), ends(played)]).toEqual([[ok('application/json', '{}')], ['fin']]);
  });

  it('leaves a connection open after an error while parsing, until the next is accepted', () => {
    const one = playProfile(ID, [visitor('GET\r\n')]);
    expect([sent(one), ends(one), waitsFor(one)]).toEqual([[MALFORMED], ['open'], 'accept']);
    const two = playProfile(ID, [visitor('GET\r\n'), visitor()]);
    expect([ends(two), waitsFor(two)]).toEqual([['fin', 'open'], 'recv']);
    expect(one.printed).toContain(
      "Client serving failed cannot access local variable 'req' where it is not associated with a value",
    );
  });

  it('closes after errors that come later', () => {
    const played = playProfile(ID, [visitor(api('GET /none')), visitor(api('GET /users'))]);
    expect(ends(played)).toEqual(['fin', 'fin']);
  });

  it('answers 400 to a client that sends nothing and leaves, and survives a reset', () => {
    const played = playProfile(ID, [leaving(), resetting('GET'), visitor(VASYA)]);
    expect(sent(played)).toEqual([MALFORMED, '', 'HTTP/1.1 204 Created\r\n\r\n']);
  });

  it('stores nothing for a request that fails', () => {
    expect(answerAfter(api('GET /users', JSON_TYPE), api('POST /users?name=A'))).toContain('{}');
  });
});
