/** When observations leave a lab's thread, and what happens when nobody takes them. */
import { describe, expect, it } from 'vitest';
import type { Draft } from '#shared/transcript/record/entries.ts';
import { Flow } from '../../apps/server/src/lab/memory/flow.ts';
import type { FromThread, Observation } from '../../apps/server/src/lab/memory/messages.ts';
import { Outbox } from '../../apps/server/src/lab/thread/outbox.ts';

const read = (length: number): Draft => ({ kind: 'read', at: 'server', length, bytes: new Uint8Array(length) });
const write = (length: number): Draft => ({ kind: 'write', at: 'server', bytes: new Uint8Array(length) });
const CLOSE: Draft = { kind: 'close', at: 'server' };

function outbox(most?: number) {
  const time = { now: 100 };
  const flow = new Flow(undefined, most);
  const posted: Extract<FromThread, { type: 'observations' }>[] = [];
  const box = new Outbox(
    (message) => {
      if (message.type === 'observations') posted.push(message);
    },
    () => time.now,
    flow,
  );
  const observations = (): Observation[] => posted.flatMap((message) => [...message.observations]);
  return { box, flow, time, posted, observations };
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('an outbox', () => {
  it('posts what the page is to see before it happens', () => {
    const { box, posted } = outbox();
    for (let i = 0; i < 3; i++) box.record(1, write(1), true);
    expect(posted).toHaveLength(3);
  });

  it('posts the first observation after a quiet time at once, and a burst together', async () => {
    const { box, posted, time } = outbox();
    for (let i = 0; i < 5; i++) box.record(1, read(1), false);
    expect(posted).toHaveLength(1);
    await nextTurn();
    expect(posted.map(({ observations }) => observations.length)).toEqual([1, 4]);
    time.now += 10;
    box.record(1, read(1), false);
    expect(posted).toHaveLength(3);
  });

  it('takes what waits along with what may not wait, in order', () => {
    const { box, observations } = outbox();
    box.record(1, read(1), false);
    box.record(2, read(2), false);
    box.record(3, write(3), true);
    expect(observations().map(({ connection }) => connection)).toEqual([1, 2, 3]);
  });

  it('counts the octets of outside connections that are not being read, and reports their end', () => {
    const { box, flow, posted, observations } = outbox(10_000);
    for (let i = 0; i < 30; i++) {
      box.record(1, read(1000), false);
      box.record(2, write(1000), false);
    }
    box.record(1, CLOSE, false);
    box.flush();
    const [gap, close] = observations().slice(-2);
    const told = observations().filter(({ connection, draft }) => connection === 1 && draft.kind === 'read').length;
    expect(told).toBeLessThan(10);
    expect(gap?.draft).toEqual({
      kind: 'dropped',
      at: 'server',
      entries: 30 - told,
      inbound: (30 - told) * 1000,
      outbound: 0,
    });
    expect(close?.draft.kind).toBe('close');
    for (const { cost } of posted) flow.taken(cost);
    box.record(2, write(1), false);
    box.flush();
    expect(
      observations()
        .slice(-2)
        .map(({ draft }) => draft.kind),
    ).toEqual(['dropped', 'write']);
  });

  it('never counts what the page carries', () => {
    const { box, observations } = outbox(10_000);
    for (let i = 0; i < 30; i++) box.record(1, read(1000), true);
    expect(observations()).toHaveLength(30);
  });
});
