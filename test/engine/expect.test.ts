import { expect, test } from 'vitest';
import { waiting } from './sites.ts';
import { GET, talk } from './talk.ts';

const EXPECT = 'POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n';
const CONTINUE = 'HTTP/1.1 100 Continue\r\n\r\n';

test('100 goes out at once when content is announced and none has come', () => {
  talk()
    .receives(EXPECT)
    .sends(CONTINUE)
    .decides('continue 0 100 expect-continue')
    .receives('abc')
    .sends(/^HTTP\/1.1 200 [\s\S]*abc$/);
});

test('no 100 when content has come already, even a part', () => {
  talk()
    .receives(`${EXPECT}a`)
    .sendsNothing()
    .receives('bc')
    .sends(/^HTTP\/1.1 200 /);
});

test('no 100 without content announced, nor in HTTP/1.0', () => {
  talk()
    .receives('GET /hello HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n\r\n')
    .sends(/^HTTP\/1.1 200 /);
  talk()
    .receives('POST /echo HTTP/1.0\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n')
    .sendsNothing()
    .receives('abc')
    .sends(/^HTTP\/1.1 200 /);
});

test('a 100 is never ahead of an earlier answer', async () => {
  const { options, answer } = waiting();
  const t = talk(options)
    .receives(GET + EXPECT)
    .sendsNothing()
    .runs('handler');
  answer('/hello');
  (await t.settles()).sends(/^HTTP\/1.1 200 OK\r\n[\s\S]*\r\n\r\nHTTP\/1.1 100 Continue\r\n\r\n$/).runs('body');
});

test('a final status that the head decides comes instead of a 100, and ends the connection', () => {
  for (const [request, status] of [
    [EXPECT.replace('/echo', '/nowhere'), 404],
    [EXPECT.replace('/echo', '/hello'), 405],
    [EXPECT.replace('POST', 'BREW'), 501],
    [EXPECT.replace('Length: 3', 'Length: 99999999'), 413],
  ] as const) {
    const t = talk().receives(request);
    const sent = t.sent();
    expect(sent).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(sent).toContain('\r\nConnection: close\r\n');
    t.does('fin').receives('abc').sendsNothing();
  }
});

test('another expectation is 417; with its content read, the connection stays', () => {
  const other = 'POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: coffee\r\n\r\nabc';
  talk()
    .receives(other)
    .sends(/^HTTP\/1.1 417 Expectation Failed\r\n[\s\S]*"coffee"/)
    .does()
    .receives(GET)
    .sends(/^HTTP\/1.1 200/);
});

test('expectations are case-insensitive', () => {
  talk().receives(EXPECT.replace('100-continue', '100-Continue')).sends(CONTINUE);
});
