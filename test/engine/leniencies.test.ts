/** The engine under leniencies: what it answers, how the connection goes on, and that a replay agrees with it. */
import { describe, expect, test } from 'vitest';
import { fromLatin1 } from '#shared/base/octets.ts';
import { ENGINE_LIMITS, REQUEST_LENIENCIES, type RequestLeniency } from '#shared/base/options.ts';
import { RequestParser, readingDigest } from '#shared/http1/parser.ts';
import { MessageLog } from '#shared/transcript/replay/message-log.ts';
import { GET, Talk } from './talk.ts';

const HELLO = 'GET /hello HTTP/1.1\r\n';
const POST = 'POST /echo HTTP/1.1\r\nHost: a\r\n';

/** A request that only one leniency lets pass. */
const REQUESTS: Readonly<Record<RequestLeniency, string>> = {
  'leading-empty-lines': `\r\n\r\n\r\n${GET}`,
  'request-line-space': 'GET\t/hello  HTTP/1.1 \r\nHost: a\r\n\r\n',
  'target-octets': 'GET /hello?\xe9 HTTP/1.1\r\nHost: a\r\n\r\n',
  'bare-lf': 'GET /hello HTTP/1.1\nHost: a\n\n',
  'bare-cr': `${HELLO}Host: a\r\nA: b\rc\r\n\r\n`,
  'ctl-in-value': `${HELLO}Host: a\r\nA: \x01\0\r\n\r\n`,
  'obs-fold': `${HELLO}Host: a\r\nA: b\r\n c\r\n\r\n`,
  'space-before-first-field': `${HELLO} A: b\r\nHost: a\r\n\r\n`,
  'host-missing': `${HELLO}\r\n`,
  'cl-te': `${POST}Content-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n`,
  'cl-list': `${POST}Content-Length: 1, 1\r\n\r\nx`,
  bws: `${POST}Transfer-Encoding: chunked\r\n\r\n1 ;a = b\r\nx\r\n0\r\n\r\n`,
  'chunk-size-space': `${POST}Transfer-Encoding: chunked\r\n\r\n1 \r\nx\r\n0\r\n\r\n`,
};

function statuses(talk: Talk): readonly number[] {
  return [...talk.sent().matchAll(/^HTTP\/1\.1 (\d+)/gm)].map((match) => Number(match[1]));
}

describe.each(REQUEST_LENIENCIES)('%s', (name) => {
  const octets = REQUESTS[name];

  test('tolerates the request that is refused without it, and with any other', () => {
    const others = REQUEST_LENIENCIES.filter((one) => one !== name);
    expect(statuses(new Talk().receives(octets))).toEqual([400]);
    expect(statuses(new Talk({ leniencies: others }).receives(octets))).toEqual([400]);
    expect(statuses(new Talk({ leniencies: [name] }).receives(octets))).toEqual([200]);
  });

  test('is reported, and the replay under the same options has the same witness', () => {
    const talk = new Talk({ leniencies: [name] }).receives(octets);
    const log = new MessageLog();
    new RequestParser(log, { limits: ENGINE_LIMITS, mode: 'hardened', leniencies: [name] }).feed(fromLatin1(octets));
    expect(log.verdicts.map(({ level }) => level)).toContain('tolerate');
    expect(log.verdicts.map(({ level }) => level)).not.toContain('reject');
    expect(talk.witnesses.map(({ digest }) => digest)).toEqual([log.digests.get(0)?.digest]);
  });
});

test('tolerating both lengths ends the connection: nothing after them is read as a request', () => {
  const talk = new Talk({ leniencies: ['cl-te'] }).receives(REQUESTS['cl-te'] + GET);
  const sent = talk.sent();
  expect(sent.match(/HTTP\/1\.1 200/g)).toHaveLength(1);
  expect(sent).toMatch(/\r\nConnection: close\r\n/i);
  expect(talk.log).toContain('fin');
});

test('a request that must be refused is refused under all of them', () => {
  for (const octets of [
    `${HELLO}Host : a\r\n\r\n`,
    `${HELLO}Host: a\r\nHost: a\r\n\r\n`,
    `${POST}Content-Length: 1\r\nContent-Length: 2\r\n\r\n`,
    `${POST}Transfer-Encoding: gzip\r\n\r\n`,
    `${POST}Transfer-Encoding: chunked\r\n\r\n1\nx\r\n0\r\n\r\n`,
  ]) {
    const talk = new Talk({ mode: 'rfc', leniencies: REQUEST_LENIENCIES }).receives(octets);
    expect(statuses(talk), JSON.stringify(octets)).toEqual([400]);
  }
});

test('every way to read has its own digest', () => {
  const readings = (['hardened', 'rfc'] as const).flatMap((mode) =>
    [[], ...REQUEST_LENIENCIES.map((name) => [name])].map((leniencies) => ({ mode, leniencies })),
  );
  expect(new Set(readings.map(readingDigest)).size).toBe(readings.length);
});
