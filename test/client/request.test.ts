/** Requests, and the octets they become. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latin1, utf8 } from '#shared/base/octets.ts';
import { ENGINE_LIMITS } from '#shared/base/options.ts';
import { base64, formEncode, formText, percentDecode } from '#shared/client/form.ts';
import { multipart, multipartType } from '#shared/client/multipart.ts';
import { buildRequest, type Content, NO_CONTENT, octetText, type RequestSpec } from '#shared/client/request.ts';
import { parseUrl } from '#shared/client/url.ts';
import type { RequestHead } from '#shared/http1/events.ts';
import { RequestParser } from '#shared/http1/parser.ts';

const octets = (text: string, type: string | null = null): Content => ({ kind: 'octets', bytes: utf8(text), type });

function head(url: string, spec: Partial<RequestSpec> = {}): string {
  const built = buildRequest({ method: 'GET', url: parseUrl(url).url, content: NO_CONTENT, ...spec });
  return latin1(built.head);
}

describe('a request', () => {
  it('names the host first, then the resource', () => {
    expect(head('http://a:81/x?y', { defaults: [['Accept', '*/*']], fields: [['X', '1']] })).toBe(
      'GET /x?y HTTP/1.1\r\nHost: a:81\r\nAccept: */*\r\nX: 1\r\n\r\n',
    );
  });

  it('keeps the order and repetition of fields, which replace defaults', () => {
    const defaults = [['Accept', '*/*']] as const;
    const fields = [
      ['B', '1'],
      ['accept', 'x'],
      ['B', '2'],
      ['HOST', 'other'],
    ] as const;
    expect(head('http://a/', { defaults, fields })).toBe(
      'GET / HTTP/1.1\r\nHOST: other\r\nB: 1\r\naccept: x\r\nB: 2\r\n\r\n',
    );
    expect(head('http://a/', { defaults, without: ['ACCEPT', 'host'] })).toBe('GET / HTTP/1.1\r\n\r\n');
  });

  it('appends parameters to the query as written', () => {
    expect(
      head('http://a/?x=%20', {
        params: [
          ['q', 'a b&c'],
          ['я', '~*'],
        ],
      }),
    ).toContain('GET /?x=%20&q=a+b%26c&%D1%8F=%7E* HTTP/1.1\r\n');
  });

  it('says how long its content is, unless that was said by hand', () => {
    expect(head('http://a/', { method: 'POST' })).toContain('\r\nContent-Length: 0\r\n');
    expect(head('http://a/')).not.toContain('Content-Length');
    expect(head('http://a/', { content: octets('я', 'text/plain') })).toMatch(
      /Content-Type: text\/plain\r\nContent-Length: 2\r\n\r\n$/,
    );
    expect(head('http://a/', { content: octets('abc'), fields: [['content-length', '7']] })).toMatch(
      /\r\ncontent-length: 7\r\n\r\n$/,
    );
    expect(head('http://a/', { content: { kind: 'pieces', length: null, type: null } })).toMatch(
      /Transfer-Encoding: chunked\r\n\r\n$/,
    );
    expect(head('http://a/', { content: { kind: 'pieces', length: 5, type: null } })).toMatch(
      /Content-Length: 5\r\n\r\n$/,
    );
  });

  it('turns a user into Basic credentials, and cookies into one line', () => {
    expect(
      head('http://ada:p%C3%A4ss@a/', {
        cookies: [
          ['a', '1'],
          ['b', '2'],
        ],
      }),
    ).toBe('GET / HTTP/1.1\r\nHost: a\r\nAuthorization: Basic YWRhOnDDpHNz\r\nCookie: a=1; b=2\r\n\r\n');
  });

  it('has the target that goes with its method, or the one given', () => {
    expect(head('http://a/', { method: 'CONNECT' })).toMatch(/^CONNECT a:80 HTTP/);
    expect(head('http://a/', { method: 'OPTIONS', target: '*' })).toMatch(/^OPTIONS \* HTTP/);
    expect(head('http://a', { target: 'http://b/' })).toMatch(/^GET http:\/\/b\/ HTTP\/1.1\r\nHost: a\r\n/);
  });

  it.each([
    [{ method: 'GE T' }, 'method'],
    [{ method: '' }, 'method'],
    [{ target: '/a b' }, 'target'],
    [{ target: '' }, 'target'],
    [{ fields: [['X:', '1']] }, 'field-name'],
    [{ fields: [['X', 'a\r\nY: b']] }, 'field-value'],
    [{ fields: [['X', 'я']] }, 'field-value'],
    [{ cookies: [['a', '\0']] }, 'field-value'],
  ] as [Partial<RequestSpec>, string][])('refuses %j: %s', (spec, code) => {
    expect(() => head('http://a/', spec)).toThrow(expect.objectContaining({ code }));
  });

  it('is read back by the parser as intended, for any words', () => {
    const word = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(fc.array(fc.tuple(word, word)), fc.array(word), word, (params, values, path) => {
        const fields = values.map(
          (value, i) =>
            [
              `X-${i}`,
              octetText(value)
                .replace(/[^\x20-\x7e\x80-\xff]/g, '')
                .trim(),
            ] as const,
        );
        const url = parseUrl(`http://a/${path}`).url;
        const built = buildRequest({ method: 'PUT', url, params, fields, content: octets('body') });
        const heads: RequestHead[] = [];
        const none = () => undefined;
        const sink = {
          begin: none,
          token: none,
          head: (one: RequestHead) => heads.push(one),
          content: none,
          complete: none,
          verdict: (v: unknown) => expect(v).toBe(null),
          finished: none,
        };
        new RequestParser(sink, { limits: { ...ENGINE_LIMITS, headerSection: 1e6, startLine: 1e6 }, mode: 'rfc' }).feed(
          built.head,
        );
        expect(heads).toHaveLength(1);
        expect(heads[0]?.target).toBe(built.target);
        expect(heads[0]?.fields.map(({ name, value }) => [name, value])).toEqual(
          built.fields.map(([name, value]) => [name, value.replace(/^[ \t]+|[ \t]+$/g, '')]),
        );
      }),
    );
  });
});

describe('a form', () => {
  it('is what browsers send', () => {
    const pairs = [
      ['a', 'b c'],
      ['&', '=я'],
      ['', ''],
    ] as const;
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.string())), (some) => {
        expect(formText(some)).toBe(new URLSearchParams(some).toString());
      }),
    );
    expect(formText(pairs)).toBe('a=b+c&%26=%3D%D1%8F&=');
    expect(formEncode('*-._~')).toBe('*-._%7E');
  });

  it('agrees with others on base64 and percent-encoding', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(base64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(percentDecode(encodeURIComponent(text))).toEqual(utf8(text));
      }),
    );
    expect(latin1(percentDecode('%4'))).toBe('%4');
  });
});

describe('multipart', () => {
  const file = { name: 'f"1', fileName: 'a\r\nb.txt', type: 'text/plain', content: utf8('hi') };

  it('is parts between boundaries', () => {
    expect(latin1(multipart([{ name: 'a', content: utf8('1') }, file], 'XX'))).toBe(
      '--XX\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n' +
        '--XX\r\nContent-Disposition: form-data; name="f%221"; filename="a%0D%0Ab.txt"\r\nContent-Type: text/plain\r\n\r\nhi\r\n' +
        '--XX--\r\n',
    );
    expect(multipartType('XX')).toBe('multipart/form-data; boundary=XX');
    expect(multipartType('a:b')).toBe('multipart/form-data; boundary="a:b"');
  });

  it('is read back by another implementation', async () => {
    const content = multipart(
      [
        { name: 'я', content: utf8('ä') },
        { ...file, fileName: 'x' },
      ],
      'b0',
    );
    const form = await new Response(content.slice(), { headers: { 'Content-Type': multipartType('b0') } }).formData();
    expect(form.get('я')).toBe('ä');
    expect(await (form.get('f"1') as File).text()).toBe('hi');
  });

  it('refuses a boundary that would end a part early, or is none', () => {
    const part = { name: 'a', content: utf8('x--XX') };
    expect(() => multipart([part], 'XX')).toThrow(
      expect.objectContaining({ code: 'boundary-in-content', detail: 'a' }),
    );
    for (const bad of ['', 'a b', 'a"', 'x'.repeat(71)])
      expect(() => multipart([], bad)).toThrow(expect.objectContaining({ code: 'boundary' }));
  });
});
