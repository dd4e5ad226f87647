/** What the recorder keeps, what it drops, and that every reader sees each entry once and in order. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ENGINE_LIMITS, STRICT_TIMEOUTS } from '#shared/base/options.ts';
import { span } from '#shared/transcript/record/codec.ts';
import { type Draft, type Entry, TRANSCRIPT_FORMAT } from '#shared/transcript/record/entries.ts';
import { Lane } from '../../apps/server/src/lab/recording/lane.ts';
import { Recorder } from '../../apps/server/src/lab/recording/recorder.ts';
import { entriesOf } from './harness.ts';

const FACTS = { server: 'echo', origin: 'outside', session: null, ref: null } as const;

const OPEN: Draft = {
  kind: 'open',
  at: 'server',
  local: '127.0.0.1:8100',
  remote: '127.0.0.1:50000',
  options: {
    format: TRANSCRIPT_FORMAT,
    engineVersion: 'test',
    tableDigest: 'none',
    server: 'echo',
    origin: 'outside',
    mode: 'hardened',
    leniencies: [],
    clocks: 'strict',
    limits: ENGINE_LIMITS,
    timeouts: STRICT_TIMEOUTS,
    startedAt: 0,
  },
};

const read = (length: number): Draft => ({ kind: 'read', at: 'server', length, bytes: new Uint8Array(length) });
const write = (length: number): Draft => ({ kind: 'write', at: 'server', bytes: new Uint8Array(length) });
const CLOSE: Draft = { kind: 'close', at: 'server' };

function laneOf(bound: number, drafts: readonly Draft[]): Lane {
  const lane = new Lane({ ...FACTS, number: 1 }, bound);
  drafts.forEach((draft, i) => {
    lane.append(draft, i);
  });
  return lane;
}

/** As the page takes entries: strictly by number; a gap takes the place of what it covers. */
function take(page: Entry[], entries: readonly Entry[]): void {
  for (const entry of entries) {
    const last = page.at(-1);
    const next = last === undefined ? 0 : last.seq + span(last);
    expect(entry.seq).toBeLessThanOrEqual(next);
    if (entry.seq < next) expect(entry.kind).toBe('dropped');
    while (page.length > 0 && (page.at(-1) as Entry).seq >= entry.seq) page.pop();
    page.push(entry);
  }
}

describe('a lane', () => {
  it('keeps its newest octets, and counts the dropped ones after its first entry', () => {
    const drafts = [OPEN, ...Array.from({ length: 100 }, (_, i) => (i % 2 === 0 ? read(1000) : write(10)))];
    const lane = laneOf(20_000, drafts);
    expect(lane.weight).toBeLessThanOrEqual(20_000);
    const entries = entriesOf(lane);
    const [open, gap, next] = entries;
    expect(open?.kind).toBe('open');
    if (gap?.kind !== 'dropped') throw new Error('no gap');
    expect(gap.seq).toBe(1);
    expect(next?.seq).toBe(1 + gap.entries);
    expect(entries.at(-1)?.seq).toBe(100);
    const kept = entries.slice(2);
    const inbound = kept.reduce((sum, entry) => sum + (entry.kind === 'read' ? entry.length : 0), 0);
    const outbound = kept.reduce((sum, entry) => sum + (entry.kind === 'write' ? entry.bytes.length : 0), 0);
    expect([gap.inbound + inbound, gap.outbound + outbound]).toEqual([50_000, 500]);
  });

  it('has one gap, whoever dropped: that of a flooded thread swallows what lies before it', () => {
    const lost: Draft = { kind: 'dropped', at: 'server', entries: 5, inbound: 70, outbound: 7 };
    const lane = laneOf(1_000_000, [OPEN, read(30), write(3), lost, read(1), lost, write(2)]);
    const entries = entriesOf(lane);
    expect(entries.map(({ kind, seq }) => [kind, seq])).toEqual([
      ['open', 0],
      ['dropped', 1],
      ['write', 14],
    ]);
    expect(entries[1]).toMatchObject({ entries: 13, inbound: 171, outbound: 17 });
  });

  it('never goes back in time', () => {
    const lane = new Lane({ ...FACTS, number: 1 });
    for (const t of [5, 4, 6]) lane.append(CLOSE, t);
    expect(entriesOf(lane).map(({ t }) => t)).toEqual([5, 5, 6]);
  });

  it('gives every reader each entry once and in order, at any speed and from any start', () => {
    const drafts = fc.array(
      fc.oneof(
        fc.nat(3000).map((n) => read(n + 1)),
        fc.nat(3000).map(write),
      ),
      { maxLength: 60 },
    );
    const readers = fc.array(fc.record({ every: fc.integer({ min: 1, max: 40 }), most: fc.nat(5000) }), {
      maxLength: 4,
    });
    const check = (all: Draft[], plans: { every: number; most: number }[]): void => {
      const lane = new Lane({ ...FACTS, number: 1 }, 20_000);
      const pages = plans.map((plan) => ({ ...plan, cursor: lane.cursor(0), page: [] as Entry[] }));
      [OPEN, ...all].forEach((draft, i) => {
        lane.append(draft, i);
        for (const { every, most, cursor, page } of pages) {
          if (i % every === 0) take(page, lane.read(cursor, most));
        }
      });
      const truth = entriesOf(lane);
      for (const { page } of pages) {
        // Comes back, as after a lost connection.
        const cursor = lane.cursor(page.reduce((next, entry) => Math.max(next, entry.seq + span(entry)), 0));
        for (let more = lane.read(cursor, 1); more.length > 0; more = lane.read(cursor, 1)) take(page, more);
        expect(cursor.weight).toBe(lane.through);
        expect(page.at(-1)).toEqual(truth.at(-1));
        const hasGap = page.some((entry) => entry.kind === 'dropped');
        if (hasGap) expect(page.filter((entry) => entry.kind === 'dropped')).toHaveLength(1);
        else expect(page).toHaveLength(1 + all.length);
      }
    };
    fc.assert(fc.property(drafts, readers, check));
  });

  it('takes a position beyond its end for its end', () => {
    const lane = laneOf(20_000, [OPEN, read(1)]);
    expect(lane.read(lane.cursor(99), 1)).toEqual([]);
  });
});

describe('the recorder', () => {
  const clock = (): number => 1;
  const bounds = { lane: 10_000, total: 30_000, lanes: 3 };
  const numbers = (recorder: Recorder): number[] => [...recorder.lanes()].map((lane) => lane.facts.number);

  function recorded(recorder: Recorder, facts: Parameters<Recorder['add']>[0], drafts: readonly Draft[]): Lane {
    const lane = recorder.add(facts);
    if (lane === null) throw new Error('no room');
    for (const draft of drafts) recorder.append(lane, draft);
    return lane;
  }

  it('forgets the oldest closed lane when there are too many', () => {
    const recorder = new Recorder(clock, bounds);
    recorded(recorder, FACTS, [OPEN]);
    recorded(recorder, FACTS, [OPEN, CLOSE]);
    recorded(recorder, FACTS, [OPEN, CLOSE]);
    recorded(recorder, FACTS, [OPEN]);
    expect(numbers(recorder)).toEqual([1, 3, 4]);
  });

  it('does not record one more outside connection when all are open, but makes room for the page', () => {
    const recorder = new Recorder(clock, bounds);
    for (let i = 0; i < 3; i++) recorded(recorder, FACTS, [OPEN]);
    expect(recorder.add(FACTS)).toBeNull();
    const page = { ...FACTS, origin: 'page', session: 's', ref: 1 } as const;
    for (let i = 0; i < 3; i++) recorded(recorder, page, [OPEN]);
    expect(numbers(recorder)).toEqual([4, 5, 6]);
    expect(recorder.add(page)).toBeNull();
  });

  it('stays under its total: closed lanes go first, then the heaviest drops', () => {
    const recorder = new Recorder(clock, { lane: 100_000, total: 30_000, lanes: 100 });
    const closed = recorded(recorder, FACTS, [OPEN, read(20_000), CLOSE]);
    const heavy = recorded(recorder, FACTS, [OPEN, read(9000)]);
    expect(numbers(recorder)).toEqual([2]);
    recorder.append(closed, read(1));
    for (let i = 0; i < 10; i++) recorder.append(heavy, write(9000));
    const light = recorded(recorder, FACTS, [OPEN, read(100)]);
    expect(recorder.weight).toBeLessThanOrEqual(30_000);
    expect(recorder.weight).toBe(heavy.weight + light.weight);
    expect(entriesOf(heavy)[1]?.kind).toBe('dropped');
    expect(entriesOf(light)).toHaveLength(2);
  });

  it('weighs 200 lanes of 64 MiB within 256 MiB', () => {
    const recorder = new Recorder(clock);
    const piece = new Uint8Array(1024 * 1024);
    for (let i = 0; i < 10; i++) {
      const lane = recorded(recorder, FACTS, [OPEN]);
      for (let n = 0; n < 70; n++) recorder.append(lane, { kind: 'write', at: 'server', bytes: piece });
      expect(lane.weight).toBeLessThanOrEqual(64 * 1024 * 1024);
    }
    expect(recorder.weight).toBeLessThanOrEqual(256 * 1024 * 1024);
  });
});
