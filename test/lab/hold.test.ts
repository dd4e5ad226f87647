/** Holding real servers on real sockets: the client waits, the others do not, and it ends in every way it may. */
import { describe, expect, it } from 'vitest';
import { latin1 } from '#shared/base/octets.ts';
import type { Stop } from '#shared/hold/stops.ts';
import { statusAt } from '#shared/waiting/waiting.ts';
import { connect, entriesOf, octets, until } from './harness.ts';
import { answer, armed, armedOutside, at, held, holdsOf, LINE, REQUEST, replayOf, told } from './hold-lab.ts';
import { ProfileLab, pause } from './profile-lab.ts';

describe('the engine, held', () => {
  it('gives no answer until it is released, and then the one it would have given', async () => {
    const lab = new ProfileLab('engine');
    const { client, lane } = await armed(lab, 'engine', [at(16)]);
    client.send(octets(REQUEST));
    expect(await held(lane)).toMatchObject({ consumed: 16, by: at(16) });
    const other = await lab.client();
    expect(await other.send(REQUEST.replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n')).ends()).toContain('200 OK');
    const replay = replayOf(lane);
    expect([replay.request.length, replay.unconsumed.length]).toEqual([16, REQUEST.length - 16]);
    expect(latin1(replay.unconsumed.bytes())).toBe(REQUEST.slice(16));
    expect(answer(lane)).toBe('');

    expect(lab.workers.askGate(lane, { type: 'release', by: 'page' })).toBe('done');
    await until(() => answer(lane).includes('Hello, world!'));
    expect(told(lane)).toBe(`armed consumed:16 held:octet frozen released:page thawed consumed:${REQUEST.length - 16}`);
    const after = replayOf(lane);
    expect(after.mismatches).toEqual([]);
    expect(after.request.boundaries).toEqual([REQUEST.length]);
    expect(after.unconsumed.pending).toBe(false);

    // And nothing stands in the way of the next one.
    client.send(octets(REQUEST));
    await until(() => replayOf(lane).request.log.completeBy(REQUEST.length * 2) === 2);
    expect(told(lane).split(' ')).toHaveLength(7);
  });

  it.each<[string, Stop, number]>([
    ['a state', { kind: 'state', state: 'field-name' }, LINE + 1],
    ['a field', { kind: 'field', name: 'host' }, LINE + 'Host:'.length],
    ['a message', { kind: 'message' }, REQUEST.length],
  ])('stops at %s', async (_what, stop, consumed) => {
    const lab = new ProfileLab('engine');
    const { client, lane } = await armed(lab, 'engine', [stop]);
    client.send(octets(REQUEST + REQUEST));
    expect(await held(lane)).toMatchObject({ consumed, by: stop });
    lab.workers.askGate(lane, { type: 'run' });
    expect(await held(lane, 2)).toMatchObject({ consumed: consumed + REQUEST.length, by: stop });
    expect(replayOf(lane).mismatches).toEqual([]);
  });

  it('goes on by an octet, a token, a line and to the next state', async () => {
    const lab = new ProfileLab('engine');
    const { client, lane } = await armed(lab, 'engine', [], true);
    expect(await held(lane)).toMatchObject({ consumed: 0, by: { kind: 'now' } });
    client.send(octets(REQUEST));
    await until(() => replayOf(lane).unconsumed.length === REQUEST.length);
    const places = [];
    for (const [i, unit] of (['octet', 'token', 'token', 'line', 'state', 'line', 'line'] as const).entries()) {
      lab.workers.askGate(lane, { type: 'step', unit });
      places.push((await held(lane, i + 2)).consumed);
    }
    const second = LINE + 'Host: localhost\r\n'.length;
    expect(places).toEqual([1, 4, 11, LINE, LINE + 1, second, REQUEST.length]);
    await until(() => answer(lane).includes('Hello, world!'));
    expect(replayOf(lane).mismatches).toEqual([]);
  });

  it('holds a FIN behind the octets that came before it', async () => {
    const lab = new ProfileLab('engine');
    const { client, lane } = await armed(lab, 'engine', [at(3)]);
    client.send(octets('GET /he'));
    client.end();
    await until(() => entriesOf(lane).some(({ kind, at: by }) => kind === 'fin' && by === 'server'));
    expect(replayOf(lane).unconsumed).toMatchObject({ length: 4, fin: true });
    expect(answer(lane)).toBe('');
    lab.workers.askGate(lane, { type: 'release', by: 'page' });
    await until(() => answer(lane).includes('400 Bad Request'));
    expect(told(lane)).toMatch(/consumed:4 fin$/);
    expect(replayOf(lane).mismatches).toEqual([]);
  });

  it('does not run out of time while its clock is frozen, and does once it goes on', async () => {
    const lab = new ProfileLab('engine');
    const outside = await armedOutside(lab, [at(4)]);
    outside.client.send('GET /');
    await held(outside.lane);
    const { timer } = statusAt(replayOf(outside.lane), Number.POSITIVE_INFINITY);
    expect(timer).toMatchObject({ name: 'header', ms: 10_000 });
    const left = timer?.frozen ?? 0;
    expect(left).toBeGreaterThan(5000);
    await pause(300);
    lab.workers.askGate(outside.lane, { type: 'freeze', frozen: false });
    const thawed = await until(() => holdsOf(outside.lane).find(({ what }) => what === 'thawed'));
    expect(thawed).toMatchObject({ left });
    lab.workers.askGate(outside.lane, { type: 'freeze', frozen: true });
    const again = await until(() => holdsOf(outside.lane).filter(({ what }) => what === 'frozen')[1]);
    expect(again.what === 'frozen' && again.left).toBeLessThan(left);
  });

  it('hears that its client is gone', async () => {
    const lab = new ProfileLab('engine');
    const { client, lane } = await armed(lab, 'engine', [at(4)]);
    client.send(octets('GET / HTTP'));
    await held(lane);
    client.reset();
    await until(() => lane.serverClosed);
    expect(lab.workers.askGate(lane, { type: 'run' })).toBe('not-held');
    expect(replayOf(lane).unconsumed.length).toBe(6);
  });

  it('may die meanwhile', async () => {
    const lab = new ProfileLab('engine');
    const { client, lane } = await armed(lab, 'engine', [at(4)]);
    client.send(octets('GET / HTTP'));
    await held(lane);
    lab.workers.kill('engine');
    await until(() => lane.serverClosed);
    expect(lab.workers.askGate(lane, { type: 'release', by: 'page' })).toBe('not-held');
    expect(statusAt(replayOf(lane), Number.POSITIVE_INFINITY).hold).toBeNull();
  });

  it('reads no more than it can keep', async () => {
    const lab = new ProfileLab('engine');
    const { client, lane } = await armed(lab, 'engine', [], true);
    client.send(new Uint8Array(8 * 1024 * 1024).fill(0x61));
    await until(() => replayOf(lane).unconsumed.length > 64 * 1024);
    await pause(100);
    expect(replayOf(lane).unconsumed.length).toBeLessThan(1024 * 1024);
    // What it does not read, a RST included, it learns when it goes on.
    client.reset();
    lab.workers.askGate(lane, { type: 'release', by: 'page' });
    await until(() => lane.closed);
  });
});

describe('the next connection', () => {
  it('is held from its accept, and only it', async () => {
    const lab = new ProfileLab('engine');
    const { client, lane } = await armedOutside(lab, [{ kind: 'field', name: 'host' }]);
    expect(lane.facts).toMatchObject({ origin: 'outside', session: null });
    client.send(REQUEST);
    expect(await held(lane)).toMatchObject({ consumed: LINE + 5 });
    const other = await lab.client();
    expect(await other.send(REQUEST.replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n')).ends()).toContain('200 OK');
    expect(holdsOf(await lab.lane(2))).toEqual([]);
    lab.workers.askGate(lane, { type: 'release', by: 'page' });
    await client.gets(/Hello, world!/);
  });

  it('is not, when the request is withdrawn', async () => {
    const lab = new ProfileLab('engine');
    await lab.port();
    lab.workers.holdNext('engine', 'test', [at(1)], false);
    lab.workers.holdNext('engine', 'test', null, false);
    expect(lab.info.hold).toEqual({ next: false });
    expect(await lab.ask(REQUEST.replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n'))).toContain('200 OK');
  });
});

describe('a hold', () => {
  it('ends after its time limit, and says so', async () => {
    const lab = new ProfileLab('engine', { holdTimes: { longestMs: 200 } });
    const { client, lane } = await armed(lab, 'engine', [at(4)]);
    client.send(octets(REQUEST));
    await held(lane);
    await until(() => answer(lane).includes('Hello, world!'));
    expect(told(lane)).toContain('released:time');
  });

  it('ends when its page is gone, not when it comes back soon', async () => {
    const lab = new ProfileLab('engine', { holdTimes: { awayMs: 100 } });
    const { client, lane } = await armed(lab, 'engine', [at(4)]);
    client.send(octets(REQUEST));
    await held(lane);
    lab.workers.holds.away('test');
    lab.workers.holds.back('test');
    await pause(200);
    expect(told(lane)).not.toContain('released');
    lab.workers.holds.away('test');
    await until(() => told(lane).includes('released:left'));
    await until(() => answer(lane).includes('Hello, world!'));
  });

  it('is refused before a server without a gate, and beyond the sixteenth', async () => {
    const lab = new ProfileLab('node-http');
    const { lane } = await connect(lab, 'patient', 'node-http');
    expect(lab.workers.hold(lane, 'test', [], true)).toBe('no-gate');
    expect(lab.workers.holdNext('node-http', 'test', [], true)).toBe('no-gate');
    expect(lab.info.hold).toBeUndefined();

    const engine = new ProfileLab('engine');
    const lanes = await Promise.all(Array.from({ length: 17 }, () => connect(engine, 'patient', 'engine')));
    await until(() => lanes.every(({ lane: one }) => one.accepted));
    const results = lanes.map((one) => engine.workers.hold(one.lane, 'test', [], true));
    expect(results.filter((result) => result === 'done')).toHaveLength(16);
    expect(results.at(-1)).toBe('too-many-holds');
  });
});
