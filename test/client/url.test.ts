/** URLs: what is typed, what is connected to, what is sent; and how references are resolved. */
import { domainToASCII } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '#shared/client/input.ts';
import { joinUri, resolveUri, splitUri } from '#shared/client/uri.ts';
import { originForm, parseUrl, showOrigin, showUrl } from '#shared/client/url.ts';

describe('a URL as typed', () => {
  it.each([
    ['http://a/', 'http://a:80', 'a', '/', []],
    ['http://a', 'http://a:80', 'a', '/', []],
    ['HTTPS://A:8443/x?y=1', 'https://a:8443', 'A:8443', '/x?y=1', []],
    ['localhost:8100/hello', 'http://localhost:8100', 'localhost:8100', '/hello', ['scheme-added']],
    ['http://[::1]:81/', 'http://[::1]:81', '[::1]:81', '/', []],
    ['http://a?q', 'http://a:80', 'a', '/?q', []],
    ['http://a/#there', 'http://a:80', 'a', '/', ['fragment-dropped']],
    ['http://a/я b', 'http://a:80', 'a', '/%D1%8F%20b', ['percent-encoded']],
    ['http://a/%zz/../{x}', 'http://a:80', 'a', '/%zz/../{x}', []],
    ['http://u:p@a/', 'http://a:80', 'a', '/', ['userinfo-moved']],
    ['http://a/\r\nX: 1', 'http://a:80', 'a', '/%0D%0AX:%201', ['percent-encoded']],
  ])('%j', (typed, origin, authority, target, changed) => {
    const { url, changes } = parseUrl(typed);
    expect(showOrigin(url.origin)).toBe(origin);
    expect(url.authority).toBe(authority);
    expect(originForm(url)).toBe(target);
    expect(changes.map(({ what }) => what)).toEqual(changed);
  });

  it.each([
    ['', 'url-empty'],
    ['ftp://a/', 'url-scheme'],
    ['http:///x', 'url-host-missing'],
    ['http://a:99999/', 'url-port'],
    ['http://a:x/', 'url-port'],
    ['http://a:0/', 'url-port'],
    ['http://a b/', 'url-host'],
    ['http://пример/', 'url-host'],
    ['http://a\r\nX: y/', 'url-port'],
    ['http://a\r\n/', 'url-host'],
    ['http://::1/', 'url-host'],
  ])('refuses %j: %s', (typed, code) => {
    const complain = () => parseUrl(typed);
    expect(complain).toThrow(InputError);
    expect(complain).toThrow(expect.objectContaining({ code }));
  });

  it('never writes a target of more than one word on one line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (path) => {
        const { url } = parseUrl(`http://a/${path}`);
        expect(originForm(url)).toMatch(/^\/[\x21-\x22\x24-\x7e]*$/);
      }),
    );
  });
});

/** The examples of RFC 3986 §5.4. */
describe('a reference in http://a/b/c/d;p?q', () => {
  it.each([
    ['g:h', 'g:h'],
    ['g', 'http://a/b/c/g'],
    ['./g', 'http://a/b/c/g'],
    ['g/', 'http://a/b/c/g/'],
    ['/g', 'http://a/g'],
    ['//g', 'http://g'],
    ['?y', 'http://a/b/c/d;p?y'],
    ['g?y', 'http://a/b/c/g?y'],
    ['#s', 'http://a/b/c/d;p?q#s'],
    ['g?y#s', 'http://a/b/c/g?y#s'],
    [';x', 'http://a/b/c/;x'],
    ['', 'http://a/b/c/d;p?q'],
    ['.', 'http://a/b/c/'],
    ['./', 'http://a/b/c/'],
    ['..', 'http://a/b/'],
    ['../g', 'http://a/b/g'],
    ['../..', 'http://a/'],
    ['../../g', 'http://a/g'],
    ['../../../g', 'http://a/g'],
    ['/./g', 'http://a/g'],
    ['/../g', 'http://a/g'],
    ['g.', 'http://a/b/c/g.'],
    ['..g', 'http://a/b/c/..g'],
    ['./g/.', 'http://a/b/c/g/'],
    ['g/../h', 'http://a/b/c/h'],
    ['g?y/../x', 'http://a/b/c/g?y/../x'],
  ])('%s is %s', (reference, uri) => {
    expect(joinUri(resolveUri(splitUri('http://a/b/c/d;p?q'), splitUri(reference)))).toBe(uri);
  });
});

it('splits any text without loss', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(joinUri(splitUri(text))).toBe(text);
    }),
  );
});

it('asks the platform for a name outside US-ASCII, and tells it', () => {
  const { url, changes } = parseUrl('http://пример.рф:81/', domainToASCII);
  expect([url.authority, url.origin.host]).toEqual(['xn--e1afmkfd.xn--p1ai:81', 'xn--e1afmkfd.xn--p1ai']);
  expect(changes.map(({ what }) => what)).toEqual(['host-encoded']);
  expect(() => parseUrl('http://я я/', domainToASCII)).toThrow(expect.objectContaining({ code: 'url-host' }));
});

it('shows no password', () => {
  expect(showUrl(parseUrl('http://ada:secret@a/x').url)).toBe('http://a/x');
});
