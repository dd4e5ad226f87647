/** What is predicted of the engine against what the engine does: every wire case, every leniency, every ending. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fromLatin1 } from '#shared/base/octets.ts';
import { REQUEST_LENIENCIES, REQUESTS_PER_CONNECTION, type Reading } from '#shared/base/options.ts';
import { differences } from '#shared/prediction/agreement.ts';
import { DEMO_PATTERNS } from '#shared/prediction/demo-site.ts';
import { endedBy, predict } from '#shared/prediction/predict.ts';
import { ENDINGS } from '#shared/prediction/predicted.ts';
import { FULL } from '../full.ts';
import { REQUESTS } from '../profiles/outcome.ts';
import { engineReality } from './engine-reality.ts';

const HARDENED: Reading = { mode: 'hardened', leniencies: [] };

const READINGS: readonly (readonly [string, Reading])[] = [
  ['hardened', HARDENED],
  ['rfc', { mode: 'rfc', leniencies: [] }],
  ['all', { mode: 'rfc', leniencies: REQUEST_LENIENCIES }],
];

/** One case in so many under each single leniency, others under the next one; in a full run all of them. */
const SHARE = FULL ? 1 : 4;

/** Where prediction and reality part, as a line each. */
async function mismatches(reading: Reading, reads: readonly Uint8Array[], name: string): Promise<string[]> {
  const prediction = predict({ kind: 'engine', reading }, reads);
  const found: string[] = [];
  for (const ending of ENDINGS) {
    const outcome = await engineReality(reading, endedBy(reads, ending));
    const predicted = prediction?.[ending];
    const differs = predicted === undefined ? ['nothing predicted'] : differences(predicted, outcome);
    if (differs.length > 0)
      found.push(`${name}, ${ending}: ${differs} (${outcome.statuses.slice(-3)}, ${outcome.fate})`);
  }
  return found;
}

describe('the prediction of the engine', () => {
  it.each(READINGS)('comes true in every wire case, reading %s', async (_name, reading) => {
    const found: string[] = [];
    for (const { octets, id } of REQUESTS) found.push(...(await mismatches(reading, [octets], id)));
    expect(found).toEqual([]);
  });

  it.each(REQUEST_LENIENCIES.map((name, at) => [name, at] as const))('comes true under %s alone', async (name, at) => {
    const reading: Reading = { ...HARDENED, leniencies: [name] };
    const found: string[] = [];
    for (const { octets, id } of REQUESTS.filter((_, one) => one % SHARE === at % SHARE))
      found.push(...(await mismatches(reading, [octets], id)));
    expect(found).toEqual([]);
  });

  it('comes true octet by octet', async () => {
    const found: string[] = [];
    for (const { octets, id } of REQUESTS.filter((one) => one.octets.length < 120)) {
      const reads = Array.from(octets, (octet) => Uint8Array.of(octet));
      found.push(...(await mismatches({ mode: 'rfc', leniencies: [] }, reads, id)));
    }
    expect(found).toEqual([]);
  });
});

const lines = (...all: readonly string[]): string => all.map((line) => `${line}\r\n`).join('');
const get = (target: string, ...fields: readonly string[]): string =>
  lines(`GET ${target} HTTP/1.1`, 'Host: a', ...fields, '');
const post = (target: string, ...fields: readonly string[]): string =>
  lines(`POST ${target} HTTP/1.1`, 'Host: a', ...fields, '');

const PATHS = [
  '/',
  '/hello',
  '/echo',
  '/stream',
  '/slow?ms=1',
  '/unicode',
  '/gzip',
  '/upload',
  '/cookie',
  '/cookie/set?a=b',
  '/user/Ada',
  '/user/',
  '/post/7',
  '/post/x',
  '/path/a/b',
  '/path/',
  '/redirect/2',
  '/login?user=a',
  '/users',
  '/users/7',
  '/nowhere',
  '/user/%ff',
  '/%68ello',
  '/%2fhello',
  'http://a/hello',
  'https://a/hello',
  'http://a',
];
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'PATCH', 'BREW'];

const TALKS: readonly (readonly [string, readonly string[]])[] = [
  ['two requests, the first one the last', [get('/hello', 'Connection: close') + get('/nowhere')]],
  ['HTTP/1.0 kept alive', [lines('GET /hello HTTP/1.0', 'Connection: keep-alive', '')]],
  ['a stream for HTTP/1.0', [lines('GET /stream HTTP/1.0', 'Connection: keep-alive', '')]],
  ['its HEAD', [lines('HEAD /stream HTTP/1.0', 'Connection: keep-alive', '')]],
  ['OPTIONS *', [lines('OPTIONS * HTTP/1.1', 'Host: a', '')]],
  ['CONNECT', [lines('CONNECT a:1 HTTP/1.1', 'Host: a:1', '')]],
  ['an expectation', [post('/echo', 'Content-Length: 3', 'Expect: 100-continue'), 'abc']],
  ['an expectation not waited for', [`${post('/echo', 'Content-Length: 3', 'Expect: 100-continue')}abc`]],
  ['one that is denied', [post('/nowhere', 'Content-Length: 3', 'Expect: 100-continue'), 'abc']],
  ['one behind another request', [get('/hello') + post('/echo', 'Content-Length: 3', 'Expect: 100-continue')]],
  ['one that nobody can meet', [post('/echo', 'Content-Length: 3', 'Expect: the worst'), 'abc']],
  ['a WebSocket of long ago', [get('/', 'Upgrade: websocket', 'Connection: upgrade', 'Sec-WebSocket-Version: 7')]],
  ['a condition', [get('/hello', 'If-None-Match: *')]],
  ['a range', [get('/hello', 'Range: bytes=0-1')]],
  ['too large a range', [get('/hello', 'Range: bytes=900-901')]],
  ['an upload in pieces', [post('/upload', 'Content-Length: 200000'), 'x'.repeat(100_000), 'x'.repeat(100_000)]],
  ['an upload that breaks', [post('/upload', 'Transfer-Encoding: chunked'), `20000\r\n${'x'.repeat(0x20000)}`, 'no']],
  ['too much', [post('/echo', 'Content-Length: 99999999')]],
  ['too much, asked for first', [post('/echo', 'Content-Length: 99999999', 'Expect: 100-continue')]],
  ['CONNECT, and what the tunnel would carry', [lines('CONNECT a:1 HTTP/1.1', 'Host: a:1', '', 'x')]],
  ['the last request there is', [get('/hello').repeat(REQUESTS_PER_CONNECTION + 2)]],
  ['nothing', []],
];

describe('what the engine and its site decide', () => {
  it('is known of every route there is', () => {
    const folder = new URL('../../apps/server/src/engine/site/', import.meta.url);
    const sources = ['site.ts', 'users.ts'].map((file) => readFileSync(new URL(file, folder), 'utf8'));
    const patterns = sources.flatMap((source) => [...source.matchAll(/^ +\['(\/[^']*)', /gm)].map(([, one]) => one));
    expect(patterns.length).toBeGreaterThan(10);
    expect([...DEMO_PATTERNS].sort()).toEqual([...patterns].sort());
  });

  it.each(METHODS)('about %s is predicted for every path', async (method) => {
    const found: string[] = [];
    for (const path of PATHS) {
      const octets = fromLatin1(lines(`${method} ${path} HTTP/1.1`, 'Host: a', 'Content-Length: 0', ''));
      found.push(...(await mismatches(HARDENED, [octets], path)));
    }
    expect(found).toEqual([]);
  });

  it.each(TALKS)('is predicted of %s', async (name, reads) => {
    expect(
      await mismatches(
        HARDENED,
        reads.map((text) => fromLatin1(text)),
        name,
      ),
    ).toEqual([]);
  });

  it('names the handler that decides', () => {
    const status = (text: string) => predict({ kind: 'engine', reading: HARDENED }, [fromLatin1(text)])?.now.answers;
    expect(status(get('/hello'))).toMatchObject([{ status: 200, asked: 'GET /hello' }]);
    expect(status(get('/hello', 'If-None-Match: *'))).toMatchObject([{ status: null, asked: 'GET /hello' }]);
    expect(status(get('/users'))).toMatchObject([{ status: null, asked: 'GET /users' }]);
    expect(status(get('/nowhere'))).toMatchObject([{ status: 404, rule: 'not-found', at: null, asked: null }]);
    expect(status(lines('GET / HTTP/1.1', ''))).toMatchObject([{ status: 400, rule: 'host-missing', at: 17 }]);
  });

  it('covers what it waits for', () => {
    const awaits = (text: string) => predict({ kind: 'engine', reading: HARDENED }, [fromLatin1(text)])?.now.awaits;
    expect(awaits('')).toEqual({ state: 'start', octets: 0 });
    expect(awaits('GET / HTTP/1.1\r\n')).toEqual({ state: 'header-start', octets: 0 });
    expect(awaits(`${post('/echo', 'Content-Length: 9')}ab`)).toEqual({ state: 'content', octets: 7 });
    expect(awaits(get('/'))).toBeNull();
  });
});
