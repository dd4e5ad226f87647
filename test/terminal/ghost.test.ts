import { describe, expect, test } from 'vitest';
import { ghostOf, restOf } from '#shared/terminal/ghost.ts';
import { clientTakes, clientWrites, fin, open, reached, reads, replayed, writes } from '../transcript/script.ts';

const LINE = 'GET / HTTP/1.1\r\n';
const suggested = (octets: string) => ghostOf(replayed(open(), ...(octets === '' ? [] : [reads(octets)])));
const hint = (name: string) => ({ kind: 'hint', hint: name });
const text = (line: string) => ({ kind: 'text', text: line });

describe('the suggestion, by the state of the parser', () => {
  test.each([
    ['', text('GET / HTTP/1.1')],
    ['\r\n', text('GET / HTTP/1.1')],
    ['GET ', text('/ HTTP/1.1')],
    ['GET /x', text(' HTTP/1.1')],
    ['GET / ', text('HTTP/1.1')],
    ['GET / HT', text('TP/1.1')],
    ['GET', null],
    [LINE, text('Host: localhost')],
    [`${LINE}Accept: */*\r\n`, text('Host: localhost')],
    [`${LINE}HOST: x\r\n`, hint('empty-line-sends')],
    [`${LINE}Host: x\r\nContent-Length: 5\r\n`, hint('empty-line-ends')],
    ['GET / HTTP/1.0\r\n', hint('empty-line-sends')],
    ['GET / HTTP/1.0\r\nAccept: */*\r\n', hint('empty-line-sends')],
    ['GET / HTTP/1.1\r', hint('lf-missing')],
    [`${LINE}Host: x\r`, hint('lf-missing')],
    ['POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nab', { kind: 'content', remaining: 3 }],
    ['GET  /', null],
  ])('%j', (octets, expected) => {
    expect(suggested(octets)).toEqual(expected);
  });

  test('nothing while a request is answered, then another request', () => {
    const request = `${LINE}Host: x\r\n\r\n`;
    expect(suggested(request)).toBeNull();
    const answered = replayed(open(), reads(request), writes('HTTP/1.1 204 No Content\r\n\r\n'));
    expect(ghostOf(answered)).toEqual(text('GET / HTTP/1.1'));
  });

  test('nothing once nothing can be sent', () => {
    expect(ghostOf(replayed(open(), fin('client')))).toBeNull();
    expect(ghostOf(replayed(open(), fin('server')))).toBeNull();
  });

  test('only the rest of it after the typed text', () => {
    expect(restOf({ kind: 'text', text: 'GET / HTTP/1.1' }, 'GE')).toBe('T / HTTP/1.1');
    expect(restOf({ kind: 'text', text: 'GET / HTTP/1.1' }, 'PO')).toBeNull();
    expect(restOf({ kind: 'text', text: 'GET' }, 'GET')).toBeNull();
    expect(restOf({ kind: 'hint', hint: 'lf-missing' }, '')).toBeNull();
    expect(restOf(null, '')).toBeNull();
  });
});

test('nothing is suggested for a request that another server has answered already', () => {
  const answered = (server: string) =>
    ghostOf(
      replayed(open({ server }), reads('GET / HTTP/1.0\r\n'), writes('HTTP/1.1 505 No\r\nContent-Length: 0\r\n\r\n')),
    );
  expect(answered('users-api')).toBeNull();
  expect(answered('engine')).toEqual(hint('empty-line-sends'));
});

describe('of a server seen from the client alone', () => {
  const OK = 'HTTP/1.1 204 No Content\r\n\r\n';
  const written = (...octets: readonly string[]) => ghostOf(replayed(reached(), ...octets.map(clientWrites)));

  test('what HTTP requires after the written octets, under the server’s name', () => {
    expect(written()).toEqual(text('GET / HTTP/1.1'));
    expect(written('GET /')).toEqual(text(' HTTP/1.1'));
    expect(written(LINE)).toEqual(text('Host: localhost:8000'));
    expect(written(LINE, 'Host: a\r\n')).toEqual(hint('empty-line-sends'));
  });

  test('nothing while an answer is due, and the next request behind it', () => {
    const request = clientWrites(`${LINE}Host: a\r\n\r\n`);
    expect(ghostOf(replayed(reached(), request))).toBeNull();
    expect(ghostOf(replayed(reached(), request, clientTakes(OK)))).toEqual(text('GET / HTTP/1.1'));
    expect(ghostOf(replayed(reached(), request, clientTakes(OK), fin('server', 'client')))).toBeNull();
  });
});
