/** From an answer to the next request. */
import { describe, expect, it } from 'vitest';
import { utf8 } from '#shared/base/octets.ts';
import { hopKey, isRedirect, nextHop } from '#shared/client/redirect.ts';
import { NO_CONTENT, type RequestSpec } from '#shared/client/request.ts';
import { parseUrl, showUrl } from '#shared/client/url.ts';
import type { FieldLine } from '#shared/http1/events.ts';

const none = { start: 0, end: 0 };
const locations = (...values: string[]): FieldLine[] =>
  values.map((value) => ({ name: 'location', value, nameRange: none, valueRange: none }));

const content = { kind: 'octets', bytes: utf8('x'), type: 'text/plain' } as const;

function request(method: string, url = 'https://a/b/c?q#f', more: Partial<RequestSpec> = {}): RequestSpec {
  return {
    method,
    url: parseUrl(url).url,
    content: method === 'GET' || method === 'HEAD' ? NO_CONTENT : content,
    ...more,
  };
}

function follow(status: number, from: RequestSpec, ...to: string[]) {
  return nextHop(from, { status, fields: locations(...to) }, true);
}

function hop(status: number, from: RequestSpec, ...to: string[]) {
  const next = follow(status, from, ...to);
  if ('halt' in next) throw new Error(next.halt);
  return next.hop;
}

describe('the method', () => {
  it.each([
    [301, 'POST', 'GET'],
    [302, 'POST', 'GET'],
    [303, 'POST', 'GET'],
    [307, 'POST', 'POST'],
    [308, 'POST', 'POST'],
    [301, 'PUT', 'PUT'],
    [302, 'DELETE', 'DELETE'],
    [303, 'PUT', 'GET'],
    [303, 'HEAD', 'HEAD'],
    [301, 'HEAD', 'HEAD'],
    [303, 'GET', 'GET'],
  ])('after %i, %s becomes %s', (status, before, after) => {
    const next = hop(status, request(before), '/x');
    expect(next.request.method).toBe(after);
    expect(next.methodChanged).toBe(before !== after);
    expect(next.request.content).toBe(after === 'GET' || after === 'HEAD' ? NO_CONTENT : content);
  });

  it('leaves what describes the content behind with it', () => {
    const fields = [
      ['Content-Type', 'a/b'],
      ['Content-Length', '9'],
      ['X', '1'],
      ['Expect', '100-continue'],
    ] as const;
    const next = hop(303, request('POST', undefined, { fields }), '/x');
    expect(next.request.fields).toEqual([['X', '1']]);
    expect(next.dropped).toEqual(['Content-Type', 'Content-Length', 'Expect']);
  });
});

describe('the place', () => {
  it.each([
    ['/x', 'https://a/x#f'],
    ['x?y#g', 'https://a/b/x?y#g'],
    ['//other', 'https://other#f'],
    ['http://a/', 'http://a/#f'],
    ['?new', 'https://a/b/c?new#f'],
    ['/я', 'https://a/%D1%8F#f'],
  ])('%s leads to %s', (location, url) => {
    expect(showUrl(hop(302, request('GET'), location).request.url)).toBe(url);
  });

  it.each([
    [[], 'no-location'],
    [[''], 'no-location'],
    [['/a', '/b'], 'many-locations'],
    [['ftp://a/'], 'other-scheme'],
    [['javascript:alert(1)'], 'other-scheme'],
    [['http://'], 'bad-location'],
    [['http://a:b/'], 'bad-location'],
  ])('%j leads nowhere: %s', (to, halt) => {
    expect(follow(302, request('GET'), ...to)).toMatchObject({ halt });
  });

  it('is the same when Location says it twice', () => {
    expect(hop(302, request('GET'), '/a', '/a').request.url.path).toBe('/a');
  });
});

describe('credentials', () => {
  const fields = [
    ['Authorization', 'x'],
    ['cookie', 'y'],
    ['X', '1'],
    ['Host', 'h'],
  ] as const;
  const from = request('GET', 'https://u:p@a/', { fields, cookies: [['c', 'd']] });

  it('stay within the origin', () => {
    const next = hop(302, from, 'https://A:443/x');
    expect(next).toMatchObject({ otherOrigin: false, downgraded: false, dropped: [] });
    expect(next.request.fields).toEqual(fields);
    expect(next.request.cookies).toEqual([['c', 'd']]);
    expect(next.request.url.userinfo).toBe('u:p');
  });

  it.each(['https://b/', 'https://a:444/', 'http://a/', 'https://sub.a/'])('do not go to %s', (to) => {
    const next = hop(302, from, to);
    expect(next.request.fields).toEqual([['X', '1']]);
    expect(next.request.cookies).toEqual([]);
    expect(next.request.url.userinfo).toBe(null);
    expect(next).toMatchObject({ otherOrigin: true, downgraded: to.startsWith('http:') });
    expect(next.dropped).toEqual(expect.arrayContaining(['Authorization', 'cookie', 'Host']));
  });

  it('in Location are dropped and reported', () => {
    const next = hop(302, request('GET'), 'https://x:y@a/');
    expect(next.request.url.userinfo).toBe(null);
    expect(next.changes.map(({ what }) => what)).toEqual(['userinfo-dropped']);
  });
});

it('does not send again what can be read only once', () => {
  const answer = { status: 307, fields: locations('/x') };
  expect(nextHop(request('POST'), answer, false)).toMatchObject({ halt: 'content-gone' });
  expect(nextHop(request('POST'), { ...answer, status: 303 }, false)).toHaveProperty('hop');
});

it('appends parameters and a target given by hand only once', () => {
  const next = hop(302, request('GET', 'http://a/', { params: [['a', '1']], target: '*' }), '/x');
  expect(next.request).not.toHaveProperty('params');
  expect(next.request).not.toHaveProperty('target');
});

it('follows 301, 302, 303, 307, 308 and nothing else', () => {
  const followed = Array.from({ length: 500 }, (_, i) => i + 100).filter(isRedirect);
  expect(followed).toEqual([301, 302, 303, 307, 308]);
});

it('knows a request that was made already by method, URL and cookies', () => {
  const { url } = parseUrl('http://a/x#1');
  expect(hopKey('GET', url, [])).toBe(hopKey('GET', parseUrl('http://a/x#2').url, []));
  expect(hopKey('GET', url, [])).not.toBe(hopKey('GET', url, [['a', '1']]));
  expect(hopKey('GET', url, [])).not.toBe(hopKey('HEAD', url, []));
});
