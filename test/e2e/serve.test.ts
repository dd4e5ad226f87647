/** `octet serve` as a product: folders, HTTPS, configuration, the access log, and how it stops. */
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeCertificate } from '../engine/certificate.ts';
import { Client } from '../engine/client.ts';
import { Programs } from './program.ts';

const programs = new Programs();
let folder: string;
let site: string;
const at = (name: string) => path.join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'octet-serve-'));
  site = at('site');
  mkdirSync(path.join(site, 'sub'), { recursive: true });
  writeFileSync(path.join(site, 'index.html'), '<h1>Index</h1>');
  writeFileSync(path.join(site, 'sub', 'a.txt'), 'text');
  writeFileSync(at('file.txt'), 'no folder');
  writeFileSync(at('noise.pem'), 'no key');
  makeCertificate(folder, 'one');
  makeCertificate(folder, 'other');
});

afterEach(() => programs.kill());
afterAll(() => rmSync(folder, { recursive: true }));

describe('a folder', () => {
  it('is served, with a line in the access log for each answer', async () => {
    const { program, url } = await programs.serve(site);
    expect(program.out.stdout).toBe(`${site} is at ${url}\n`);
    const index = await fetch(url, { headers: { 'User-Agent': 'a "quoted" agent', Referer: 'http://there/' } });
    expect([index.status, await index.text()]).toEqual([200, '<h1>Index</h1>']);
    expect((await fetch(`${url}sub/`)).status).toBe(404);
    expect(await (await fetch(`${url}sub`, { redirect: 'manual' })).headers.get('location')).toBe('/sub/');
    program.child.kill('SIGTERM');
    const { code, stdout, stderr } = await program.ended;
    expect([code, stderr]).toEqual([0, '']);
    const [first, ...others] = stdout.split('\n').slice(1, -1);
    expect(first).toMatch(
      /^127\.0\.0\.1 - - \[\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000\] "GET \/ HTTP\/1\.1" 200 14 "http:\/\/there\/" "a \\x22quoted\\x22 agent"$/,
    );
    expect(others.map((line) => /"GET (.*?) .*?" (\d+)/.exec(line)?.slice(1, 3))).toEqual([
      ['/sub/', '404'],
      ['/sub', '301'],
    ]);
  });

  it('is listed when asked, and nothing is logged when not', async () => {
    const { program, url } = await programs.serve(site, '--list', '--log', 'off');
    expect(await (await fetch(`${url}sub/`)).text()).toContain('<a href="./a.txt">a.txt</a>');
    program.child.kill('SIGTERM');
    expect((await program.ended).stdout.split('\n')).toHaveLength(2);
  });

  it('and the rest may be named in a file, relative to its folder', async () => {
    writeFileSync(at('octet.json'), '{ "dir": "site", "port": 1, "max-body": "1KiB", "log": "common" }');
    const { program, url } = await programs.serve('--config', at('octet.json'));
    expect(await (await fetch(url)).text()).toBe('<h1>Index</h1>');
    const answer = await fetch(url, { method: 'POST', body: 'x'.repeat(2000) });
    expect([answer.status, await answer.text()]).toEqual([
      413,
      expect.stringContaining('Limit: 1024 octets of content.'),
    ]);
    program.child.kill('SIGTERM');
    expect((await program.ended).stdout).toMatch(/"POST \/ HTTP\/1\.1" 413 \d+\n$/);
  });
});

it('serves HTTPS with a key and a certificate', async () => {
  const { url } = await programs.serve(site, '--key', at('one-key.pem'), '--cert', at('one-cert.pem'));
  expect(url).toMatch(/^https:/);
  const text = await new Promise<string>((resolve, reject) => {
    const asking = request(url, { ca: readFileSync(at('one-cert.pem')) }, (response) => {
      let received = '';
      response.on('data', (bytes) => {
        received += bytes;
      });
      response.on('end', () => resolve(received));
    });
    asking.on('error', reject).end();
  });
  expect(text).toBe('<h1>Index</h1>');
});

describe('names each unusable input in one line, with code 1:', () => {
  const key = () => ['--key', at('one-key.pem')];
  const cert = () => ['--cert', at('one-cert.pem')];
  const config = (text: string) => {
    writeFileSync(at('bad.json'), text);
    return ['--config', at('bad.json')];
  };
  const unreadable = () => {
    writeFileSync(at('secret.pem'), 'x');
    chmodSync(at('secret.pem'), 0);
    return at('secret.pem');
  };
  it.each<[string, () => string[], () => string]>([
    ['a folder that is not there', () => [at('none')], () => `There is no folder ${at('none')}.`],
    ['a file as a folder', () => [at('file.txt')], () => `${at('file.txt')} is not a folder.`],
    ['a key alone', key, () => 'HTTPS needs both a key and a cert.'],
    ['nothing to list', () => ['--list'], () => 'Only a folder can be listed: name one, or leave list out.'],
    [
      'a key that is not there',
      () => ['--key', at('none.pem'), ...cert()],
      () => `Cannot read the key ${at('none.pem')}: there is no such file.`,
    ],
    [
      'a key that is none',
      () => ['--key', at('noise.pem'), ...cert()],
      () => `${at('noise.pem')} does not contain a PEM private key without a passphrase.`,
    ],
    [
      'a certificate that is none',
      () => [...key(), '--cert', at('noise.pem')],
      () => `${at('noise.pem')} does not contain a PEM certificate.`,
    ],
    [
      'a key of another certificate',
      () => ['--key', at('other-key.pem'), ...cert()],
      () => `The key in ${at('other-key.pem')} does not match the certificate in ${at('one-cert.pem')}.`,
    ],
    [
      'a setting of the wrong kind',
      () => config('{ "port": "x" }'),
      () => `${at('bad.json')}: "port" takes a number from 0 to 65535, not "x".`,
    ],
    [
      'an address it does not have',
      () => ['--host', '192.0.2.1'],
      () => 'This machine has no address 192.0.2.1. Choose another with --host ADDRESS.',
    ],
  ])('%s', async (_what, args, says) => {
    const { code, stdout, stderr } = await programs.start('serve', '--port', '0', ...args()).ended;
    expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: '', stderr: `${says()}\n` });
  });

  it.skipIf(process.getuid?.() === 0)('a key this user may not read', async () => {
    const file = unreadable();
    const { stderr } = await programs.start('serve', '--key', file, ...cert()).ended;
    expect(stderr).toBe(`Cannot read the key ${file}: permission denied.\n`);
  });
});

describe('on a signal', () => {
  const SLOW = 'GET /slow?ms=1000 HTTP/1.1\r\nHost: a\r\n\r\n';
  const refused = (port: number): Promise<string | null> =>
    new Promise((resolve) => {
      const socket = connect({ port, host: '127.0.0.1' });
      socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? null));
      socket.on('connect', () => resolve(null));
    });

  it('ends idle connections and accepts no more at once, and finishes answers under way', async () => {
    const { program, port } = await programs.serve();
    const idle = await Client.open(port);
    await idle.send('GET /hello HTTP/1.1\r\nHost: a\r\n\r\n').gets(/world!\n$/);
    const busy = await Client.open(port);
    // The second request is there once the first one is answered.
    await busy.send(`GET /hello HTTP/1.1\r\nHost: a\r\n\r\n${SLOW}`).gets(/world!\n$/);
    program.child.kill('SIGTERM');
    await idle.ends();
    idle.fin();
    expect(busy.text).not.toContain('This answer took');
    expect(await refused(port)).toBe('ECONNREFUSED');
    expect(await busy.ends()).toMatch(/Connection: close\r\n\r\nThis answer took 1000 ms\.\n$/);
    busy.fin();
    expect((await program.ended).code).toBe(0);
  });

  it('does not wait forever for an answer', async () => {
    const { program, port } = await programs.serve();
    const busy = await Client.open(port);
    await busy
      .send(`GET /hello HTTP/1.1\r\nHost: a\r\n\r\nGET /slow?ms=30000 HTTP/1.1\r\nHost: a\r\n\r\n`)
      .gets(/world!/);
    program.child.kill('SIGINT');
    expect((await program.ended).code).toBe(0);
    expect(await busy.ends()).not.toContain('This answer took');
    busy.fin();
  });

  it('and on a second one is gone', async () => {
    const { program, port } = await programs.serve();
    const busy = await Client.open(port);
    const idle = await Client.open(port);
    await busy
      .send(`GET /hello HTTP/1.1\r\nHost: a\r\n\r\nGET /slow?ms=30000 HTTP/1.1\r\nHost: a\r\n\r\n`)
      .gets(/world!/);
    program.child.kill('SIGTERM');
    await idle.ends();
    program.child.kill('SIGTERM');
    expect((await program.ended).code).toBe(1);
  });
});
