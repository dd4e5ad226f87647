/** All servers of the lab side by side, and recorded connections traced back to what their profile did. */
import { describe, expect, it } from 'vitest';
import { latin1 } from '#shared/base/octets.ts';
import { PROFILES, profileOf } from '#shared/profiles/index.ts';
import { Trace } from '#shared/profiles/replay-trace.ts';
import type { Entry } from '#shared/transcript/record/entries.ts';
import { connect, entriesOf, octets, type TestLab, until } from './harness.ts';
import { ProfileLab, pause } from './profile-lab.ts';
import { wholeLab } from './whole-lab.ts';

const states = ({ workers }: TestLab): string[] =>
  workers.infos().flatMap(({ id, state }) => (state === 'stopped' ? [] : [`${id} ${state}`]));

describe('the lab', () => {
  it('has every server, and runs the engine until somebody asks for another', async () => {
    const lab = wholeLab();
    expect(lab.workers.infos().map(({ id }) => id)).toEqual(['engine', ...PROFILES.map(({ id }) => id), 'node-http']);
    lab.workers.startAll();
    await until(() => states(lab).includes('engine listening'));
    expect(states(lab)).toEqual(['engine listening']);
    const { client, lane } = await connect(lab, 'patient', 'echo');
    client.send(octets('hello'));
    await until(() => lane.serverClosed);
    expect(states(lab)).toEqual(['engine listening', 'echo listening']);
  });

  it('loses one server and keeps the others', async () => {
    const lab = wholeLab();
    const engine = await connect(lab, 'patient', 'engine');
    const upper = await connect(lab, 'patient', 'tcp-upper-select');
    const bad = await connect(lab, 'patient', 'one-page');
    bad.client.send(octets('\xff'));
    await until(() => bad.lane.serverClosed);
    lab.workers.kill('static-threads');
    upper.client.send(octets('a'));
    engine.client.send(octets('GET /hello HTTP/1.1\r\nHost: a\r\n\r\n'));
    for (const { lane } of [engine, upper]) {
      await until(() => entriesOf(lane).some(({ kind, at }) => kind === 'read' && at === 'client'));
      expect(lane.serverEnded).toBe(false);
    }
  });

  it('loses each of them, and neither the engine nor another profile notices', async () => {
    const lab = wholeLab();
    const stateOf = (id: string) => lab.workers.infos().find((info) => info.id === id);
    for (const { id } of PROFILES) lab.workers.start(id);
    await until(() => PROFILES.every(({ id }) => stateOf(id)?.state === 'listening'));
    const engine = await connect(lab, 'patient', 'engine');
    for (const [at, { id }] of PROFILES.entries()) {
      const bystander = id === 'tcp-upper-select' ? 'tcp-upper-tasks' : 'tcp-upper-select';
      if (stateOf(bystander)?.state !== 'listening') lab.workers.start(bystander);
      const upper = await connect(lab, 'patient', bystander);
      lab.workers.kill(id);
      await until(() => stateOf(id)?.state === 'crashed');
      upper.client.send(octets('still there'));
      await until(() => written(entriesOf(upper.lane)) === 'STILL THERE');
      engine.client.send(octets('GET /hello HTTP/1.1\r\nHost: a\r\n\r\n'));
      await until(() => written(entriesOf(engine.lane)).split('HTTP/1.1 200 OK').length === at + 2);
      expect([engine.lane.serverEnded, upper.lane.serverEnded], id).toEqual([false, false]);
      expect(stateOf('engine')?.restarts, id).toBe(0);
    }
  });

  it('listens on loopback only', async () => {
    const server = new ProfileLab('echo');
    await server.port();
    expect(server.info.host).toBe('127.0.0.1');
  });
});

const written = (entries: readonly Entry[]): string =>
  entries.map((entry) => (entry.kind === 'write' && entry.at === 'server' ? latin1(entry.bytes) : '')).join('');

function traced(id: string, entries: readonly Entry[]): Trace {
  const trace = new Trace(profileOf(id)!);
  trace.append(entries);
  return trace;
}

const sentIn = ({ calls }: Trace): string =>
  calls.map(({ call, outcome }) => ('bytes' in call && outcome !== null ? latin1(call.bytes) : '')).join('');

describe('a recorded connection, traced back', () => {
  const CASES: [string, string[]][] = [
    ['web-server-1.0', ['GET / HTTP/1.1\r\n\r\n']],
    ['one-page', ['GET / HTTP/1.1\r\n\r\n']],
    ['static-threads', ['GET / HTTP/1.1\r\n\r\n']],
    ['users-api', ['GET /users HTTP/1.1\r\nHost: example.local\r\n', '\r\n']],
    ['users-api', ['POST /users?name=A&age=1 HTTP/1.1\r\nHost: example.local\r\n\r\n']],
    ['echo', ['hello']],
    ['tcp-upper', ['one', 'two']],
    ['tcp-upper-select', ['one', 'two']],
    ['tcp-upper-tasks', ['one', '\r\n']],
    ['three-answers', ['GET /admin HTTP/1.1\r\n\r\n']],
  ];

  it.each(CASES)('%s after %j wrote the same', async (id, writes) => {
    const server = new ProfileLab(id);
    const { client, lane } = await connect(server, 'patient', id);
    for (const text of writes) client.send(octets(text));
    await until(() => lane.inbound === writes.join('').length);
    await until(() => written(entriesOf(lane)) !== '');
    await pause(50);
    const entries = entriesOf(lane);
    const trace = traced(id, entries);
    expect(trace.strayed).toBe(null);
    expect(sentIn(trace)).toBe(written(entries));
    const closed = entries.some(({ kind }) => kind === 'close');
    const closes = trace.calls.some(({ call, outcome }) => call.call === 'close' && outcome !== null);
    expect(closes).toBe(closed);
  });

  it('says for what the server waits', async () => {
    const server = new ProfileLab('web-server-1.0');
    const { client, lane } = await connect(server, 'patient', 'web-server-1.0');
    client.send(octets('x'.repeat(1024)));
    await until(() => lane.inbound === 1024);
    const [last, before] = traced('web-server-1.0', entriesOf(lane)).calls.slice(-2).reverse();
    expect(last).toMatchObject({ call: { call: 'recv', size: 1024 }, outcome: null });
    expect(before).toMatchObject({ call: { call: 'recv' }, outcome: { value: { length: 1024 } } });
  });
});
