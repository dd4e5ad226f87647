/** Holding tutorial servers: the gate stands before their recv. */
import { describe, expect, it } from 'vitest';
import { latin1 } from '#shared/base/octets.ts';
import { connect, octets, until } from './harness.ts';
import { answer, armed, at, held, LINE, REQUEST, replayOf, told } from './hold-lab.ts';
import { ProfileLab } from './profile-lab.ts';

describe('a serial tutorial server, held', () => {
  const ID = 'web-server-1.0';

  it('waits in its recv, and keeps the next client in the backlog', async () => {
    const lab = new ProfileLab(ID, { acceptMs: 40 });
    const { client, lane } = await armed(lab, ID, [], true);
    client.send(octets(REQUEST));
    await until(() => latin1(replayOf(lane).unconsumed.bytes()) === REQUEST);
    const second = await connect(lab, 'patient', ID);
    await until(() => lab.info.backlog.includes(2));
    expect(second.lane.accepted).toBe(false);
    expect(replayOf(lane).request.length).toBe(0);
    lab.workers.askGate(lane, { type: 'release', by: 'page' });
    await until(() => second.lane.accepted);
    const replay = replayOf(lane);
    expect(latin1(replay.request.bytes())).toBe(REQUEST);
    expect(replay.unconsumed.pending).toBe(false);
  });

  it('is given less than there is, and goes on with that', async () => {
    const lab = new ProfileLab(ID);
    const { client, lane } = await armed(lab, ID, [at(8)]);
    client.send(octets(REQUEST));
    expect(await held(lane)).toMatchObject({ consumed: 8 });
    // It takes its first recv for the whole request.
    await until(() => lane.serverClosed);
    const { request } = replayOf(lane);
    expect([latin1(request.bytes()), request.boundaries]).toEqual([REQUEST.slice(0, 8), [8]]);
  });

  it('goes by what the engine would make of the octets, from the first one on', async () => {
    const lab = new ProfileLab('users-api');
    const connected = await connect(lab, 'patient', 'users-api');
    await until(() => connected.lane.accepted);
    connected.client.send(octets(REQUEST.slice(0, LINE + 2)));
    await until(() => replayOf(connected.lane).request.length === LINE + 2);
    lab.workers.hold(connected.lane, 'test', [{ kind: 'state', state: 'value-start' }], false);
    await until(() => told(connected.lane) === 'armed');
    connected.client.send(octets(REQUEST.slice(LINE + 2)));
    expect(await held(connected.lane)).toMatchObject({ consumed: LINE + 5 });
    expect(replayOf(connected.lane).request.length).toBe(LINE + 5);
  });

  it('is not kept from learning that its client is gone', async () => {
    const lab = new ProfileLab(ID);
    const { client, lane } = await armed(lab, ID, [], true);
    await held(lane);
    client.reset();
    await until(() => lane.serverClosed || lab.info.state === 'crashed');
    expect(told(lane)).toContain('released:end');
  });
});

describe('a server that switches between clients', () => {
  it('serves the others while one is held', async () => {
    const lab = new ProfileLab('tcp-upper-select');
    const { client, lane } = await armed(lab, 'tcp-upper-select', [at(2)]);
    client.send(octets('abcdef'));
    await held(lane);
    const other = await lab.client();
    other.send('xyz');
    await other.gets(/XYZ/);
    expect(answer(lane)).toBe('AB');
    lab.workers.askGate(lane, { type: 'step', unit: 'octet' });
    await until(() => answer(lane) === 'ABC');
    lab.workers.askGate(lane, { type: 'release', by: 'page' });
    await until(() => answer(lane) === 'ABCDEF');
  });
});
