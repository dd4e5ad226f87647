/** Lanes: what a transcript says about waiting, working and being answered. */
import { describe, expect, it } from 'vitest';
import { utf8 } from '#shared/base/octets.ts';
import { ENGINE_LIMITS, STRICT_TIMEOUTS } from '#shared/base/options.ts';
import { interleavingOf, lostVisits, pictureOf, timeIn, totalsOf, visitsOf } from '#shared/labs/lanes.ts';
import { type Draft, type Entry, TRANSCRIPT_FORMAT } from '#shared/transcript/record/entries.ts';

const OPEN: Draft = {
  kind: 'open',
  at: 'server',
  local: '127.0.0.1:8103',
  remote: '127.0.0.1:50000',
  options: {
    format: TRANSCRIPT_FORMAT,
    engineVersion: '0',
    tableDigest: '',
    server: 'tcp-upper',
    origin: 'page',
    mode: 'hardened',
    leniencies: [],
    clocks: 'patient',
    limits: ENGINE_LIMITS,
    timeouts: STRICT_TIMEOUTS,
    startedAt: 0,
  },
};
const CONNECT: Draft = { kind: 'connect', at: 'client', local: '127.0.0.1:50000', remote: '127.0.0.1:8103' };
const asks: Draft = { kind: 'write', at: 'client', bytes: utf8('a') };
const serverReads: Draft = { kind: 'read', at: 'server', length: 1, bytes: utf8('a') };
const serverWrites: Draft = { kind: 'write', at: 'server', bytes: utf8('A') };
const gets: Draft = { kind: 'read', at: 'client', length: 1 };
const closes: Draft = { kind: 'close', at: 'server' };
const loads = (value: number): Draft => ({
  kind: 'call',
  at: 'server',
  call: 'load',
  what: 'answered',
  bytes: utf8(`${value}`),
});

const transcript = (...happened: readonly (readonly [number, Draft])[]): Entry[] =>
  happened.map(([t, draft], seq) => ({ ...draft, seq, t }) as Entry);

describe('a lane', () => {
  it('waits in the backlog, then for octets, is worked on, and is closed', () => {
    const { segments, marks } = pictureOf(
      transcript(
        [0, CONNECT],
        [5, asks],
        [100, OPEN],
        [101, serverReads],
        [103, serverWrites],
        [104, gets],
        [110, closes],
      ),
    );
    expect(segments).toEqual([
      { phase: 'backlog', start: 0, end: 100 },
      { phase: 'waits', start: 100, end: 101 },
      { phase: 'works', start: 101, end: 103 },
      { phase: 'waits', start: 103, end: 110 },
    ]);
    expect(marks.map(({ what }) => what)).toEqual(['connect', 'accept', 'read', 'write', 'close']);
  });

  it('has its moment in the backlog also where the accept was recorded first', () => {
    const { segments } = pictureOf(transcript([3, OPEN], [2, CONNECT]));
    expect(segments).toEqual([
      { phase: 'backlog', start: 2, end: 3 },
      { phase: 'waits', start: 3, end: null },
    ]);
  });

  it('counts what lasts up to now', () => {
    expect(timeIn(pictureOf(transcript([10, CONNECT])), 'backlog', 35)).toBe(25);
  });

  it('has waited in vain when its client goes before it is accepted', () => {
    const { segments } = pictureOf(transcript([0, CONNECT], [40, { kind: 'reset', at: 'client', by: 'client' }]));
    expect(segments).toEqual([{ phase: 'backlog', start: 0, end: 40 }]);
  });

  it('is answered by the last octets before it asks again', () => {
    const { asked } = pictureOf(transcript([0, OPEN], [1, asks], [4, gets], [6, gets], [9, asks]));
    expect(asked).toEqual([
      { at: 1, answered: 6 },
      { at: 9, answered: null },
    ]);
  });
});

describe('totals', () => {
  const lane = (start: number, took: number) =>
    pictureOf(transcript([start, OPEN], [start, asks], [start + took, gets]));

  it('are none before an answer', () =>
    expect(totalsOf([pictureOf(transcript([0, OPEN], [1, asks]))])).toEqual({
      answered: 0,
      median: null,
      worst: null,
      perSecond: null,
    }));

  it('are the median, the worst and the answers per second', () => {
    expect(totalsOf([lane(0, 10), lane(0, 30), lane(400, 100)])).toEqual({
      answered: 3,
      median: 30,
      worst: 100,
      perSecond: 6,
    });
    expect(totalsOf([lane(0, 10), lane(0, 30)]).median).toBe(20);
  });
});

describe('the race', () => {
  const visit = (t: number, value: number) => pictureOf(transcript([t, OPEN], [t, loads(value)], [t + 9, loads(99)]));

  it('loses a visit for each number loaded twice', () => {
    const visits = visitsOf([visit(5, 1), visit(2, 0), visit(3, 0)]);
    expect(visits.map(({ lane, loaded, shared }) => [lane, loaded, shared])).toEqual([
      [1, 0, true],
      [2, 0, true],
      [0, 1, false],
    ]);
    expect(lostVisits(visits)).toBe(1);
  });

  it('loses none in a row', () => expect(lostVisits(visitsOf([visit(1, 0), visit(2, 1)]))).toBe(0));
});

describe('the interleaving at the visit counter', () => {
  const visit = (loaded: number, loadedAt: number, readAt: number) =>
    pictureOf(
      transcript([loadedAt, OPEN], [loadedAt, loads(loaded)], [readAt, serverReads], [readAt + 1, serverWrites]),
    );

  it('shows the store that says what was said before', () => {
    const steps = interleavingOf([visit(4, 10, 30), visit(4, 20, 40)]);
    expect(steps.map(({ lane, what, value, lost }) => `${lane} ${what} ${value}${lost ? ' lost' : ''}`)).toEqual([
      '0 loads 4',
      '1 loads 4',
      '0 stores 5',
      '1 stores 5 lost',
    ]);
  });

  it('shows a late store take the counter back', () => {
    const steps = interleavingOf([visit(4, 10, 90), visit(4, 20, 30), visit(5, 40, 50)]);
    expect(steps.filter(({ lost }) => lost).map(({ lane, value }) => [lane, value])).toEqual([[0, 5]]);
    expect(steps.at(-1)).toMatchObject({ lane: 0, what: 'stores', value: 5, lost: true });
  });

  it('loses nothing where each stores before the next loads', () => {
    const steps = interleavingOf([visit(0, 10, 11), visit(1, 20, 21)]);
    expect(steps.map(({ what }) => what)).toEqual(['loads', 'stores', 'loads', 'stores']);
    expect(steps.some(({ lost }) => lost)).toBe(false);
  });

  it('has no store of a thread that has not read yet', () => {
    expect(interleavingOf([pictureOf(transcript([0, OPEN], [0, loads(7)]))])).toHaveLength(1);
    expect(interleavingOf([])).toEqual([]);
  });
});
