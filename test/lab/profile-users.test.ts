/** `users-api` on real sockets: its statuses, and what it does to connections. */
import { describe, expect, it } from 'vitest';
import type { Client } from '../engine/client.ts';
import { ProfileLab, pause, wire } from './profile-lab.ts';

const SILENCE_MS = 250;
const HOST = 'Host: example.local';
const request = (...lines: string[]): string => `${lines.join('\r\n')}\r\n\r\n`;
const list = (accept: string): string => request('GET /users HTTP/1.1', HOST, `Accept: ${accept}`);
const post = (query: string): string => request(`POST /users${query} HTTP/1.1`, HOST);

const lab = (): ProfileLab => new ProfileLab('users-api');

/** Sends what ends in an error while parsing, and reads the answer, after which nothing more comes. */
async function refused(server: ProfileLab, octets: string): Promise<Client> {
  const client = (await server.client()).send(octets);
  await client.gets(/\r\n\r\n./s);
  return client;
}

describe('users-api', () => {
  it('creates, lists and shows users, in HTML and JSON', async () => {
    const server = lab();
    expect(await server.ask(post('?name=Vasya&age=42'))).toBe('HTTP/1.1 204 Created\r\n\r\n');
    expect(await server.ask(post('?name=%3Cscript%3E&age=1'))).toBe('HTTP/1.1 204 Created\r\n\r\n');
    const html = await server.ask(list('text/html'));
    expect(html).toContain(wire('<div>Пользователи (2)</div><ul><li>#1 Vasya, 42</li><li>#2 <script>, 1</li></ul>'));
    const [head, body = ''] = html.split('\r\n\r\n');
    expect(head).toContain(`Content-Type: text/html; charset=utf-8\r\nContent-Length: ${body.length}`);
    expect(await server.ask(list('application/json'))).toContain(
      '{"1": {"id": 1, "name": "Vasya", "age": "42"}, "2": ',
    );
    expect(await server.ask(request('DELETE /users/1 HTTP/1.1', HOST, 'Accept: text/html'))).toContain('#1 Vasya, 42');
  });

  it('answers every error, in one life', async () => {
    const server = lab();
    const answers: [string, string][] = [
      [
        request('GET /users HTTP/1.1', HOST),
        "500 b'Internal Server Error'\r\nContent-Length: 21\r\n\r\nInternal Server Error",
      ],
      [list('*/*'), '406 Not Acceptable\r\n\r\n'],
      [post('?name=A'), "500 b'Internal Server Error'\r\nContent-Length: 21\r\n\r\nInternal Server Error"],
      [request('GET /none HTTP/1.1', HOST), '404 Not found\r\nContent-Length: 9\r\n\r\nNot found'],
      [request('GET /users/7 HTTP/1.1', HOST), '404 Not found\r\nContent-Length: 9\r\n\r\nNot found'],
    ];
    for (const [octets, answer] of answers) expect(await server.ask(octets)).toBe(`HTTP/1.1 ${answer}`);
  });

  it.each([
    ['GET\r\n', '400 Bad request\r\nContent-Length: 22\r\n\r\nMalformed request line'],
    ['GET / HTTP/1.0\r\n', '505 HTTP Version Not Supported\r\nContent-Length: 26\r\n\r\nHTTP Version Not Supported'],
    ['GET / HTTP/1.1\r\n\r\n', '400 Bad request\r\nContent-Length: 22\r\n\r\nHost header is missing'],
    ['GET / HTTP/1.1\r\nHost: EXAMPLE.local\r\n\r\n', '404 Not found\r\nContent-Length: 9\r\n\r\nNot found'],
    [
      `GET / HTTP/1.1\r\n${'A: b\r\n'.repeat(101)}`,
      '494 Too many headers\r\nContent-Length: 16\r\n\r\nToo many headers',
    ],
    [
      `GET / HTTP/1.1\r\nA: ${'x'.repeat(65_536)}`,
      '494 Request header too large\r\nContent-Length: 24\r\n\r\nRequest header too large',
    ],
    ['x'.repeat(65_537), '400 Bad request\r\nContent-Length: 24\r\n\r\nRequest line is too long'],
  ])(
    'answers an error while parsing and leaves the connection open until the next is accepted: %j',
    async (octets, answer) => {
      const server = lab();
      const client = await refused(server, octets);
      expect(client.text).toBe(`HTTP/1.1 ${answer}`);
      await pause(SILENCE_MS);
      expect(await server.lines(1, `server write ${client.text.length}`)).not.toContain('server close');
      const next = await server.client();
      expect(await client.ends()).toBe(`HTTP/1.1 ${answer}`);
      expect(await next.send(list('application/json')).ends()).toContain('{}');
    },
  );

  it('reads a request that comes octet by octet, and takes LF alone for a line end', async () => {
    const server = lab();
    const client = await server.client();
    for (const octet of 'GET /users HTTP/1.1\nHost: example.local\nAccept: text/html\n\n') {
      client.send(octet);
      await pause(1);
    }
    expect(await client.ends()).toContain('200 OK');
  });

  it('reads targets as ISO-8859-1, and no more of them than digits', async () => {
    const server = lab();
    const answer = '404 Not found\r\nContent-Length: 9\r\n\r\nNot found';
    expect(await server.ask(request('GET /\xff HTTP/1.1', HOST))).toBe(`HTTP/1.1 ${answer}`);
    expect(await server.ask(request('GET /users/one HTTP/1.1', HOST))).toBe(`HTTP/1.1 ${answer}`);
    expect(await server.ask(request('GET /users/\xb2 HTTP/1.1', HOST))).toContain("500 b'Internal Server Error'");
  });

  it('drops a pipelined request', async () => {
    const text = await lab().ask(list('application/json').repeat(2));
    expect(text.split('HTTP/1.1').length).toBe(2);
  });

  it('takes its own port in Host', async () => {
    const server = lab();
    const octets = request('GET /users HTTP/1.1', `${HOST}:${await server.port()}`, 'Accept: application/json');
    expect(await server.ask(octets)).toContain('200 OK');
  });

  it('serves one client at a time, and lives through a reset', async () => {
    const server = lab();
    const first = await server.client();
    const second = (await server.client()).send(list('application/json'));
    await pause(SILENCE_MS);
    expect(second.text).toBe('');
    first.socket.resetAndDestroy();
    expect(await second.ends()).toContain('200 OK');
    expect(await server.lines(1, 'server close')).toContain('server reset by client');
  });
});
