/** What profiles record on real sockets is enough to run each connection again alone: whatever it was sent, no trace strays. */
import { describe, expect, it } from 'vitest';
import { latin1 } from '#shared/base/octets.ts';
import { PROFILES, profileOf } from '#shared/profiles/index.ts';
import { Trace } from '#shared/profiles/replay-trace.ts';
import type { Shortcoming } from '#shared/profiles/shortcomings.ts';
import type { Entry } from '#shared/transcript/record/entries.ts';
import type { Client } from '../engine/client.ts';
import { probed } from '../profiles/probed.ts';
import { entriesOf, until } from './harness.ts';
import { ProfileLab, pause } from './profile-lab.ts';

async function traced(id: string, entries: readonly Entry[]): Promise<Trace> {
  const trace = new Trace(await probed(id));
  trace.append(entries);
  return trace;
}

/** A client of a server that may be dying of what the one before has sent; it is started again as often as it takes. */
async function clientOf(server: ProfileLab, id: string): Promise<Client> {
  for (let tries = 1; ; tries++) {
    if (server.info.state !== 'listening') server.workers.start(id);
    await until(() => server.info.state === 'listening');
    try {
      return await server.client();
    } catch (error) {
      if (tries === 50) throw error;
      await pause(100);
    }
  }
}

const lanesOf = (server: ProfileLab) => [...server.recorder.lanes()];

const kept = (entries: readonly Entry[]): string[] =>
  entries.flatMap((entry) =>
    entry.kind === 'call' ? [`${entry.call} ${entry.what} ${entry.error ?? latin1(entry.bytes)}`.trim()] : [],
  );

/** Sends what shows a shortcoming, until a server that did not die of the one before has taken it. */
async function triggered(server: ProfileLab, id: string, { writes, after }: Shortcoming): Promise<void> {
  const before = lanesOf(server).length;
  for (let tries = 1; lanesOf(server).length === before; tries++) {
    expect(tries, 'never accepted').toBeLessThan(50);
    const client = await clientOf(server, id);
    for (const text of writes) {
      client.send(text);
      await pause(20);
    }
    if (after === 'reset') client.socket.resetAndDestroy();
    else client.fin();
    await until(() => lanesOf(server).length > before || client.socket.destroyed);
  }
  await server.workers.settled(await until(() => lanesOf(server)[before]));
}

describe.each(PROFILES.filter(({ transport }) => transport === 'tcp').map(({ id }) => ({ id })))('$id', ({ id }) => {
  it('is traced back, even when its shortcomings are triggered', async () => {
    const server = new ProfileLab(id);
    for (const shortcoming of profileOf(id)?.shortcomings ?? []) await triggered(server, id, shortcoming);
    const lanes = lanesOf(server);
    expect(lanes.length).toBeGreaterThan(1);
    for (const lane of lanes) {
      const entries = entriesOf(lane);
      const trace = await traced(id, entries);
      expect(trace.strayed, JSON.stringify(entries)).toBe(null);
      expect(trace.lost).toBe(false);
      const killed = entries.find(({ kind }) => kind === 'crash');
      if (trace.died === null) expect(killed).toBe(undefined);
    }
  });
});

describe('the recording', () => {
  it('is a load in the lane of the thread that made it', async () => {
    const server = new ProfileLab('static-threads');
    const [first, second] = [await server.client(), await server.client()];
    await server.lane(2);
    second.send('GET / HTTP/1.1\r\n\r\n');
    await second.ends();
    first.send('GET /none HTTP/1.1\r\n\r\n');
    await first.ends();
    for (const n of [1, 2]) await server.lines(n, 'server close');
    const [one, two] = lanesOf(server).map((lane) => kept(entriesOf(lane)));
    // What the second finds depends on whether the first has stored its own by then.
    const load = expect.stringMatching(/^load answered [012]$/);
    const page = expect.stringMatching(/^readFile answered <!doctype html>/);
    expect(one).toEqual(['load answered 0', 'isFile answered false']);
    expect(two).toEqual([load, 'isFile answered true', page, load]);
  });

  it('is a send that waits until the client reads', async () => {
    const server = new ProfileLab('tcp-upper');
    const client = await server.client();
    client.socket.pause();
    const lane = await server.lane(1);
    for (let i = 0; i < 400 && !kept(entriesOf(lane)).includes('send waits'); i++) {
      client.send('x'.repeat(65_536));
      await pause(5);
    }
    expect(kept(entriesOf(lane))).toEqual(['send waits']);
    const waiting = await traced('tcp-upper', entriesOf(lane));
    expect(waiting.calls.at(-1)).toMatchObject({ call: { call: 'sendall' }, outcome: null });
    client.socket.resume();
    await until(() => kept(entriesOf(lane))[1] === 'send answered');
    expect((await traced('tcp-upper', entriesOf(lane))).strayed).toBe(null);
  });

  it('are the options a profile runs with', async () => {
    const server = new ProfileLab('users-api');
    (await server.client()).fin();
    const [open] = entriesOf(await server.lane(1));
    expect(open).toMatchObject({ kind: 'open', options: { profile: { once: false, name: 'example.local' } } });
  });
});
