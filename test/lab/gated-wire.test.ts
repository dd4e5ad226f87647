/** A gate behind a wire: a hold changes nothing of what is consumed in the end, and the transcript tells every moment. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromLatin1, latin1 } from '#shared/base/octets.ts';
import { STEP_UNITS, type StepUnit, type Stop } from '#shared/hold/stops.ts';
import type { Draft, Entry } from '#shared/transcript/record/entries.ts';
import { Replay } from '#shared/transcript/replay/replay.ts';
import type { WireEvents } from '../../apps/server/src/engine/wire.ts';
import { GatedWire } from '../../apps/server/src/lab/gate/gated-wire.ts';
import { HeldTimer } from '../../apps/server/src/lab/gate/held-timer.ts';
import { ConnectionLog } from '../../apps/server/src/lab/recording/connection-log.ts';
import { loadCases } from '../cases/load.ts';
import { open } from '../transcript/script.ts';
import { CHUNKED, digestsOf, LENGTH, Reading, STREAM } from './gate-reading.ts';

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

type GateAction = { cut: number } | { step: StepUnit } | 'run' | 'now' | 'release' | 'arm';

const stop: fc.Arbitrary<Stop> = fc.oneof(
  fc.record({ kind: fc.constant('octet' as const), after: fc.integer({ min: 1, max: 200 }) }),
  fc.constantFrom<Stop>(
    { kind: 'message' },
    { kind: 'field', name: 'host' },
    { kind: 'state', state: 'field-name' },
    { kind: 'state', state: 'chunk-data' },
  ),
);

const action: fc.Arbitrary<GateAction> = fc.oneof(
  fc.record({ cut: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ step: fc.constantFrom(...STEP_UNITS) }),
  fc.constantFrom<GateAction>('run', 'now', 'release', 'arm'),
);

/** The octets of every wire case of requests, as one connection each. */
const CASES = loadCases().flatMap(({ kind, octets }) => (kind === 'request' ? [latin1(octets)] : []));

/** A held connection of an engine that only parses, its transcript, and whoever lets it go on. */
class Held {
  readonly reading = new Reading();
  readonly wire = new TestWire();
  readonly drafts: Draft[] = [open()];
  readonly log = new ConnectionLog((draft) => this.drafts.push(draft));
  readonly gated = new GatedWire(this.wire, new HeldTimer(), this.log);
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

  /** As the recording wire does it, before the gate sees it. */
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

  do(what: Exclude<GateAction, { cut: number }>, stops: readonly Stop[]): void {
    if (typeof what === 'object') this.gated.step(what.step);
    else if (what === 'run') this.gated.run();
    else if (what === 'release') this.gated.release('page');
    else this.gated.arm(stops, what === 'now');
  }
}

function play(octets: string, actions: readonly GateAction[], stops: readonly Stop[]): Held {
  const held = new Held();
  let bytes = fromLatin1(octets);
  for (const one of actions) {
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
  it('gives after its release what it would have given without a hold, for any cuts, steps and stops', () => {
    const octets = fc.constantFrom(STREAM, CHUNKED, LENGTH, ...CASES);
    const check = (text: string, actions: GateAction[], stops: Stop[]): void => {
      const { reading, ended, replay } = play(text, actions, stops);
      expect(reading.octets).toEqual([...fromLatin1(text)]);
      expect(reading.digests).toEqual(digestsOf(text));
      expect(ended).toBe(true);
      expect(replay.unconsumed.pending).toBe(false);
      expect(replay.request.bytes()).toEqual(fromLatin1(text));
    };
    fc.assert(fc.property(octets, fc.array(action, { maxLength: 24 }), fc.array(stop, { maxLength: 3 }), check), {
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
