import { describe, expect, it } from 'vitest';
import { profileOf } from '#shared/profiles/index.ts';
import { Os } from '#shared/profiles/os.ts';
import { KeyboardInterrupt } from '#shared/profiles/python/exceptions.ts';
import { answerOf, diedOf, ends, leaving, playProfile, resetting, sent, visitor, waitsFor, wire } from './play.ts';

const ID = 'static-threads';
const NOT_FOUND = 'HTTP/1.1 404 Not Found\r\n\r\n';
const get = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`;

describe(ID, () => {
  it('sends a file with a length and a close', () => {
    const text = 'Hello\nПривет\n你好\n';
    expect(answerOf(ID, get('/hello.txt'))).toBe(
      `HTTP/1.1 200 OK\r\nContent-Length: ${text.length}\r\nConnection: close\r\n\r\n${wire(text)}`,
    );
    expect(wire(text).length).toBeGreaterThan(text.length);
  });

  it('counts visits, all connections, and says so in pages', () => {
    const played = playProfile(ID, [leaving(), visitor('POST / x'), visitor(get('/')), visitor(get('/index.html'))]);
    expect(sent(played)[2]).toContain('<footer>Visits: 4</footer></body>');
    const one = playProfile(ID, [visitor(get('/'))]);
    const [head = '', body = ''] = (sent(one)[0] ?? '').split('\r\n\r\n');
    expect(body).toContain('<footer>Visits: 1</footer></body>');
    expect(head).toContain(`Content-Length: ${body.length}\r\n`);
  });

  it('loses a visit when another thread comes between load and store', () => {
    const played = playProfile(ID, [visitor(get('/')), visitor(get('/'))], { race: true });
    for (const answer of sent(played)) expect(answer).toContain('Visits: 1');
  });

  it.each([
    ['POST / HTTP/1.1\r\n\r\n', 'HTTP/1.1 405 Method Not Allowed\r\n\r\n'],
    ['get / HTTP/1.1\r\n\r\n', 'HTTP/1.1 405 Method Not Allowed\r\n\r\n'],
    [get('/none'), NOT_FOUND],
    [get('//'), NOT_FOUND],
    [get('/hello.txt?a'), NOT_FOUND],
    [get('/%68ello.txt'), NOT_FOUND],
    [get('/a\0b'), NOT_FOUND],
    [get('/picture.png'), 'HTTP/1.1 500 Error\r\n\r\n'],
    ['\xff', 'HTTP/1.1 500 Error\r\n\r\nServer Error'],
    ['GET\r\n', ''],
    ['\r\n\r\n', ''],
  ])('answers %j with %j, and closes', (request, answer) => {
    const played = playProfile(ID, [visitor(request)]);
    expect([sent(played), ends(played)]).toEqual([[answer], ['fin']]);
  });

  it('follows .. out of its folder, but not out of its world', () => {
    expect(answerOf(ID, get('/../secret.txt'))).toContain('It is a decoy');
    expect(answerOf(ID, get('/../../../../secret.txt'))).toContain('It is a decoy');
    expect(answerOf(ID, get('/../../../../etc/passwd'))).toBe(NOT_FOUND);
  });

  it('cuts a request after 4096 octets', () => {
    const played = playProfile(ID, [visitor(`GET /hello.txt ${'x'.repeat(5000)}`)]);
    expect([sent(played)[0]?.slice(0, 15), ends(played)]).toEqual(['HTTP/1.1 200 OK', ['reset']]);
  });

  it('accepts others while one is silent, and survives a reset', () => {
    const played = playProfile(ID, [visitor(), resetting(), visitor(get('/none'))]);
    expect([sent(played)[2], waitsFor(played)]).toEqual([NOT_FOUND, 'accept']);
  });

  it('makes its folder when there is none', () => {
    const played = playProfile(ID, [], { tree: new Map() });
    expect(played.made.map(({ call }) => call.call)).toContain('makeFolder');
  });

  it('dies of Ctrl-C, for want of a method', () => {
    const server = profileOf(ID)!.serve(new Os(['127.0.0.1', 8080]));
    let step = server.next(null);
    while (!step.done && step.value.call !== 'accept') step = server.next(0);
    step = server.throw(new KeyboardInterrupt());
    const finish = (): void => {
      while (!step.done) step = server.next(null);
    };
    expect(finish).toThrow("'HTTPServer' object has no attribute 'stop'");
    expect(diedOf(playProfile(ID, []))).toBeNull();
  });
});
