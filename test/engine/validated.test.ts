/** Conditional requests and ranges on a site that knows nothing of them. */
import { afterEach, describe, expect, it } from 'vitest';
import { fromLatin1 } from '#shared/base/octets.ts';
import type { EngineResponse, Router } from '../../apps/server/src/engine/handler.ts';
import { demoSite } from '../../apps/server/src/engine/site/site.ts';
import { validated } from '../../apps/server/src/engine/validated.ts';
import { TestEngine } from './client.ts';
import { talk } from './talk.ts';

const NOW = Date.UTC(2026, 10, 21, 12, 0, 0);
const MADE = Date.UTC(2026, 10, 20, 12, 0, 0);
const OLDER = 'Thu, 19 Nov 2026 12:00:00 GMT';
const MADE_TEXT = 'Fri, 20 Nov 2026 12:00:00 GMT';

const now = () => NOW;

/** What the demo site, validated, answers to one request on a connection that then ends. */
function ask(method: string, target: string, ...lines: string[]): string {
  const head = [`${method} ${target} HTTP/1.1`, 'Host: a', ...lines].join('\r\n');
  return talk({
    router: validated(
      demoSite(async () => undefined, MADE),
      now,
    ),
  })
    .receives(`${head}\r\n\r\n`)
    .sent();
}

const field = (answer: string, name: string) => new RegExp(`\\r\\n${name}: (.*)\\r\\n`).exec(answer)?.[1];
const statusOf = (answer: string) => Number(answer.slice(9, 12));
const contentOf = (answer: string) => answer.slice(answer.indexOf('\r\n\r\n') + 4);
const ETAG = field(ask('GET', '/hello'), 'ETag') as string;

it('gives equal octets one strong tag, and other octets another', () => {
  expect(ETAG).toMatch(/^"[\w-]{22}"$/);
  expect(field(ask('GET', '/hello'), 'ETag')).toBe(ETAG);
  expect(field(ask('HEAD', '/hello'), 'ETag')).toBe(ETAG);
  expect(field(ask('GET', '/unicode'), 'ETag')).not.toBe(ETAG);
});

it('distinguishes the codings of one resource', () => {
  const plain = ask('GET', '/gzip', 'Accept-Encoding: identity');
  const coded = ask('GET', '/gzip', 'Accept-Encoding: gzip');
  expect(field(plain, 'ETag')).not.toBe(field(coded, 'ETag'));
  const fresh = ask('GET', '/gzip', 'Accept-Encoding: gzip', `If-None-Match: ${field(coded, 'ETag')}`);
  expect(statusOf(fresh)).toBe(304);
  expect(field(fresh, 'Vary')).toBe('Accept-Encoding');
  expect(field(fresh, 'Content-Encoding')).toBeUndefined();
});

describe('a conditional request', () => {
  it.each([
    ['GET', [`If-None-Match: ${ETAG}`], 304],
    ['HEAD', [`If-None-Match: ${ETAG}`], 304],
    ['GET', [`If-None-Match: W/${ETAG}`], 304],
    ['GET', ['If-None-Match: *'], 304],
    ['GET', [`If-None-Match: ${ETAG.slice(1, -1)}`], 200],
    ['GET', [`If-Modified-Since: ${MADE_TEXT}`], 304],
    ['GET', [`If-Modified-Since: ${OLDER}`], 200],
    ['GET', ['If-Modified-Since: Fri, 20 Nov 2099 12:00:00 GMT'], 200],
    ['GET', ['If-None-Match: "x"', `If-Modified-Since: ${MADE_TEXT}`], 200],
    ['GET', ['If-Match: "x"'], 412],
    ['GET', [`If-Unmodified-Since: ${OLDER}`], 412],
  ] as const)('%s %j → %d', (method, lines, status) => {
    expect(statusOf(ask(method, '/hello', ...lines))).toBe(status);
  });

  it('that is answered 304 gets the fields that update a copy, and no content', () => {
    const answer = ask('GET', '/hello', `If-None-Match: ${ETAG}`);
    expect(answer).toMatch(/^HTTP\/1\.1 304 Not Modified\r\n/);
    expect(field(answer, 'ETag')).toBe(ETAG);
    expect(field(answer, 'Date')).toBeDefined();
    expect(answer).not.toMatch(/Content-|Last-Modified|Transfer-Encoding/);
    expect(answer.endsWith('\r\n\r\n')).toBe(true);
  });

  it('counts only where the plain answer is a 2xx', () => {
    expect(statusOf(ask('GET', '/nowhere', 'If-Match: "x"'))).toBe(404);
    expect(statusOf(ask('OPTIONS', '/hello', 'If-Match: "x"'))).toBe(204);
    expect(statusOf(ask('DELETE', '/hello', 'If-Match: "x"'))).toBe(405);
  });
});

describe('a method that may change something', () => {
  /** One value that PUT replaces. */
  function shelf(): { router: Router; value: () => string } {
    let value = 'one';
    const get = (): EngineResponse => ({ status: 200, fields: [], content: fromLatin1(value) });
    const put = (): EngineResponse => {
      value = 'two';
      return { status: 204, fields: [], content: null };
    };
    const router: Router = (head) => ({ handler: head.method === 'PUT' ? put : get });
    return { router: validated(router, now), value: () => value };
  }

  const engine = new TestEngine();
  afterEach(() => engine.close());

  it('is performed only for the state its condition names', async () => {
    const { router, value } = shelf();
    const client = await engine.client({ router });
    const request = (method: string, line: string) => `${method} / HTTP/1.1\r\nHost: a\r\n${line}\r\n`;
    const first = await client.send(request('GET', '')).gets(/\r\n\r\none$/);
    await client.send(request('PUT', 'If-Match: "other"\r\n')).gets(/412 Precondition Failed[\s\S]*not performed/);
    expect(value()).toBe('one');
    await client.send(request('PUT', 'If-None-Match: *\r\n')).gets(/(412 Precondition[\s\S]*){2}not performed/);
    expect(value()).toBe('one');
    await client
      .send(request('PUT', `If-Match: ${field(first, 'ETag')}\r\n`))
      .gets(/204 No Content\r\n[\s\S]*\r\n\r\n$/);
    expect(value()).toBe('two');
    client.fin();
  });
});

describe('a range', () => {
  it('is sent alone, with its place', () => {
    const answer = ask('GET', '/hello', 'Range: bytes=7-11');
    expect(answer).toMatch(/^HTTP\/1\.1 206 Partial Content\r\n/);
    expect(field(answer, 'Content-Range')).toBe('bytes 7-11/14');
    expect(field(answer, 'Content-Length')).toBe('5');
    expect(field(answer, 'Content-Type')).toBe('text/plain; charset=utf-8');
    expect(contentOf(answer)).toBe('world');
  });

  it('that the client continues a copy with carries no more than it must', () => {
    const answer = ask('GET', '/hello', 'Range: bytes=7-', `If-Range: ${ETAG}`);
    expect(statusOf(answer)).toBe(206);
    expect(field(answer, 'ETag')).toBe(ETAG);
    expect(field(answer, 'Content-Type')).toBeUndefined();
  });

  it('of another state is answered with all of this one', () => {
    const answer = ask('GET', '/hello', 'Range: bytes=7-', 'If-Range: "x"');
    expect(statusOf(answer)).toBe(200);
    expect(contentOf(answer)).toBe('Hello, world!\n');
    expect(statusOf(ask('GET', '/hello', 'Range: bytes=99-', 'If-Range: "x"'))).toBe(200);
  });

  it.each([
    ['GET', 'bytes=14-', 416],
    ['GET', 'bytes=0-,0-,0-', 416],
    ['GET', 'bytes=9-2', 200],
    ['GET', 'lines=1-2', 200],
    ['HEAD', 'bytes=7-11', 200],
    ['HEAD', 'bytes=99-', 200],
    ['POST', 'bytes=0-1', 405],
  ])('%s %s → %d', (method, range, status) => {
    const answer = ask(method, '/hello', `Range: ${range}`);
    expect(statusOf(answer)).toBe(status);
    if (status === 416) expect(field(answer, 'Content-Range')).toBe('bytes */14');
    if (method === 'HEAD') expect(field(answer, 'Content-Length')).toBe('14');
  });
});

describe('on a socket', () => {
  const engine = new TestEngine();
  afterEach(() => engine.close());

  it('several ranges come as parts of one content', async () => {
    const client = await engine.client();
    const answer = await client.send('GET /hello HTTP/1.1\r\nHost: a\r\nRange: bytes=0-4,-2\r\n\r\n').gets(/--\r\n$/);
    const boundary = /boundary=(\w+)/.exec(field(answer, 'Content-Type') ?? '')?.[1];
    const part = (range: string, text: string) =>
      `--${boundary}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Range: bytes ${range}/14\r\n\r\n${text}\r\n`;
    const content = `${part('0-4', 'Hello')}${part('12-13', '!\n')}--${boundary}--\r\n`;
    expect(contentOf(answer)).toBe(content);
    expect(field(answer, 'Content-Length')).toBe(String(content.length));
    client.fin();
  });

  it("a handler's own refusal comes before any precondition", async () => {
    const client = await engine.client();
    await client.send('GET /slow?ms=x HTTP/1.1\r\nHost: a\r\nIf-None-Match: *\r\n\r\n').gets(/^HTTP\/1.1 400 /);
    client.fin();
  });
});
