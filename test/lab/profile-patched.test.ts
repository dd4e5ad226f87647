/** Patched profiles as servers of the lab: there for whoever asks, with the bug gone and the rest as it was. */
import { describe, expect, it } from 'vitest';
import { connect, entriesOf, octets, until } from './harness.ts';
import { ProfileLab } from './profile-lab.ts';
import { wholeLab } from './whole-lab.ts';

const api = (line: string, accept: string): string =>
  `${line} HTTP/1.1\r\nHost: example.local\r\nAccept: ${accept}\r\n\r\n`;

describe('a patched profile', () => {
  it('is not offered before somebody has asked for it, and runs beside its original', async () => {
    const lab = wholeLab();
    const kind = 'web-server-1.0+mended:full-read';
    const listed = (): string[] => lab.workers.infos().map(({ id }) => id);
    expect(listed()).not.toContain(kind);
    expect(lab.workers.has(kind)).toBe(true);
    const padded = octets(`GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(992)}\r\n\r\n`);
    expect(padded.length).toBe(1024);
    const patched = await connect(lab, 'patient', kind);
    const original = await connect(lab, 'patient', 'web-server-1.0');
    original.client.send(padded);
    patched.client.send(padded);
    await until(() => patched.lane.serverClosed);
    await until(() => original.lane.inbound === 1024);
    expect(entriesOf(patched.lane).some(({ kind: what }) => what === 'write')).toBe(true);
    expect(original.lane.serverEnded).toBe(false);
    expect(listed()).toContain(kind);
  });

  it('shows a name as text, and still lists it', async () => {
    const server = new ProfileLab('users-api+mended:stored-xss');
    await server.ask(api('POST /users?name=%3Cscript%3E&age=1', 'text/html'));
    expect(await server.ask(api('GET /users', 'text/html'))).toContain('<li>#1 &lt;script&gt;, 1</li>');
    expect(await server.ask(api('GET /users', '*/*'))).toContain('406 Not Acceptable');
  });

  it('finds the files of its original', async () => {
    const server = new ProfileLab('static-threads+mended:binary');
    const text = await server.ask('GET /picture.png HTTP/1.1\r\nHost: a\r\n\r\n');
    expect(text).toContain('Content-Length: 8\r\n');
    expect(text.endsWith('\x89PNG\r\n\x1a\n')).toBe(true);
    expect(await server.ask('GET /../secret.txt HTTP/1.1\r\nHost: a\r\n\r\n')).toContain('It is a decoy');
  });

  it('closes where its original leaves the connection open', async () => {
    const server = new ProfileLab('users-api+mended:left-open');
    expect(await server.ask('GET / HTTP/1.0\r\n\r\n')).toContain('505 HTTP Version Not Supported');
  });

  it('lives on where its original dies', async () => {
    const server = new ProfileLab('tcp-upper-select+mended:reset');
    const bystander = await server.client();
    await bystander.send('a').gets(/A/);
    const rude = await server.client();
    await rude.send('b').gets(/B/);
    rude.socket.resetAndDestroy();
    expect(await bystander.send('c').gets(/AC/)).toBe('AC');
    await server.lines(2, 'server close');
    expect(server.crashes).toEqual([]);
  });
});
