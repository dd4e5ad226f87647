/** Who is let in: Host, Origin, methods, and the header fields of every answer. */
import { once } from 'node:events';
import net from 'node:net';
import { describe, expect, it } from 'vitest';
import { listenOn } from '../../apps/server/src/control/listen.ts';
import { isLoopback, Policy } from '../../apps/server/src/control/policy.ts';
import { request, startControl, statusOf, TOKEN, upgradeLines } from './harness.ts';

const get = (host: string, target = '/'): string[] => [`GET ${target} HTTP/1.1`, `Host: ${host}`, 'Connection: close'];

/** The lines with another in place of number `at`. */
const instead = (lines: string[], at: number, line: string): string[] => lines.map((old, i) => (i === at ? line : old));

describe('Host', () => {
  it('admits the canonical name, and redirects both literals to it', async () => {
    const { port } = await startControl();
    expect(statusOf(await request(port, get(`localhost:${port}`)))).toBe(200);
    expect(statusOf(await request(port, get(`LocalHost:${port}`)))).toBe(200);
    for (const [host, address] of [
      [`127.0.0.1:${port}`, '127.0.0.1'],
      [`[::1]:${port}`, '::1'],
    ] as const) {
      const response = await request(port, get(host, '/?a=b'), address);
      expect(statusOf(response)).toBe(307);
      expect(response).toContain(`Location: http://localhost:${port}/?a=b\r\n`);
    }
  });

  it.each([
    ['another name', (port: number) => get(`evil.example:${port}`)],
    ['no port', () => get('localhost')],
    ['another port', (port: number) => get(`localhost:${port + 1}`)],
    ['a longer port', (port: number) => get(`localhost:0${port}`)],
    ['our name as user', (port: number) => get(`localhost:${port}@evil.example`)],
    ['our name as start', (port: number) => get(`localhost:${port}.evil.example`)],
    ['a trailing dot', (port: number) => get(`localhost.:${port}`)],
    ['a path', (port: number) => get(`localhost:${port}/`)],
    ['two names in one', (port: number) => get(`localhost:${port}, localhost:${port}`)],
    ['two fields', (port: number) => [...get(`localhost:${port}`), 'Host: evil.example']],
    ['two equal fields', (port: number) => [...get(`localhost:${port}`), `Host: localhost:${port}`]],
    ['nothing', () => get('')],
    ['an open bracket', () => get('[')],
    ['an IPv6 zone', (port: number) => get(`[::1%25lo]:${port}`)],
    ['percent signs', () => get('%%%')],
    ['another loopback address', (port: number) => get(`127.0.0.2:${port}`)],
    ['64 kB', () => get('a'.repeat(15_000))],
    ['no field', () => ['GET / HTTP/1.1']],
    ['no field, in HTTP/1.0', () => ['GET / HTTP/1.0']],
  ])('refuses %s with 421', async (_what, lines) => {
    const { port } = await startControl();
    const response = await request(port, lines(port));
    expect(statusOf(response)).toBe(421);
    expect(response).toMatch(/\r\n\r\n.*--origin URL\n$/);
    expect(response).not.toContain(TOKEN);
    const hosts = lines(port).filter((line) => line.startsWith('Host:'));
    const upgrade = upgradeLines(port, [...hosts, `Origin: http://localhost:${port}`]).filter((_line, i) => i !== 1);
    expect(statusOf(await request(port, upgrade))).toBe(421);
  });

  it('admits a configured origin by its name', async () => {
    const { port } = await startControl({ origins: ['https://octet.example'] });
    expect(statusOf(await request(port, get('octet.example')))).toBe(200);
    expect(statusOf(await request(port, get(`octet.example:${port}`)))).toBe(421);
  });

  it('is refused for a target that is not a path', async () => {
    const { port } = await startControl();
    expect(statusOf(await request(port, get(`localhost:${port}`, 'http://evil.example/')))).toBe(400);
  });
});

const FOREIGN_ORIGINS: [string, (port: number) => string[]][] = [
  ['no Origin', () => []],
  ['an empty Origin', () => ['Origin: ']],
  ['null', () => ['Origin: null']],
  ['another host', () => ['Origin: http://evil.example']],
  ['another port', (port) => [`Origin: http://localhost:${port + 1}`]],
  ['no port', () => ['Origin: http://localhost']],
  ['a page of a lab', () => ['Origin: http://127.0.0.1:8100']],
  ['our own literal', (port) => [`Origin: http://127.0.0.1:${port}`]],
  ['our own IPv6 literal', (port) => [`Origin: http://[::1]:${port}`]],
  ['another scheme', (port) => [`Origin: https://localhost:${port}`]],
  ['the scheme of the socket', (port) => [`Origin: ws://localhost:${port}`]],
  ['a path behind', (port) => [`Origin: http://localhost:${port}/`]],
  ['our name as user', (port) => [`Origin: http://localhost:${port}@evil.example`]],
  ['our name as start', (port) => [`Origin: http://localhost:${port}.evil.example`]],
  ['a trailing dot', (port) => [`Origin: http://localhost.:${port}`]],
  ['two in one', (port) => [`Origin: http://localhost:${port}, http://evil.example`]],
  ['two fields', (port) => [`Origin: http://localhost:${port}`, 'Origin: http://evil.example']],
  ['two equal fields', (port) => [`Origin: http://localhost:${port}`, `Origin: http://localhost:${port}`]],
  ['capitals', (port) => [`Origin: HTTP://LOCALHOST:${port}`]],
  ['a file', () => ['Origin: file://']],
  ['an extension', () => ['Origin: chrome-extension://abcdefghijklmnop']],
  ['an open bracket', () => ['Origin: http://[']],
  ['a port too large', () => ['Origin: http://localhost:99999999']],
  ['percent signs', () => ['Origin: %%%']],
  ['octets beyond US-ASCII', () => ['Origin: http://\xff\xfe']],
  ['the old field', (port) => [`Sec-WebSocket-Origin: http://localhost:${port}`]],
];

describe('Origin', () => {
  it.each(FOREIGN_ORIGINS)('of a WebSocket is refused before the 101: %s', async (_what, fields) => {
    const { port } = await startControl();
    for (const target of ['/ws', '/', '/?token=x']) {
      const response = await request(port, upgradeLines(port, fields(port), target));
      expect(response).not.toContain(' 101 ');
      expect(statusOf(response)).toBe(403);
    }
    const old = upgradeLines(port, fields(port)).map((line) => line.replace('Version: 13', 'Version: 8'));
    expect(statusOf(await request(port, old))).toBe(403);
  });

  it('of our own page is admitted, for the page only', async () => {
    const { port, origin } = await startControl();
    const own = [`Origin: ${origin}`];
    expect(statusOf(await request(port, upgradeLines(port, own)))).toBe(101);
    expect(statusOf(await request(port, upgradeLines(port, own, '/elsewhere')))).toBe(404);
    expect(statusOf(await request(port, upgradeLines(port, own, '/ws?x')))).toBe(404);
    expect(statusOf(await request(port, instead(upgradeLines(port, own), 3, 'Upgrade: h2c')))).toBe(400);
  });

  it('of a configured origin is admitted', async () => {
    const { port } = await startControl({ origins: ['https://octet.example'] });
    const lines = instead(upgradeLines(port, ['Origin: https://octet.example']), 1, 'Host: octet.example');
    expect(statusOf(await request(port, lines))).toBe(101);
    expect(statusOf(await request(port, instead(lines, 6, 'Origin: http://octet.example')))).toBe(403);
  });

  it.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('is required for every %s', async (method) => {
    const { port, origin } = await startControl();
    const lines = [`${method} / HTTP/1.1`, `Host: localhost:${port}`, 'Content-Length: 0'];
    expect(statusOf(await request(port, lines))).toBe(403);
    expect(statusOf(await request(port, [...lines, 'Origin: http://evil.example']))).toBe(403);
    expect(statusOf(await request(port, [...lines, `Origin: ${origin}`]))).toBe(405);
  });
});

describe('a page of another origin', () => {
  const from = (site: string, mode: string, dest: string): string[] => [
    `Sec-Fetch-Site: ${site}`,
    `Sec-Fetch-Mode: ${mode}`,
    `Sec-Fetch-Dest: ${dest}`,
  ];

  it.each([
    ['an image', '/__open-in-editor?file=x', from('cross-site', 'no-cors', 'image'), 403],
    ['an image of another port', '/assets/main-1234.js', from('same-site', 'no-cors', 'image'), 403],
    ['a script', '/assets/main-1234.js', from('cross-site', 'no-cors', 'script'), 403],
    ['a frame', '/', from('cross-site', 'navigate', 'iframe'), 403],
    ['a window on something else', '/__open-in-editor?file=x', from('cross-site', 'navigate', 'document'), 403],
    ['a link to the page', '/', from('cross-site', 'navigate', 'document'), 200],
    ['the address bar', '/', from('none', 'navigate', 'document'), 200],
    ['our page itself', '/assets/main-1234.js', from('same-origin', 'cors', 'script'), 200],
  ])('may lead to the page, and do nothing else: %s', async (_what, target, fields, status) => {
    const { port } = await startControl();
    expect(statusOf(await request(port, [...get(`localhost:${port}`, target), ...fields]))).toBe(status);
  });
});

describe('every answer', () => {
  it.each([
    ['the page', 200, (port: number) => get(`localhost:${port}`)],
    ['an asset', 200, (port: number) => get(`localhost:${port}`, '/assets/main-1234.js')],
    ['nothing there', 404, (port: number) => get(`localhost:${port}`, '/assets/../../x')],
    ['a dot-file', 404, (port: number) => get(`localhost:${port}`, '/.secret')],
    ['a redirect', 307, (port: number) => get(`127.0.0.1:${port}`)],
    ['a foreign Host', 421, () => get('evil.example')],
    ['a foreign upgrade', 403, (port: number) => upgradeLines(port, [])],
    ['a foreign method', 403, (port: number) => ['POST / HTTP/1.1', `Host: localhost:${port}`, 'Content-Length: 0']],
    ['what is no HTTP', 400, () => ['\x00\x01\x02']],
    [
      'a bad handshake',
      400,
      (port: number) => instead(upgradeLines(port, [`Origin: http://localhost:${port}`]), 5, 'X: y'),
    ],
  ])('carries the header fields of the policy: %s', async (_what, status, lines) => {
    const { port } = await startControl();
    const response = await request(port, lines(port));
    expect(statusOf(response)).toBe(status);
    expect(response).toMatch(/^Content-Security-Policy: default-src 'none'; script-src 'self' 'nonce-[\w-]{22}'; /m);
    expect(response).toMatch(/^Content-Security-Policy: .*; frame-ancestors 'none'\r$/m);
    for (const field of [
      'Cross-Origin-Opener-Policy: same-origin',
      'Cross-Origin-Resource-Policy: same-origin',
      'Referrer-Policy: no-referrer',
      'X-Content-Type-Options: nosniff',
    ]) {
      expect(response).toContain(`${field}\r\n`);
    }
    expect(response).not.toMatch(/access-control|set-cookie|x-powered-by/i);
  });

  it('has its own nonce, which the page repeats', async () => {
    const { port } = await startControl();
    const responses = [await request(port, get(`localhost:${port}`)), await request(port, get(`localhost:${port}`))];
    const nonces = responses.map((response) => /'nonce-([\w-]+)'/.exec(response)?.[1] ?? '');
    expect(new Set(nonces).size).toBe(2);
    responses.forEach((response, i) => {
      expect(response).toContain(`<script nonce="${nonces[i]}">`);
      expect(response).toContain(`content="${TOKEN}"`);
      expect(response).toContain('Cache-Control: no-store\r\n');
    });
  });

  it('is without the token when the user must bring it', async () => {
    const { port } = await startControl({ tokenInPage: '' });
    expect(await request(port, get(`localhost:${port}`))).toContain('content=""');
  });
});

describe('listening', () => {
  const nothing = { request: () => undefined, upgrade: () => undefined, malformed: () => undefined };

  it.each(['127.0.0.1', '::1'])('fails as a whole when the port is taken on %s', async (address) => {
    const other = net.createServer().listen(0, address);
    await once(other, 'listening');
    const { port } = other.address() as net.AddressInfo;
    await expect(listenOn(port, null, nothing)).rejects.toMatchObject({ code: 'EADDRINUSE', port });
    other.close();
    await once(other, 'close');
    const listening = await listenOn(port, null, nothing);
    await listening.close();
  });

  it('is on both loopback addresses, and on the given one besides', async () => {
    const listening = await listenOn(0, '127.0.0.3', nothing);
    for (const host of ['127.0.0.1', '::1', '127.0.0.3']) {
      const socket = net.connect({ port: listening.port, host });
      await once(socket, 'connect');
      socket.destroy();
    }
    await listening.close();
  });

  it('fails for an address this machine does not have', async () => {
    await expect(listenOn(0, '192.0.2.1', nothing)).rejects.toMatchObject({ code: 'EADDRNOTAVAIL' });
  });
});

it('recognises loopback addresses', () => {
  for (const host of ['localhost', '127.0.0.1', '127.9.9.9', '::1', '[::1]']) expect(isLoopback(host), host).toBe(true);
  for (const host of ['0.0.0.0', '::', '192.168.0.1', '127.0.0.1.evil.example', ''])
    expect(isLoopback(host), host).toBe(false);
});

it('adds the origin of an address it listens on, but no name for every address', () => {
  expect(new Policy({ port: 5173, host: '192.168.0.7', origins: [] }).origins).toContain('http://192.168.0.7:5173');
  expect(new Policy({ port: 5173, host: 'fd00::7', origins: [] }).origins).toContain('http://[fd00::7]:5173');
  expect(new Policy({ port: 5173, host: '0.0.0.0', origins: [] }).origins).toEqual(['http://localhost:5173']);
  expect(new Policy({ port: 80, host: null, origins: [] }).origins).toEqual(['http://localhost']);
});
