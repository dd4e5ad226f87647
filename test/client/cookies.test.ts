/** Cookies: lines read, kept and sent back, by RFC 6265. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cookieOf } from '#shared/client/cookie.ts';
import { parseCookieDate } from '#shared/client/cookie-date.ts';
import { CookieJar } from '#shared/client/jar.ts';
import { parseUrl } from '#shared/client/url.ts';

const NOW = Date.UTC(2026, 0, 1);
const at = (url: string) => parseUrl(url).url;

describe('a date', () => {
  it.each([
    ['Sun, 06 Nov 1994 08:49:37 GMT', Date.UTC(1994, 10, 6, 8, 49, 37)],
    ['Sunday, 06-Nov-94 08:49:37 GMT', Date.UTC(1994, 10, 6, 8, 49, 37)],
    ['Sun Nov  6 08:49:37 1994', Date.UTC(1994, 10, 6, 8, 49, 37)],
    ['1 jan 69 0:0:0', Date.UTC(2069, 0, 1)],
    ['31 Feb 2020 00:00:00', null],
    ['1 Jan 1600 00:00:00', null],
    ['1 Jan 2020 24:00:00', null],
    ['1 Jan 2020', null],
    ['tomorrow', null],
    ['', null],
  ])('%j', (text, ms) => expect(parseCookieDate(text)).toBe(ms));
});

describe('a line', () => {
  it.each([
    ['a=1', { name: 'a', value: '1', domain: 'x.test', hostOnly: true, path: '/p', expires: null, secure: false }],
    [' a = 1 ; Path=/ ; HttpOnly', { name: 'a', value: '1', path: '/', httpOnly: true }],
    ['a=b=c', { name: 'a', value: 'b=c' }],
    ['a="q"', { value: '"q"' }],
    ['a=1; domain=.TEST.x.test', 'other-domain'],
    ['a=1; domain=X.Test', { domain: 'x.test', hostOnly: false }],
    ['a=1; domain=test', 'top-level'],
    ['a=1; domain=y.test', 'other-domain'],
    ['a=1; path=relative', { path: '/p' }],
    ['a=1; max-age=10; expires=Sun, 06 Nov 1994 08:49:37 GMT', { expires: NOW + 10_000 }],
    ['a=1; max-age=-1', { expires: 0 }],
    ['a=1; max-age=x; expires=nonsense', { expires: null }],
    ['a=1; secure', 'not-secure'],
    ['__Host-a=1', 'prefix'],
    ['=1', 'no-name'],
    ['a', 'no-name'],
    ['', 'no-name'],
    [`a=${'x'.repeat(4096)}`, 'too-large'],
  ])('%s', (line, expected) => {
    const found = cookieOf(line, at('http://x.test/p/q'), NOW);
    if (typeof expected === 'string') expect(found).toBe(expected);
    else expect(found).toMatchObject(expected);
  });

  it('of an address sets a cookie for that address alone', () => {
    expect(cookieOf('a=1; domain=127.0.0.1', at('http://127.0.0.1/'), NOW)).toMatchObject({ hostOnly: true });
    expect(cookieOf('a=1; domain=0.0.1', at('http://127.0.0.1/'), NOW)).toBe('other-domain');
  });

  it('never throws, and never sets a cookie for another host', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.domain(), (line, domain) => {
        const found = cookieOf(`${line}; Domain=${domain}`, at('http://a.example.org/'), NOW);
        if (typeof found !== 'string') expect('a.example.org').toContain(found.domain);
      }),
    );
  });
});

describe('a jar', () => {
  const jarWith = (url: string, ...lines: string[]) => {
    const jar = new CookieJar();
    for (const line of lines) jar.take(line, at(url), NOW);
    return jar;
  };
  const sent = (jar: CookieJar, url: string, now = NOW) =>
    jar
      .cookiesFor(at(url), now)
      .map((pair) => pair.join('='))
      .join('; ');

  it.each([
    ['a=1', 'http://x.test/', 'a=1'],
    ['a=1', 'http://y.x.test/', ''],
    ['a=1; domain=x.test', 'http://y.x.test/', 'a=1'],
    ['a=1; domain=x.test', 'http://yx.test/', ''],
    ['a=1; path=/p', 'http://x.test/p', 'a=1'],
    ['a=1; path=/p', 'http://x.test/p/q', 'a=1'],
    ['a=1; path=/p', 'http://x.test/pq', ''],
    ['a=1; path=/p/', 'http://x.test/p', ''],
    ['a=1', 'http://x.test:8080/', 'a=1'],
  ])('%s to %s: %j', (line, url, cookies) => expect(sent(jarWith('http://x.test/', line), url)).toBe(cookies));

  it('sends secure cookies over https only', () => {
    const jar = jarWith('https://x.test/', 'a=1; secure');
    expect(sent(jar, 'http://x.test/')).toBe('');
    expect(sent(jar, 'https://x.test/')).toBe('a=1');
  });

  it('sends longer paths first, then older cookies, a replaced one in its old place', () => {
    const jar = jarWith('http://x.test/p/q', 'a=1; path=/', 'b=2; path=/p', 'c=3; path=/', 'a=4; path=/');
    expect(sent(jar, 'http://x.test/p/q')).toBe('b=2; a=4; c=3');
  });

  it('drops expired and removed cookies', () => {
    const jar = jarWith('http://x.test/', 'a=1; max-age=10', 'b=2');
    expect(sent(jar, 'http://x.test/', NOW + 9999)).toBe('a=1; b=2');
    expect(sent(jar, 'http://x.test/', NOW + 10_000)).toBe('b=2');
    expect(jar.take('b=; max-age=0', at('http://x.test/'), NOW)).toHaveProperty('removed');
    expect(jar.cookies(NOW + 10_000)).toEqual([]);
  });

  it('is bounded: per domain, and in all, the least used going first', () => {
    const jar = new CookieJar({ perDomain: 2, total: 3 });
    for (const name of ['a', 'b']) jar.take(`${name}=1; path=/${name}`, at('http://x.test/'), NOW);
    expect(sent(jar, 'http://x.test/a')).toBe('a=1');
    jar.take('c=1', at('http://x.test/'), NOW);
    expect(jar.cookies(NOW).map(({ name }) => name)).toEqual(['a', 'c']);
    for (const host of ['y', 'z']) jar.take('d=1', at(`http://${host}.test/`), NOW);
    expect(jar.cookies(NOW)).toHaveLength(3);
  });
});
