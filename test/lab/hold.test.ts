/** Holding real servers on real sockets: the client waits, the others do not, and it ends in every way it may. */
import { describe, expect, it, vi } from 'vitest';
import type { Lane } from '../../apps/server/src/lab/lane.ts';
import type { HeldBy, Stop } from '../../shared/hold/stops.ts';
import { latin1 } from '../../shared/octets.ts';
import type { Entry, HoldEntry } from '../../shared/transcript/entries.ts';
import { Replay } from '../../shared/transcript/replay.ts';
import { statusAt } from '../../shared/transcript/waiting.ts';
import { connect, entriesOf, octets, until } from './harness.ts';
import { ProfileLab, pause } from './profile-lab.ts';

vi.setConfig({ testTimeout: 30_000 });

const REQUEST = 'GET /hello HTTP/1.1\r\nHost: localhost\r\n\r\n';
const LINE = 'GET /hello HTTP/1.1\r\n'.length;

const holdsOf = (lane: Lane): HoldEntry[] =>
  entriesOf(lane).filter((entry: Entry): entry is HoldEntry => entry.kind === 'hold');

/** What the gate did, in words: `armed consumed:16 held:octet`. */
const told = (lane: Lane): string =>
  holdsOf(lane)
    .map((entry) => {
      if (entry.what === 'consumed') return `consumed:${entry.octets}`;
      if (entry.what === 'held' || entry.what === 'released')
        return `${entry.what}:${typeof entry.by === 'string' ? entry.by : entry.by.kind}`;
      return entry.what;
    })
    .join(' ');

/** Where it is held, once it is for the `nth` time. */
const held = (lane: Lane, nth = 1): Promise<{ consumed: number; by: HeldBy }> =>
  until(() => holdsOf(lane).flatMap((entry) => (entry.what === 'held' ? [entry] : []))[nth - 1]);

function replayOf(lane: Lane): Replay {
  const replay = new Replay();
  replay.append(entriesOf(lane));
  return replay;
}

const answer = (lane: Lane): string => latin1(replayOf(lane).response.bytes());

const at = (after: number): Stop => ({ kind: 'octet', after });

async function armed(lab: ProfileLab, server: string, stops: readonly Stop[], now = false) {
  const connected = await connect(lab, 'patient', server);
  await until(() => connected.lane.accepted);
  expect(lab.workers.hold(connected.lane, 'test', stops, now)).toBe('done');
  await until(() => told(connected.lane).startsWith('armed'));
  return connected;
}

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

/** An outside client whose connection is held from its accept. */
async function armedOutside(lab: ProfileLab, stops: readonly Stop[], now = false) {
  await lab.port();
  const { id } = lab.info;
  expect(lab.workers.holdNext(id, 'test', stops, now)).toBe('done');
  expect(lab.info.hold).toEqual({ next: true });
  const client = await lab.client();
  const lane = await lab.lane(1);
  await until(() => told(lane).startsWith('armed'));
  expect(lab.info.hold).toEqual({ next: false });
  return { client, lane };
}

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

  it('is not, when the wish is taken back', async () => {
    const lab = new ProfileLab('engine');
    await lab.port();
    lab.workers.holdNext('engine', 'test', [at(1)], false);
    lab.workers.holdNext('engine', 'test', null, false);
    expect(lab.info.hold).toEqual({ next: false });
    expect(await lab.ask(REQUEST.replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n'))).toContain('200 OK');
  });
});

describe('a serial tutorial server, held', () => {
  const ID = 'web-server-1.0';

  it('waits in its recv, and keeps the next client in the backlog', async () => {
    const lab = new ProfileLab(ID);
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

describe('a hold', () => {
  it('ends by itself when it has lasted too long, and says so', async () => {
    const lab = new ProfileLab('engine', { longestMs: 200 });
    const { client, lane } = await armed(lab, 'engine', [at(4)]);
    client.send(octets(REQUEST));
    await held(lane);
    await until(() => answer(lane).includes('Hello, world!'));
    expect(told(lane)).toContain('released:time');
  });

  it('ends when its page is gone, not when it comes back soon', async () => {
    const lab = new ProfileLab('engine', { awayMs: 100 });
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
    const deeds = lanes.map((one) => engine.workers.hold(one.lane, 'test', [], true));
    expect(deeds.filter((deed) => deed === 'done')).toHaveLength(16);
    expect(deeds.at(-1)).toBe('too-many-holds');
  });
});
