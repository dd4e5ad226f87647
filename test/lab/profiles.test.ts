/** The tutorial servers that speak HTTP, on real sockets, each in its own thread. */
import { describe, expect, it } from 'vitest';
import { connect, entriesOf, octets, until } from './harness.ts';
import { ProfileLab, pause, wire } from './profile-lab.ts';

/** Long enough for a server that could answer to have answered. */
const SILENCE_MS = 250;

describe('web-server-1.0', () => {
  const HELLO = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<h1>Hello World</h1>';
  const lab = (): ProfileLab => new ProfileLab('web-server-1.0');

  it('answers 1023 and 1025 octets, and waits after 1024', async () => {
    const server = lab();
    expect(await server.ask('x'.repeat(1023))).toBe(HELLO);
    expect(await server.ask('x'.repeat(1025))).toBe(HELLO);
    const client = (await server.client()).send('x'.repeat(1024));
    await pause(SILENCE_MS);
    expect(client.text).toBe('');
    expect(await client.send('y').ends()).toBe(HELLO);
    expect(await server.lines(3, 'server close')).toEqual([
      'server open',
      'server read 1024',
      'server read 1',
      'server write 64',
      'server fin by server',
      'server close',
    ]);
  });

  it('ends a wait after 2048 octets with the client’s FIN', async () => {
    const client = await lab().client();
    client.send('x'.repeat(2048));
    await pause(SILENCE_MS);
    expect(client.text).toBe('');
    expect(await client.fin().ends()).toBe(HELLO);
  });

  it('answers after the first of two segments', async () => {
    const server = lab();
    const client = await server.client();
    expect(await client.send('GET / HT').gets(/World/)).toBe(HELLO);
    expect((await server.lines(1, 'server close')).slice(0, 3)).toEqual([
      'server open',
      'server read 8',
      'server write 64',
    ]);
  });

  it('leaves the second client in the kernel while the first is silent', async () => {
    const server = lab();
    const first = await server.client();
    const second = (await server.client()).send('GET / HTTP/1.1\r\n\r\n');
    await server.lane(1);
    await pause(SILENCE_MS);
    expect([second.text, [...server.recorder.lanes()].length]).toEqual(['', 1]);
    first.send('x');
    expect(await second.ends()).toBe(HELLO);
  });

  it('shows both vantages to the page, and a kill in the middle of a wait', async () => {
    const server = lab();
    const { client, lane } = await connect(server, 'patient', 'web-server-1.0');
    client.send(octets('x'.repeat(1024)));
    await until(() => lane.inbound === 1024);
    server.workers.kill('web-server-1.0');
    await until(() => lane.serverClosed);
    expect(entriesOf(lane).find(({ kind }) => kind === 'crash')).toMatchObject({ message: 'killed from the page' });
    expect(server.info.state).toBe('crashed');
    server.workers.start('web-server-1.0');
    await until(() => server.info.state === 'listening');
    expect(await server.ask('again')).toBe(HELLO);
  });
});

describe('one-page', () => {
  const NOT_FOUND = 'HTTP/1.1 404 Not Found\r\nServer: Web Server\r\n\r\n';

  it('sends its page or 404', async () => {
    const server = new ProfileLab('one-page');
    expect(await server.ask('GET / HTTP/1.1\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 200 OK\r\nServer: Web Server\r\n\r\n<!doctype/,
    );
    expect(await server.ask('GET /x HTTP/1.1\r\n\r\n')).toBe(NOT_FOUND);
    expect(await server.ask('GET /index.html HTTP/1.1\r\n\r\n')).toContain('<h1>One page</h1>');
    expect(await (await server.client()).fin().ends()).toBe(NOT_FOUND);
    expect(await server.ask('word')).toBe(NOT_FOUND);
  });

  it('dies of octets that are not UTF-8, and stays down until it is started again', async () => {
    const server = new ProfileLab('one-page');
    await server.ask('GET /\xff');
    expect(await server.died()).toBe(
      "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 5: invalid start byte",
    );
    const entries = entriesOf(await server.lane(1)).slice(1);
    expect(entries.map(({ kind }) => kind)).toEqual(['read', 'crash', 'close']);
    server.workers.start('one-page');
    await until(() => server.info.state === 'listening');
    expect(server.info.restarts).toBe(1);
    expect(await server.ask('GET /x HTTP/1.1\r\n\r\n')).toBe(NOT_FOUND);
  });
});

describe('static-threads', () => {
  const get = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`;
  const NOT_FOUND = 'HTTP/1.1 404 Not Found\r\n\r\n';

  it('counts characters in Content-Length, and visits', async () => {
    const server = new ProfileLab('static-threads');
    const text = 'Hello\nПривет\n你好\n';
    expect(await server.ask(get('/hello.txt'))).toBe(
      `HTTP/1.1 200 OK\r\nContent-Length: ${text.length}\r\nConnection: close\r\n\r\n${wire(text)}`,
    );
    expect(await server.ask(get('/'))).toContain('<footer>Visits: 2</footer></body>');
    expect(await server.ask(get('/hello.html'))).toContain('<footer>Visits: 3</footer></body>');
  });

  it('leaves its folder, but not its world', async () => {
    const server = new ProfileLab('static-threads');
    expect(await server.ask(get('/../secret.txt'))).toContain('It is a decoy');
    const up = '/..'.repeat(12);
    expect(await server.ask(get(`${up}/secret.txt`))).toContain('It is a decoy');
    for (const path of ['/etc/passwd', '/etc/hostname', '/proc/self/environ']) {
      expect(await server.ask(get(up + path))).toBe(NOT_FOUND);
    }
  });

  it.each([
    [get('/none'), NOT_FOUND],
    [get('/picture.png'), 'HTTP/1.1 500 Error\r\n\r\n'],
    ['POST / HTTP/1.1\r\n\r\n', 'HTTP/1.1 405 Method Not Allowed\r\n\r\n'],
    ['\xff\xfe', 'HTTP/1.1 500 Error\r\n\r\nServer Error'],
    ['GET\r\n\r\n', ''],
  ])('answers %j with %j', async (request, answer) => {
    expect(await new ProfileLab('static-threads').ask(request)).toBe(answer);
  });

  it('serves others while one is silent, and past its time-out of a second', async () => {
    const server = new ProfileLab('static-threads');
    const silent = await server.client();
    await pause(1200);
    expect(await server.ask(get('/none'))).toBe(NOT_FOUND);
    expect(await silent.send(get('/none')).ends()).toBe(NOT_FOUND);
  });

  it('cuts a request at 4096 octets, and resets the connection over the rest', async () => {
    const server = new ProfileLab('static-threads');
    const client = (await server.client()).send(`GET /hello.txt ${'x'.repeat(8000)}`);
    await client.gets(/Hello/);
    const found = await server.lines(1, 'server close');
    expect([found[1], found.at(-2)]).toEqual(['server read 4096', 'server reset by server']);
  });
});

describe('three-answers', () => {
  it('answers with a length in octets, and closes nothing before the next is accepted', async () => {
    const server = new ProfileLab('three-answers');
    const first = await server.client();
    await first.send('GET / HTTP/1.1\r\n\r\n').gets(/\r\n\r\n.+/s);
    expect(first.text).toContain(`200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: 13\r\n\r\n`);
    await pause(SILENCE_MS);
    expect(await server.lines(1, 'server write 92')).not.toContain('server fin by server');
    const second = await server.client();
    expect(await first.ends()).toContain(wire('Привет!'));
    expect(await second.send('GET /admin').gets(/403/)).toContain('403 Forbidden');
    const third = (await server.client()).send('GET /x x');
    expect(await third.gets(/404/)).toContain('404 Not Found');
  });

  it.each([
    ['GET', 'ValueError: not enough values to unpack (expected at least 2, got 1)'],
    ['\xff', 'UnicodeDecodeError'],
  ])('dies of %j', async (request, why) => {
    const server = new ProfileLab('three-answers');
    (await server.client()).send(request);
    expect(await server.died()).toContain(why);
  });
});

describe('node-http', () => {
  it('answers like a server in daily use, and keeps the connection', async () => {
    const server = new ProfileLab('node-http');
    const client = (await server.client()).send('GET /hello HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(2));
    const text = await client.gets(/world!\n.*world!\n/s);
    expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(await client.send('GET / HTTP/1.1\r\n\r\n').ends()).toContain('HTTP/1.1 400 Bad Request');
    expect(await server.lines(1, 'server close')).toContain('server read 64');
  });

  it.each(['/', '/stream', '/unicode', '/gzip', '/slow?ms=1', '/none', '/echo'])('has %s', async (path) => {
    const text = await new ProfileLab('node-http').ask(`GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
    expect(text).toMatch(path === '/none' ? /^HTTP\/1\.1 404/ : /^HTTP\/1\.1 200/);
  });

  it('echoes', async () => {
    const post = 'POST /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello';
    expect(await new ProfileLab('node-http').ask(post)).toMatch(/hello/);
  });
});
