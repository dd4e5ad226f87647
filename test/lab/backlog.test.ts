/** Clients that a serial server keeps waiting: their lanes, before and after they are accepted. */
import { describe, expect, it } from 'vitest';
import { connect, entriesOf, lines, octets, until } from './harness.ts';
import { ProfileLab } from './profile-lab.ts';

const ID = 'web-server-1.0';

describe('the backlog', () => {
  it('has a lane for a waiting client, filled from the client’s side, and joined when it is accepted', async () => {
    const server = new ProfileLab(ID, { acceptMs: 40 });
    const first = await connect(server, 'patient', ID);
    await until(() => server.info.busy === 1);
    const second = await connect(server, 'patient', ID);
    expect(second.lane.facts).toMatchObject({ number: 2, server: ID, origin: 'page', ref: 1 });
    expect(second.client.send(octets('GET'))).toBe('done');
    await until(() => server.info.backlog.length > 0);
    expect(server.info).toMatchObject({ state: 'listening', busy: 1, serving: [1], backlog: [2] });
    expect(lines(entriesOf(second.lane))).toEqual(['client connect', 'client write 3']);

    first.client.send(octets('x'));
    await until(() => second.lane.serverClosed);
    const entries = entriesOf(second.lane);
    expect(lines(entries).slice(0, 4)).toEqual(['client connect', 'client write 3', 'server open', 'server read 3']);
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, i) => i));
    await until(() => server.info.busy === null);
    expect(server.info).toMatchObject({ busy: null, serving: [], backlog: [] });
    expect(server.recorder.lane(3)).toBeUndefined();
  });

  it('reports the death of the server to a waiting client', async () => {
    const server = new ProfileLab(ID, { acceptMs: 40 });
    await connect(server, 'patient', ID);
    await until(() => server.info.busy === 1);
    const second = await connect(server, 'patient', ID);
    server.workers.kill(ID);
    // Its client sees a RST, or a FIN when the dying thread has still taken it out of the kernel's hands.
    await until(() => second.lane.serverClosed);
    expect(lines(entriesOf(second.lane)).slice(0, 3)).toEqual(['client connect', 'server crash', 'server close']);
    await until(() => server.info.state === 'crashed');
    expect(server.info).toMatchObject({ busy: null, serving: [], backlog: [] });
  });

  it('keeps the lane of a client that sends FIN before it is accepted', async () => {
    const server = new ProfileLab(ID, { acceptMs: 40 });
    const first = await connect(server, 'patient', ID);
    await until(() => server.info.busy === 1);
    const second = await connect(server, 'patient', ID);
    await until(() => server.info.backlog.length === 1);
    second.client.end();
    first.client.send(octets('x'));
    // The kernel keeps the connection: it is accepted, and its FIN is what the server reads.
    await until(() => second.lane.serverClosed);
    expect(lines(entriesOf(second.lane)).slice(0, 4)).toEqual([
      'client connect',
      'client fin by client',
      'server open',
      'server fin by client',
    ]);
  });

  it('is empty where a server takes whoever comes', async () => {
    const server = new ProfileLab('tcp-upper-select');
    const first = await connect(server, 'patient', 'tcp-upper-select');
    const second = await connect(server, 'patient', 'tcp-upper-select');
    await until(() => server.info.serving.length === 2);
    expect(server.info).toMatchObject({ busy: null, backlog: [] });
    for (const { lane } of [first, second]) expect(lines(entriesOf(lane))[0]).toBe('server open');
  });
});

describe('a serial server', () => {
  it('is free again in accept, though it leaves a connection open', async () => {
    const server = new ProfileLab('three-answers');
    const { client, lane } = await connect(server, 'patient', 'three-answers');
    await until(() => server.info.busy === 1);
    client.send(octets('GET / HTTP/1.1\r\n\r\n'));
    await until(() => lane.inbound > 0 && server.info.busy === null);
    expect(lane.serverClosed).toBe(false);
    await until(() => server.info.serving.length === 1);
  });
});
