/**
 * The lanes of Compare on real sockets, in one lab: of the engine each connection is read as its lane asks for. What is
 * sent and how long it is listened to is what session/comparison.ts does in the page.
 */
import { clockEpoch, clockFrom } from '../../apps/server/src/lab/clock.ts';
import { serverKinds } from '../../apps/server/src/lab/kinds.ts';
import type { Lane } from '../../apps/server/src/lab/lane.ts';
import type { LaneClient } from '../../apps/server/src/lab/lane-client.ts';
import { Recorder } from '../../apps/server/src/lab/recorder.ts';
import { Workers } from '../../apps/server/src/lab/workers.ts';
import { labWorker } from '../../apps/server/src/paths.ts';
import { LANE_CHOICES, type LaneChoice } from '../../apps/web/src/session/compare-lanes.ts';
import { originalOf } from '../../shared/profiles/index.ts';
import { type Outcome, outcomeOf } from '../../shared/transcript/outcome.ts';
import { octetsOfWrites, type Write } from '../../shared/transcript/sending.ts';
import { connect, entriesOf, type TestLab, until } from '../lab/harness.ts';

/** A lane that exists, ready to be talked to. */
export class TestLane {
  readonly choice: LaneChoice;
  readonly #lab: TestLab;

  constructor(choice: LaneChoice, lab: TestLab) {
    this.choice = choice;
    this.#lab = lab;
  }

  /** How many connections it serves at a time, as far as is asked of it here. */
  get abreast(): number {
    return originalOf(this.choice.server)?.concurrency === 'serial' ? 1 : 4;
  }

  /** What comes of the writes, once it fits; as it stands then, when that takes too long. */
  async outcomeOf(writes: readonly Write[], fits: (outcome: Outcome) => boolean): Promise<Outcome> {
    const { server, reading } = this.choice;
    const { client, lane, closed } = await connect(this.#lab, 'patient', server, reading ?? undefined);
    await until(() => entriesOf(lane).some(({ kind }) => kind === 'open'));
    client.send(octetsOfWrites(writes), cutsOf(writes));
    if (writes.at(-1)?.fin === true) client.end();
    const outcome = await settled(lane, client, fits);
    client.end();
    // Of a server that went on with the FIN the socket closes by itself.
    await Promise.race([closed, pause(CLOSES_MS)]);
    client.destroy();
    return outcome;
  }
}

const QUIET_MS = 250;
const CLOSES_MS = 100;
const MOST_MS = 8000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** All is written, what is there fits, and nothing has come for a while; or time is up. */
async function settled(lane: Lane, client: LaneClient, fits: (outcome: Outcome) => boolean): Promise<Outcome> {
  const end = performance.now() + MOST_MS;
  let seen = -1;
  let since = performance.now();
  for (;;) {
    const entries = entriesOf(lane);
    if (entries.length !== seen) [seen, since] = [entries.length, performance.now()];
    const quiet = performance.now() - since >= QUIET_MS && client.queued === 0;
    if (quiet || performance.now() > end) {
      const outcome = outcomeOf(entries);
      if (performance.now() > end || fits(outcome)) return outcome;
      since = performance.now();
    }
    await pause(10);
  }
}

function cutsOf(writes: readonly Write[]): { at: number; pauseMs: number }[] {
  let at = 0;
  return writes.slice(1).map(({ pauseMs }, i) => {
    at += writes[i]?.bytes.length ?? 0;
    return { at, pauseMs };
  });
}

export class TestLanes {
  readonly lanes: readonly TestLane[];
  readonly #lab: TestLab;

  constructor() {
    const epoch = clockEpoch();
    const recorder = new Recorder(clockFrom(epoch));
    const kinds = serverKinds(labWorker).map((kind) => ({ ...kind, firstPort: 0 }));
    const lab = { recorder, workers: new Workers({ recorder, epoch, kinds }) };
    this.#lab = lab;
    this.lanes = LANE_CHOICES.map((choice) => new TestLane(choice, lab));
  }

  close(): Promise<void> {
    return this.#lab.workers.close();
  }
}
