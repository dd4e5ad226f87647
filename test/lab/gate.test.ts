/** The gate alone: where it stops, that its steps sum up, and that a hold changes nothing of what is consumed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WireEvents } from '../../apps/server/src/engine/wire.ts';
import { Gate, type HoldDraft } from '../../apps/server/src/lab/gate/gate.ts';
import { GatedWire } from '../../apps/server/src/lab/gate/gated-wire.ts';
import { HeldTimer } from '../../apps/server/src/lab/gate/held-timer.ts';
import { STEP_UNITS, type StepUnit, type Stop } from '../../shared/hold/stops.ts';
import { Witness } from '../../shared/http1/digest.ts';
import type { MessageSink, RequestHead } from '../../shared/http1/events.ts';
import { RequestParser } from '../../shared/http1/parser.ts';
import { fromLatin1, latin1 } from '../../shared/octets.ts';
import { DEFAULT_READING, ENGINE_LIMITS } from '../../shared/options.ts';
import type { Draft, Entry } from '../../shared/transcript/entries.ts';
import { Replay } from '../../shared/transcript/replay.ts';
import { loadCases } from '../cases/load.ts';
import { open } from '../transcript/script.ts';

const CHUNKED = 'POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\n0\r\nT: v\r\n\r\n';
const LENGTH = 'PUT /b HTTP/1.1\r\nHost: b\r\nContent-Length: 12\r\n\r\nabc\ndef\nghi\n';
const STREAM = `GET / HTTP/1.1\r\nHost: c\r\n\r\n${CHUNKED}${LENGTH}`;

const ignore = (): void => undefined;

/** A parser, and what it made of the octets in digests, as the engine's witness tells it. */
class Reading implements MessageSink<RequestHead> {
  readonly digests: string[] = [];
  readonly octets: number[] = [];
  readonly parsing = new RequestParser(this, { limits: ENGINE_LIMITS, ...DEFAULT_READING });
  readonly takes = true;
  readonly #witness = new Witness((...told) => this.digests.push(told.join(' ')));

  feed(bytes: Uint8Array): void {
    this.octets.push(...bytes);
    this.parsing.feed(bytes);
  }

  begin(...told: Parameters<MessageSink<RequestHead>['begin']>): void {
    this.#witness.begin(...told);
  }

  token(...told: Parameters<MessageSink<RequestHead>['token']>): void {
    this.#witness.token(...told);
  }

  verdict(...told: Parameters<MessageSink<RequestHead>['verdict']>): void {
    this.#witness.verdict(...told);
  }

  complete(end: number): void {
    this.#witness.complete(end);
  }

  readonly head = ignore;
  readonly content = ignore;
  readonly finished = ignore;
}

const digestsOf = (octets: string): readonly string[] => {
  const reading = new Reading();
  reading.feed(fromLatin1(octets));
  return reading.digests;
};

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

  it('lets nothing through while it holds, and everything once it is open', () => {
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

/** A wire whose other end is the test. */
class TestWire {
  events: WireEvents | null = null;
  paused = false;

  listen(events: WireEvents): void {
    this.events = events;
  }

  pause(): void {
    this.paused = true;
  }

  resume(): void {
    this.paused = false;
  }

  write = (): boolean => true;
  end = (): void => undefined;
  destroy = (): void => undefined;
  resetAndDestroy = (): void => undefined;
}

type Deed = { cut: number } | { step: StepUnit } | 'run' | 'now' | 'release' | 'arm';

const stop: fc.Arbitrary<Stop> = fc.oneof(
  fc.record({ kind: fc.constant('octet' as const), after: fc.integer({ min: 1, max: 200 }) }),
  fc.constantFrom<Stop>(
    { kind: 'message' },
    { kind: 'field', name: 'host' },
    { kind: 'state', state: 'field-name' },
    { kind: 'state', state: 'chunk-data' },
  ),
);

const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({ cut: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ step: fc.constantFrom(...STEP_UNITS) }),
  fc.constantFrom<Deed>('run', 'now', 'release', 'arm'),
);

/** The octets of every wire case of requests, as one connection each. */
const CASES = loadCases().flatMap(({ kind, octets }) => (kind === 'request' ? [latin1(octets)] : []));

/** A held connection of an engine that only parses, its transcript, and whoever lets it go on. */
class Held {
  readonly reading = new Reading();
  readonly wire = new TestWire();
  readonly drafts: Draft[] = [open()];
  readonly gated = new GatedWire(this.wire, new HeldTimer(), (draft) => this.drafts.push(draft));
  ended = false;

  constructor() {
    this.gated.serves(this.reading);
    this.gated.listen({
      onRead: (bytes) => this.reading.feed(bytes),
      onFin: () => {
        this.ended = true;
      },
      onError: () => undefined,
      onClose: () => undefined,
    });
  }

  /** As the tap tells it, before the gate hears of it. */
  arrives(bytes: Uint8Array): void {
    this.drafts.push({ kind: 'read', at: 'server', length: bytes.length, bytes });
    this.wire.events?.onRead(bytes);
  }

  fin(): void {
    this.drafts.push({ kind: 'fin', at: 'server', by: 'client' });
    this.wire.events?.onFin();
  }

  get replay(): Replay {
    const replay = new Replay();
    replay.append(this.drafts.map((draft, seq) => ({ ...draft, seq, t: seq }) as Entry));
    return replay;
  }

  do(what: Exclude<Deed, { cut: number }>, stops: readonly Stop[]): void {
    if (typeof what === 'object') this.gated.step(what.step);
    else if (what === 'run') this.gated.run();
    else if (what === 'release') this.gated.release('page');
    else this.gated.arm(stops, what === 'now');
  }
}

function play(octets: string, deeds: readonly Deed[], stops: readonly Stop[]): Held {
  const held = new Held();
  let bytes = fromLatin1(octets);
  for (const one of deeds) {
    if (typeof one === 'object' && 'cut' in one) {
      if (bytes.length > 0) held.arrives(bytes.slice(0, one.cut));
      bytes = bytes.subarray(one.cut);
    } else held.do(one, stops);
    // At every moment the transcript tells exactly what was consumed, and what waits.
    const { request, unconsumed } = held.replay;
    expect([...request.bytes()]).toEqual(held.reading.octets);
    const arrived = octets.length - bytes.length;
    expect(request.length + unconsumed.length).toBe(arrived);
  }
  if (bytes.length > 0) held.arrives(bytes);
  held.fin();
  held.gated.release('page');
  return held;
}

describe('a gated wire', () => {
  it('gives, once released, what it would have given had nobody held, however cut, stepped and stopped', () => {
    const octets = fc.constantFrom(STREAM, CHUNKED, LENGTH, ...CASES);
    const check = (text: string, deeds: Deed[], stops: Stop[]): void => {
      const { reading, ended, replay } = play(text, deeds, stops);
      expect(reading.octets).toEqual([...fromLatin1(text)]);
      expect(reading.digests).toEqual(digestsOf(text));
      expect(ended).toBe(true);
      expect(replay.unconsumed.pending).toBe(false);
      expect(replay.request.bytes()).toEqual(fromLatin1(text));
    };
    fc.assert(fc.property(octets, fc.array(deed, { maxLength: 24 }), fc.array(stop, { maxLength: 3 }), check), {
      numRuns: 300,
    });
  });

  it('has the reads of the socket as boundaries, not the pieces in which they are consumed', () => {
    const held = play('GET / HTTP/1.1\r\nHost: a\r\n\r\n', ['now', { cut: 10 }, { step: 'octet' }, { cut: 6 }], []);
    expect(held.replay.request.boundaries).toEqual([10, 16, 27]);
  });

  it('stops the socket when it keeps much, and when its server wants nothing', () => {
    const held = new Held();
    held.gated.arm([], true);
    held.arrives(new Uint8Array(64 * 1024 + 1));
    expect(held.wire.paused).toBe(true);
    held.gated.release('page');
    expect(held.wire.paused).toBe(false);
    held.gated.pause();
    held.gated.arm([{ kind: 'octet', after: 1 }], false);
    held.arrives(fromLatin1('x'));
    expect(held.reading.octets).toHaveLength(64 * 1024 + 1);
  });
});

describe('a timer that stands still', () => {
  it('goes on with what was left, and what is started meanwhile stands too', async () => {
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
