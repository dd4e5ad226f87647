import { describe, expect, it } from 'vitest';
import { answerOf, diedOf, ends, leaving, playProfile, sent, visitor } from './play.ts';

const ID = 'one-page';
const NOT_FOUND = 'HTTP/1.1 404 Not Found\r\nServer: Web Server\r\n\r\n';

describe(ID, () => {
  it.each(['GET / HTTP/1.1\r\n\r\n', 'GET /index.html HTTP/1.1\r\n\r\n', 'DELETE / HTTP/9', 'x / '])(
    'sends its page for %j, without a length, and closes',
    (request) => {
      const played = playProfile(ID, [visitor(request)]);
      expect(sent(played)[0]).toMatch(
        /^HTTP\/1\.1 200 OK\r\nServer: Web Server\r\n\r\n<!doctype html>\n.*<\/html>\n$/s,
      );
      expect(ends(played)).toEqual(['fin']);
    },
  );

  it.each(['GET /other HTTP/1.1\r\n\r\n', 'GET', 'GET /\r\n\r\n', 'GET  / HTTP/1.1'])(
    'answers 404 to %j',
    (request) => {
      expect(answerOf(ID, request)).toBe(NOT_FOUND);
    },
  );

  it('answers 404 to an empty request, and to anything when its file is gone', () => {
    expect(sent(playProfile(ID, [leaving()]))).toEqual([NOT_FOUND]);
    expect(sent(playProfile(ID, [visitor('GET / HTTP/1.1')], { tree: new Map() }))).toEqual([NOT_FOUND]);
  });

  it('dies of a request that is not UTF-8', () => {
    const played = playProfile(ID, [visitor('GET /\xff'), visitor('GET / HTTP/1.1')]);
    expect(diedOf(played)).toBe(
      "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 5: invalid start byte",
    );
    expect(sent(played)).toEqual(['', '']);
  });

  it('reads once, and at most 1024 octets', () => {
    expect(answerOf(ID, 'GET', ' / HTTP/1.1\r\n\r\n')).toBe(NOT_FOUND);
    expect(ends(playProfile(ID, [visitor(`GET / ${'x'.repeat(1024)}`)]))).toEqual(['reset']);
  });
});
