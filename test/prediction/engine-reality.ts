/** What the engine really does, without a network: its own serve loop and recording wire, over an in-memory wire. */

import { ENGINE_LIMITS, PATIENT_TIMEOUTS, type Reading } from '#shared/base/options.ts';
import { readingDigest } from '#shared/http1/parser.ts';
import type { Sent } from '#shared/prediction/predicted.ts';
import { type Outcome, outcomeOf } from '#shared/transcript/judge/outcome.ts';
import type { Draft } from '#shared/transcript/record/entries.ts';
import { createEngine, type Engine } from '../../apps/server/src/engine/engine.ts';
import { demoSite } from '../../apps/server/src/engine/site/site.ts';
import { validated } from '../../apps/server/src/engine/validated.ts';
import type { Wire, WireEvents } from '../../apps/server/src/engine/wire.ts';
import { RecordingWire } from '../../apps/server/src/lab/thread/recording-wire.ts';
import { OPTIONS, open, script } from '../transcript/script.ts';

/** A peer that accepts every write at once. */
class MemoryWire implements Wire {
  events: WireEvents | null = null;

  listen(events: WireEvents): void {
    this.events = events;
  }

  write(): boolean {
    return true;
  }

  end(): void {
    // The recording wire has recorded it already.
  }

  resetAndDestroy(): void {
    // The recording wire has recorded it already.
  }

  destroy(): void {
    // The recording wire has recorded it already.
  }

  pause(): void {
    // The test hands over the input.
  }

  resume(): void {
    // The test hands over the input.
  }
}

const NOW = Date.UTC(1994, 10, 6, 8, 49, 37);

/** The engine as the lab's thread sets it up, except that its demo site never waits. */
export const engine: Engine = createEngine({
  router: validated(
    demoSite(async () => undefined, NOW),
    () => NOW,
  ),
  now: () => NOW,
  // Some cases are requests that break off while their handler reads.
  report: () => undefined,
});

/** Turns of the event loop by which every handler of the demo site has answered, streams included. */
const TURNS = 6;

async function settled(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** The outcome of a connection on which these octets arrived. */
export async function engineReality(reading: Reading, { reads, fin }: Sent): Promise<Outcome> {
  const drafts: Draft[] = [open({ ...OPTIONS, ...reading, tableDigest: readingDigest(reading) })];
  const wire = new MemoryWire();
  const recording = new RecordingWire(wire, { append: (draft) => void drafts.push(draft) });
  const served = engine.serve(recording, recording, { ...reading, limits: ENGINE_LIMITS, timeouts: PATIENT_TIMEOUTS });
  for (const bytes of reads) {
    wire.events?.onRead(bytes);
    await settled();
  }
  if (fin) wire.events?.onFin();
  await settled();
  const entries = script(...drafts);
  served.destroy();
  return outcomeOf(entries);
}
