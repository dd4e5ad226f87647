/** Octets cut on purpose, over real sockets: every piece is a read, pauses are kept, and what waits can be given up. */
import { describe, expect, it } from 'vitest';
import { type Cut, cutsEverywhere } from '#shared/composer/pieces.ts';
import { connect, entriesOf, lines, octets, startLab, until } from './harness.ts';
import { ProfileLab } from './profile-lab.ts';
import { wholeLab } from './whole-lab.ts';

const REQUEST = octets('GET /hello HTTP/1.1\r\nHost: localhost\r\n\r\n');

/** Twenty pieces of different lengths. */
const NINETEEN: readonly Cut[] = Array.from({ length: 19 }, (_, i) => ({ at: 1 + 2 * i, pauseMs: 0 }));

const readsIn = (all: readonly string[]) => all.filter((line) => line.startsWith('server read'));

describe('twenty pieces', () => {
  it('are twenty reads of the engine, which answers once', async () => {
    const { client, lane } = await connect(wholeLab(), 'patient', 'engine');
    client.send(REQUEST, NINETEEN);
    const all = await until(() => {
      const found = lines(entriesOf(lane));
      return found.some((line) => line.startsWith('server write')) && found;
    });
    const lengths = [1, ...Array.from({ length: 18 }, () => 2), REQUEST.length - 37];
    expect(readsIn(all)).toEqual(lengths.map((length) => `server read ${length}`));
  });

  it('are twenty reads of tcp-upper, each answered separately', async () => {
    const { client, lane } = await connect(new ProfileLab('tcp-upper'), 'patient', 'tcp-upper');
    client.send(octets('abcdefghijklmnopqrst'), cutsEverywhere(20, 0) ?? []);
    await until(() => lane.inbound === 20);
    await until(() => lines(entriesOf(lane)).filter((line) => line === 'server write 1').length === 20);
    expect(readsIn(lines(entriesOf(lane)))).toEqual(Array.from({ length: 20 }, () => 'server read 1'));
  });
});

describe('a pause', () => {
  it('begins when the piece before was read', async () => {
    const { client, lane } = await connect(startLab());
    client.send(octets('onetwo'), [{ at: 3, pauseMs: 120 }]);
    await until(() => lane.inbound === 6);
    const entries = entriesOf(lane);
    const read = entries.find(({ kind, at }) => kind === 'read' && at === 'server');
    const [, second] = entries.filter(({ kind, at }) => kind === 'write' && at === 'client');
    // Timers of Node count whole milliseconds, and may be one early.
    expect((second?.t ?? 0) - (read?.t ?? 0)).toBeGreaterThanOrEqual(118);
  });

  it('can be given up with all that waits; the connection goes on', async () => {
    const { client, lane } = await connect(startLab());
    client.send(octets('onetwothree'), [
      { at: 3, pauseMs: 60_000 },
      { at: 6, pauseMs: 60_000 },
    ]);
    await until(() => lane.inbound === 3);
    expect(client.queued).toBe(8);
    expect(client.cancel()).toBe('done');
    expect(client.queued).toBe(0);
    client.send(octets('four'));
    await until(() => lane.inbound === 7);
    expect(readsIn(lines(entriesOf(lane)))).toEqual(['server read 3', 'server read 4']);
  });

  it('ends with the connection', async () => {
    const { client, lane, closed } = await connect(startLab());
    client.send(octets('onetwo'), [{ at: 3, pauseMs: 60_000 }]);
    await until(() => lane.inbound === 3);
    client.reset();
    await closed;
    expect(client.queued).toBe(0);
    expect(client.cancel()).toBe('over');
  });
});

it('sends a cut datagram as two, and gives up the second', async () => {
  const { client, lane } = await connect(new ProfileLab('udp-upper'), 'patient', 'udp-upper');
  client.send(octets('onetwothree'), [
    { at: 3, pauseMs: 0 },
    { at: 6, pauseMs: 60_000 },
  ]);
  await until(() => lane.inbound === 6);
  expect(client.cancel()).toBe('done');
  expect(client.queued).toBe(0);
  expect(readsIn(lines(entriesOf(lane)))).toEqual(['server read 3', 'server read 3']);
});
