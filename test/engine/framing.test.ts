import { expect, test } from 'vitest';
import { waiting } from './sites.ts';
import { DATE, GET, talk } from './talk.ts';

const POST = (fields: string, content = '') => `POST /echo HTTP/1.1\r\nHost: a\r\n${fields}\r\n\r\n${content}`;
const LATE_FAULT = POST('Transfer-Encoding: chunked', '3\r\nabc\r\n!\r\n');

test('content by length comes back', () => {
  talk()
    .receives(POST('Content-Length: 5', 'hel'))
    .sendsNothing()
    .receives('lo')
    .sends(/\r\nContent-Length: 5\r\n\r\nhello$/);
});

test('content in chunks comes back joined; extensions and trailers are not content', () => {
  const t = talk().receives(POST('Transfer-Encoding: chunked', '3;a=b\r\nabc\r\n2\r\nde\r\n0\r\nX-Sum: 1\r\n\r\n'));
  t.sends(/\r\nContent-Length: 5\r\n\r\nabcde$/);
  expect(t.handled[0]?.trailers.map((field) => [field.name, field.value])).toEqual([['X-Sum', '1']]);
  expect(t.handled[0]?.head.fields.some((field) => field.name === 'X-Sum')).toBe(false);
});

test('a late chunk fault is still a 400: no handler ran', () => {
  const t = talk().drips(LATE_FAULT);
  expect(t.handled).toEqual([]);
  t.sends(/^HTTP\/1.1 400 Bad Request\r\n[\s\S]*\r\nConnection: close\r\n[\s\S]*chunk-size/)
    .does('fin')
    .runs('linger');
});

test('FIN in mid-message: no handler runs, 400 incomplete-message, close', () => {
  for (const part of [
    'G',
    'GET / HTTP/1.1\r\n',
    'GET / HTTP/1.1\r\nHost: a\r\n',
    POST('Content-Length: 5', 'hel'),
    POST('Transfer-Encoding: chunked', '3\r\na'),
  ]) {
    const t = talk().receives(part).sendsNothing().receivesFin();
    t.sends(/^HTTP\/1.1 400 [\s\S]*incomplete-message/);
    expect(t.handled).toEqual([]);
    t.does('fin').runs(null);
  }
});

test('a refusal waits for the answers before it', async () => {
  const { options, answer } = waiting();
  const t = talk(options).receives(`${GET}BAD\r\n`).sendsNothing().does();
  answer('/hello');
  (await t.settles()).sends(/^HTTP\/1.1 200 OK\r\n[\s\S]*\r\n\r\nHTTP\/1.1 400 Bad Request\r\n/).does('fin');
  t.decides(
    'respond 0 200',
    'keep 0 keep-alive-1.1',
    expect.stringMatching(/^refuse 1 400 /),
    expect.stringMatching(/^close 1 /),
  );
});

test('a refusal names the octet, the octets to blame, the rule and its section', () => {
  const t = talk().receives('GET / HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n');
  const sent = t.sent();
  expect(sent).toContain('\r\nContent-Type: text/plain; charset=utf-8\r\nX-Content-Type-Options: nosniff\r\n');
  expect(sent).toContain('Refused at octet 29.\nTo blame: octet 29, "\\x00"\n');
  expect(sent).toMatch(/Rule: field-value \(RFC 9110 .+5\.5, MUST\)\n$/);
});

test('a refusal quotes octets that came in earlier reads, at most 40 of them', () => {
  const value = 'x'.repeat(60);
  const t = talk().drips(`POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${value}\r\n\r\n`);
  expect(t.sent()).toContain(`octets 26 to 101, "Content-Length: ${'x'.repeat(24)}`);
});

test('a refused HEAD gets no content', () => {
  const t = talk().drips('HEAD / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n');
  const sent = t.sent();
  expect(sent).toMatch(/^HTTP\/1.1 400 /);
  expect(sent).toMatch(/\r\nContent-Length: [1-9]\d*\r\nConnection: close\r\n\r\n$/);
});

test.each([
  ['413', 'by length', POST('Content-Length: 99999999999', 'x'), 'Limit: 10485760 octets of content.'],
  ['413', 'in chunks', POST('Transfer-Encoding: chunked', 'fffffff\r\n'), 'Limit: 10485760 octets of content.'],
  ['414', 'target', `GET /${'a'.repeat(9000)}`, 'Limit: 8192 octets of start-line.'],
  ['431', 'section', `GET / HTTP/1.1\r\nX: ${'a'.repeat(17000)}`, 'Limit: 16384 octets of header section.'],
  ['431', 'fields', `GET / HTTP/1.1\r\nHost: a\r\n${'X: y\r\n'.repeat(200)}`, 'Limit: 128 field lines.'],
  ['400', 'method', 'A'.repeat(40), 'Limit: 32 octets of method.'],
  ['400', 'chunk line', POST('Transfer-Encoding: chunked', `1;${'a'.repeat(300)}`), 'Limit: 256 octets of chunk line.'],
  [
    '431',
    'trailers',
    POST('Transfer-Encoding: chunked', `0\r\nX: ${'a'.repeat(17000)}`),
    'Limit: 16384 octets of trailer section.',
  ],
  ['505', 'version', 'GET / HTTP/2.0\r\n', 'version-major'],
])('%s (%s) names its limit', (status, _, request, words) => {
  const t = talk().receives(request);
  const sent = t.sent();
  expect(sent).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(sent).toContain(words);
  t.does('fin');
});

test('the same refusal at every split', () => {
  const request = 'POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n';
  const whole = talk().receives(request).sent();
  for (let cut = 1; cut < request.length; cut++) {
    talk().receives(request.slice(0, cut)).receives(request.slice(cut)).sends(whole);
  }
});

test('one empty line before a request is tolerated', () => {
  talk()
    .receives(`\r\n${GET}`)
    .sends(/^HTTP\/1.1 200/);
});

test('a method that is known but not allowed is answered only when its content is read', () => {
  talk()
    .receives('POST /hello HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\na')
    .sendsNothing()
    .receives('bc')
    .sends(/^HTTP\/1.1 405 /);
});

test('Date is an IMF-fixdate', () => {
  talk()
    .receives('BAD\r\n')
    .sends(new RegExp(`\r\nDate: ${DATE}\r\n`));
});
