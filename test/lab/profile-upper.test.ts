/** The tutorial servers that do not speak HTTP, on real sockets. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { until } from './harness.ts';
import { ProfileLab, pause, wire } from './profile-lab.ts';

const SILENCE_MS = 250;

describe('echo', () => {
  it('sends one message back and closes; the second client waits', async () => {
    const server = new ProfileLab('echo');
    const first = await server.client();
    const second = (await server.client()).send('two');
    await pause(SILENCE_MS);
    expect(second.text).toBe('');
    expect(await first.send(wire('Привет!')).ends()).toBe(wire('Привет!'));
    expect(await second.ends()).toBe('two');
    expect(await server.lines(1, 'server close')).toEqual([
      'server open',
      'server read 13',
      'server write 13',
      'server fin by server',
      'server close',
    ]);
  });

  it('dies of octets that are not UTF-8', async () => {
    const server = new ProfileLab('echo');
    (await server.client()).send('\xff');
    expect(await server.died()).toContain('UnicodeDecodeError');
  });
});

it('echo dies of a client that resets at once, accepted or not', async () => {
  const server = new ProfileLab('echo');
  (await server.client()).socket.resetAndDestroy();
  expect(await server.died()).toBe('ConnectionResetError: [Errno 104] Connection reset by peer');
});

describe('tcp-upper', () => {
  it('keeps the connection; the second client waits until the first leaves', async () => {
    const server = new ProfileLab('tcp-upper');
    const first = (await server.client()).send(wire('hello жук'));
    await first.gets(/HELLO/);
    expect(first.text).toBe(wire('HELLO жук'));
    const second = (await server.client()).send('second');
    await pause(SILENCE_MS);
    expect([second.text, [...server.recorder.lanes()].length]).toEqual(['', 1]);
    await first.send(' more').gets(/MORE/);
    await first.fin().ends();
    expect(await second.gets(/SECOND/)).toBe('SECOND');
    expect(await server.lines(1, 'server close')).toContain('server fin by client');
  });

  it('dies only of octets that are not UTF-8', async () => {
    const server = new ProfileLab('tcp-upper');
    const first = await server.client();
    await server.lane(1);
    first.socket.resetAndDestroy();
    const second = await server.client();
    await second.send('a').gets(/A/);
    second.send('\xc3');
    expect(await server.died()).toContain('unexpected end of data');
  });
});

describe.each(['tcp-upper-select', 'tcp-upper-tasks'])('%s', (id) => {
  it('serves several clients at once', async () => {
    const server = new ProfileLab(id);
    const clients = [await server.client(), await server.client(), await server.client()];
    for (const [i, client] of [...clients.entries()].reverse())
      expect(await client.send(`n${i}`).gets(/N/)).toBe(`N${i}`);
    await clients[1]!.fin().ends();
    expect(await clients[0]!.send('again').gets(/AGAIN/)).toBe('N0AGAIN');
  });
});

describe('tcp-upper-select', () => {
  it('dies, for all clients, of octets that are not UTF-8 and of a reset', async () => {
    const server = new ProfileLab('tcp-upper-select');
    const bystander = await server.client();
    (await server.client()).send('\xff');
    await bystander.ends();
    expect(await server.died()).toContain('UnicodeDecodeError');
    server.workers.start('tcp-upper-select');
    await until(() => server.info.state === 'listening');
    const client = await server.client();
    await client.send('a').gets(/A/);
    client.socket.resetAndDestroy();
    expect(await server.died()).toBe('OSError: [Errno 107] Transport endpoint is not connected');
  });
});

describe('tcp-upper-tasks', () => {
  it('upper-cases characters, strips, and ends on a blank message', async () => {
    const server = new ProfileLab('tcp-upper-tasks');
    const client = await server.client();
    await client.send(wire(' жук\r\n')).gets(/./);
    expect(await client.send('\r\n').ends()).toBe(wire('ЖУК'));
  });

  it('closes on octets that are not UTF-8, and survives', async () => {
    const server = new ProfileLab('tcp-upper-tasks');
    expect(await server.ask('\xff')).toBe('');
    expect(await (await server.client()).send('a').gets(/A/)).toBe('A');
    expect(server.info.restarts).toBe(0);
  });
});

describe('udp-upper', () => {
  it('answers datagrams, each sender in its own lane, and dies of octets that are not UTF-8', async () => {
    const server = new ProfileLab('udp-upper');
    const port = await server.port();
    const socket = createSocket('udp4');
    onTestFinished(() => void socket.close());
    const send = (text: string): void => socket.send(Buffer.from(text, 'latin1'), port, '127.0.0.1');
    send(wire('жук one'));
    expect(String((await once(socket, 'message'))[0])).toBe('ЖУК ONE');
    send('x'.repeat(3000));
    expect(String((await once(socket, 'message'))[0])).toBe('X'.repeat(2048));
    expect(await server.lines(1, 'server write 2048')).toEqual([
      'server open',
      'server read 10',
      'server write 10',
      'server read 2048',
      'server write 2048',
    ]);
    send('\xff');
    expect(await server.died()).toContain('UnicodeDecodeError');
  });
});
