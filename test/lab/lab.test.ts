/** The lab over real sockets and real threads, with a server that needs no parser. */
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { REQUEST_LENIENCIES, type Reading } from '#shared/base/options.ts';
import { readingDigest } from '#shared/http1/parser.ts';
import type { Lane } from '../../apps/server/src/lab/recording/lane.ts';
import { connect, entriesOf, lines, listening, octets, outside, startLab, until } from './harness.ts';

// Threads are started here, beside whatever else the machine does.
/** How the server says the lane is read, once it has accepted it. */
async function readingOf(lane: Lane): Promise<Reading> {
  const open = await until(() => entriesOf(lane).find((entry) => entry.kind === 'open'));
  const { mode, leniencies } = open.options;
  return { mode, leniencies };
}

describe('a connection of the page', () => {
  it('is one lane with both vantages, in the order of cause and effect', async () => {
    const lab = startLab();
    const { client, lane, closed } = await connect(lab);
    client.send(octets('hello'));
    await until(() => lines(entriesOf(lane)).includes('client read 5'));
    client.end();
    await closed;
    await until(() => lane.closed);
    expect(lines(entriesOf(lane)).filter((line) => !line.endsWith('close'))).toEqual([
      'server open',
      'client connect',
      'client write 5',
      'server read 5',
      'server decision',
      'server write 5',
      'client read 5',
      'client fin by client',
      'server fin by client',
      'server fin by server',
      'client fin by server',
    ]);
    expect([...lab.recorder.lanes()]).toHaveLength(1);
  });

  it('numbers entries without gaps, and their times never go back', async () => {
    const lab = startLab();
    const { client, lane } = await connect(lab);
    for (let i = 0; i < 50; i++) client.send(octets(`line ${i}`));
    await until(() => lane.inbound >= 50 * 6);
    client.reset();
    await until(() => lane.closed);
    const entries = entriesOf(lane);
    expect(entries.map((entry) => entry.seq)).toEqual(entries.map((_, i) => i));
    const times = entries.map((entry) => entry.t);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it.each(['patient', 'strict'] as const)(
    'has %s clocks from its accept on when the page wants them',
    async (clocks) => {
      const { lane } = await connect(startLab(), clocks);
      expect(entriesOf(lane)[0]).toMatchObject({ kind: 'open', options: { clocks, origin: 'page', server: 'echo' } });
    },
  );

  it('is read as the page has chosen, and so is one from outside', async () => {
    const lab = startLab({ reads: ['echo'] });
    const first = await connect(lab);
    // A connection may be told of before its server has accepted it.
    await readingOf(first.lane);
    const chosen = { mode: 'rfc', leniencies: ['obs-fold', 'cl-te'] } as const;
    expect(lab.workers.configure('echo', { mode: 'rfc', leniencies: ['cl-te', 'obs-fold'] })).toBe(true);
    expect(lab.workers.infos()[0]?.reading).toEqual(chosen);
    const second = await connect(lab);
    await readingOf(second.lane);
    const options = [first, second]
      .map(({ lane }) => entriesOf(lane)[0])
      .map((entry) => entry?.kind === 'open' && entry.options);
    expect(options[0]).toMatchObject({ mode: 'hardened', leniencies: [] });
    expect(options[1]).toMatchObject({ ...chosen, tableDigest: readingDigest(chosen) });
    const before = new Set(lab.recorder.lanes());
    outside(await listening(lab));
    const lane = await until(() => [...lab.recorder.lanes()].find((one) => !before.has(one)));
    expect(entriesOf(lane)[0]).toMatchObject({ kind: 'open', options: { origin: 'outside', ...chosen } });
  });

  it('is read as it was opened to be, each on its own and all at once, and the next one as the server reads', async () => {
    const lab = startLab({ reads: ['echo'] });
    const set = { mode: 'rfc', leniencies: ['bws'] } as const;
    lab.workers.configure('echo', set);
    const requested: readonly (Reading | undefined)[] = [
      { mode: 'hardened', leniencies: [] },
      { mode: 'rfc', leniencies: [] },
      undefined,
      { mode: 'rfc', leniencies: REQUEST_LENIENCIES },
      ...REQUEST_LENIENCIES.map((name): Reading => ({ mode: 'hardened', leniencies: [name] })),
    ];
    const opened = await Promise.all(requested.map((reading) => connect(lab, 'strict', 'echo', reading)));
    const read = await Promise.all(opened.map(({ lane }) => readingOf(lane)));
    expect(read).toEqual(requested.map((reading) => reading ?? set));
    expect(lab.workers.infos()[0]?.reading).toEqual(set);
    const before = new Set(lab.recorder.lanes());
    outside(await listening(lab));
    const lane = await until(() => [...lab.recorder.lanes()].find((one) => !before.has(one)));
    expect(await readingOf(lane)).toEqual(set);
  });

  it('is not read otherwise where nothing can be chosen', () => {
    const lab = startLab();
    expect(lab.workers.configure('echo', { mode: 'rfc', leniencies: [] })).toBe(false);
    expect(lab.workers.configure('nobody', { mode: 'rfc', leniencies: [] })).toBe(false);
    expect(lab.workers.infos()[0]).not.toHaveProperty('reading');
  });

  it('gives the server five reads for five writes', async () => {
    const lab = startLab();
    for (let i = 0; i < 20; i++) {
      const { client, lane } = await connect(lab);
      for (const piece of ['G', 'ET', ' / ', 'HTTP', '/1.1\r']) client.send(octets(piece));
      await until(() => lane.inbound === 15);
      const reads = lines(entriesOf(lane)).filter((line) => line.startsWith('server read'));
      expect(reads).toEqual([1, 2, 3, 4, 5].map((n) => `server read ${n}`));
      client.reset();
    }
  });

  it('goes on writing to a server that does not read', async () => {
    const lab = startLab();
    const { client, lane } = await connect(lab);
    client.send(octets('deaf'));
    await until(() => lane.inbound === 4);
    for (let i = 0; i < 5; i++) client.send(octets('more'));
    await until(() => lines(entriesOf(lane)).filter((line) => line === 'client write 4').length === 6);
    client.reset();
  });

  it('resets at once after its octets, which are read all the same', async () => {
    const lab = startLab();
    for (let i = 0; i < 30; i++) {
      const { client, lane } = await connect(lab);
      client.send(octets('GET / HT'));
      client.reset();
      await until(() => lane.closed);
      const seen = lines(entriesOf(lane)).filter((line) => /^server (read|fin|reset)/.test(line));
      // Octets that the kernel has not handed over when the RST comes may be lost, the RST never.
      expect(seen.filter((line) => !line.startsWith('server read'))).toEqual(['server reset by client']);
    }
  });

  it('is refused when no server can be reached', async () => {
    const lab = startLab({ openFiles: 1 });
    await expect(connect(lab)).rejects.toThrow('no-descriptors');
  });
});

describe('a read of the client', () => {
  /** How far the client has read ahead of what the server is known to have written: 0 everywhere, if order is kept. */
  function ahead(lane: Lane): number {
    let most = 0;
    let written = 0;
    for (const entry of entriesOf(lane)) {
      if (entry.kind === 'write' && entry.at === 'server') written += entry.bytes.length;
      if (entry.kind === 'read' && entry.at === 'client') written -= entry.length;
      most = Math.max(most, -written);
    }
    expect(written).toBe(0);
    return most;
  }

  it('never stands before the write of the server that caused it', async () => {
    const lab = startLab();
    for (let i = 0; i < 300; i++) {
      const { client, lane } = await connect(lab);
      client.send(octets('x'.repeat(1 + (i % 7))));
      client.end();
      await until(() => lane.closed);
      expect(ahead(lane)).toBe(0);
    }
  });

  it('does not even when this thread is late and much happens at once', async () => {
    const lab = startLab();
    const busy = setInterval(() => {
      for (const end = performance.now() + 3; performance.now() < end; );
    }, 5);
    for (let round = 0; round < 15; round++) {
      const talk = async (): Promise<number> => {
        const { client, lane } = await connect(lab);
        for (let i = 1; i < 6; i++) client.send(octets('x'.repeat(i)));
        client.end();
        await until(() => lane.closed);
        return ahead(lane);
      };
      expect(await Promise.all(Array.from({ length: 40 }, talk))).toEqual(Array.from({ length: 40 }, () => 0));
    }
    clearInterval(busy);
  });
});

it('is the same clock in every thread', async () => {
  const lab = startLab();
  const { lane } = await connect(lab);
  const opened = entriesOf(lane)[0]?.t ?? Number.NaN;
  expect(lab.recorder.now() - opened).toBeLessThan(1000);
  expect(lab.recorder.now() - opened).toBeGreaterThanOrEqual(0);
});

it('shows an outside client as it talks, with strict clocks', async () => {
  const lab = startLab();
  const socket = await outside(await listening(lab));
  socket.write('hello from nc');
  await once(socket, 'data');
  const lane = await until(() => [...lab.recorder.lanes()][0]);
  const entries = entriesOf(lane);
  expect(lane.facts).toMatchObject({ origin: 'outside', session: null, ref: null, number: 1 });
  expect(entries[0]).toMatchObject({ options: { clocks: 'strict', origin: 'outside' } });
  socket.resetAndDestroy();
  await until(() => lane.closed);
  expect(lines(entriesOf(lane)).slice(-2)).toEqual(['server reset by client', 'server close']);
});

/** What a client sees of a server that dies: FIN, or RST when the server had octets unread. */
const END_OF_SERVER = /^client (fin|reset) by server/;

describe('a crash', () => {
  it('is recorded in every open lane of the server, and the server restarts on its port', async () => {
    const lab = startLab();
    const port = await listening(lab);
    const done = await connect(lab);
    done.client.end();
    await until(() => done.lane.closed);
    const quiet = entriesOf(done.lane).length;
    const bystander = await outside(port);
    await until(() => [...lab.recorder.lanes()].length === 2);
    const { client, lane } = await connect(lab);
    client.send(octets('boom'));
    await until(() => lines(entriesOf(lane)).some((line) => END_OF_SERVER.test(line)));
    const told = lines(entriesOf(lane));
    expect(told.indexOf('server crash')).toBeGreaterThan(told.indexOf('server write 4'));
    expect(told.slice(told.indexOf('server crash')).slice(0, 2)).toEqual(['server crash', 'server close']);
    expect(entriesOf(lane).find((entry) => entry.kind === 'crash')).toMatchObject({
      message: 'Error: boom was asked for',
    });
    const [, other] = lab.recorder.lanes();
    expect(lines(entriesOf(other!)).slice(-2)).toEqual(['server crash', 'server close']);
    expect(entriesOf(done.lane)).toHaveLength(quiet);
    expect(lab.workers.infos()[0]).toMatchObject({ state: 'crashed', error: 'Error: boom was asked for' });
    await until(() => lab.workers.infos()[0]?.state === 'listening');
    expect(lab.workers.infos()[0]).toMatchObject({ port, restarts: 1, error: null });
    bystander.destroy();
  });

  it('of one server leaves the lanes of another alone', async () => {
    const lab = startLab({ servers: ['echo', 'other'] });
    const hit = await connect(lab);
    const spared = await connect(lab, 'patient', 'other');
    hit.client.send(octets('boom'));
    await until(() => hit.lane.serverClosed);
    spared.client.send(octets('still here'));
    await until(() => lines(entriesOf(spared.lane)).includes('client read 10'));
    expect(lines(entriesOf(spared.lane))).not.toContain('server crash');
    expect(lab.workers.infos().map(({ state }) => state)).toEqual(['crashed', 'listening']);
  });

  it('comes before the end that the client sees, in every lane', async () => {
    const lab = startLab();
    for (let i = 0; i < 10; i++) {
      const { client, lane } = await connect(lab);
      client.send(octets('x'));
      await until(() => lines(entriesOf(lane)).includes('client read 1'));
      lab.workers.kill('echo');
      await until(() => lines(entriesOf(lane)).some((line) => END_OF_SERVER.test(line)));
      const told = lines(entriesOf(lane));
      const end = told.findIndex((line) => END_OF_SERVER.test(line));
      expect(told.indexOf('server crash'), told.join('\n')).toBeLessThan(end);
    }
  });

  it('can be had from a thread that is stuck', async () => {
    const lab = startLab();
    const { client, lane } = await connect(lab);
    client.send(octets('spin'));
    await until(() => lines(entriesOf(lane)).includes('server write 4'));
    lab.workers.kill('echo');
    await until(() => lines(entriesOf(lane)).some((line) => END_OF_SERVER.test(line)));
    expect(lines(entriesOf(lane))).toContain('server crash');
    client.destroy();
    await expect(connect(lab)).resolves.toMatchObject({});
  });
});

it('takes the next port when the first is taken', async () => {
  const first = startLab();
  const port = await listening(first);
  const blocked = startLab({ firstPort: port });
  expect(await listening(blocked)).toBeGreaterThan(port);
});

it('closes connections over the budget of descriptors at once, and goes on', async () => {
  const lab = startLab({ openFiles: 10 });
  const port = await listening(lab);
  const sockets = await Promise.all(Array.from({ length: 20 }, () => outside(port)));
  await until(() => sockets.filter((socket) => socket.closed).length === 13);
  expect(lab.workers.descriptors.taken).toBe(7);
  for (const socket of sockets) socket.destroy();
  await until(() => lab.workers.descriptors.taken === 0);
  await connect(lab);
});

it('pauses a server by neither reading nor writing, and goes on later', async () => {
  const lab = startLab();
  const { client, lane } = await connect(lab);
  client.send(octets('flood'));
  await until(() => lane.inbound === 5);
  client.pause();
  client.send(octets('more'));
  await new Promise((resolve) => setTimeout(resolve, 300));
  const held = lane.through;
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(lane.through).toBe(held);
  expect(lines(entriesOf(lane))).not.toContain('client write 4');
  client.resume();
  await until(() => lines(entriesOf(lane)).includes('client write 4'));
  await until(() => lane.through > held + 10_000_000);
  client.reset();
});
