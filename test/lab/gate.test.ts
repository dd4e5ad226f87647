/** The gate alone: where it stops, that its steps sum up; and the clock that stands still. */
import { describe, expect, it } from 'vitest';
import { fromLatin1 } from '#shared/base/octets.ts';
import { STEP_UNITS, type StepUnit, type Stop } from '#shared/hold/stops.ts';
import { Gate, type HoldDraft } from '../../apps/server/src/lab/gate/gate.ts';
import { HeldTimer } from '../../apps/server/src/lab/gate/held-timer.ts';
import { CHUNKED, digestsOf, LENGTH, Reading, STREAM } from './gate-reading.ts';

function gateOf(reading: Reading) {
  const drafts: HoldDraft[] = [];
  const gate = new Gate({
    stands: 'behind-read',
    consumer: reading,
    timer: null,
    record: (draft) => drafts.push(draft),
  });
  return { gate, drafts };
}

/** Lets `octets` come to a gate armed with `stops`, and goes on at each stop; where it was held. */
function stopsIn(octets: string, stops: readonly Stop[]): number[] {
  const reading = new Reading();
  const { gate } = gateOf(reading);
  gate.arm(stops, false);
  const held: number[] = [];
  let bytes = fromLatin1(octets);
  while (bytes.length > 0) {
    bytes = bytes.subarray(gate.pass(bytes));
    if (gate.held) held.push(gate.consumed);
    gate.run();
  }
  return held;
}

/** The same by steps. */
function stepsIn(octets: string, unit: StepUnit): number[] {
  const reading = new Reading();
  const { gate } = gateOf(reading);
  gate.arm([], true);
  const ends: number[] = [];
  let bytes = fromLatin1(octets);
  while (bytes.length > 0) {
    gate.step(unit);
    bytes = bytes.subarray(gate.pass(bytes));
    ends.push(gate.consumed);
  }
  expect(reading.digests).toEqual(digestsOf(octets));
  return ends;
}

describe('a gate', () => {
  it('stops after octets, on entering a state, after a field’s name, between messages', () => {
    expect(stopsIn(STREAM, [{ kind: 'octet', after: 1 }])).toEqual([1]);
    expect(stopsIn(STREAM, [{ kind: 'message' }])).toEqual([27, 27 + CHUNKED.length, STREAM.length]);
    expect(stopsIn(CHUNKED, [{ kind: 'state', state: 'chunk-data' }])).toEqual([CHUNKED.indexOf('hello')]);
    expect(stopsIn(STREAM, [{ kind: 'field', name: 'host' }])).toEqual(
      [...STREAM.matchAll(/Host:/g)].map(({ index }) => index + 5),
    );
    expect(stopsIn(CHUNKED, [{ kind: 'field', name: 'hos' }])).toEqual([]);
  });

  it('stops at whichever comes first, inside content too', () => {
    const content = LENGTH.indexOf('abc');
    const stops: Stop[] = [{ kind: 'message' }, { kind: 'octet', after: content + 5 }];
    expect(stopsIn(LENGTH, stops)).toEqual([content + 5, LENGTH.length]);
  });

  it.each(STEP_UNITS)('takes steps of a %s that sum up to everything', (unit) => {
    const ends = stepsIn(STREAM, unit);
    expect(ends.at(-1)).toBe(STREAM.length);
    expect(new Set(ends).size).toBe(ends.length);
    if (unit === 'octet') expect(ends).toHaveLength(STREAM.length);
    if (unit === 'line') expect(ends).toHaveLength(STREAM.split('\n').length - 1);
  });

  it('passes nothing while it holds, and everything once it is open', () => {
    const reading = new Reading();
    const { gate } = gateOf(reading);
    gate.arm([], true);
    expect(gate.pass(fromLatin1('GET'))).toBe(0);
    gate.release('page');
    expect(gate.open).toBe(true);
    gate.step('octet');
    gate.run();
    expect([gate.open, gate.held]).toEqual([true, false]);
  });
});

describe('a paused timer', () => {
  it('resumes with the time left, and stays paused when started meanwhile', async () => {
    let now = 0;
    const timer = new HeldTimer(() => now);
    const ranOut = new Promise<void>((resolve) => {
      timer.make(resolve);
    });
    timer.start(1000);
    now = 400;
    expect(timer.freeze()).toBe(600);
    now = 5000;
    expect(timer.freeze()).toBe(600);
    expect(timer.thaw()).toBe(600);
    now = 5100;
    expect(timer.freeze()).toBe(500);
    timer.stop();
    expect(timer.thaw()).toBeNull();
    expect(timer.freeze()).toBeNull();
    timer.start(1);
    expect(timer.thaw()).toBe(1);
    await ranOut;
  });
});
