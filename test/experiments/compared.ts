/**
 * The servers of Compare on real sockets, in one lab: the engine reads each connection as its choice asks. What is
 * sent and how long it is listened to is what session/compare/comparison.ts does in the page.
 */

import { type ChainVerdict, chainOf } from '#shared/chain/chain.ts';
import { originalOf } from '#shared/servers/facts.ts';
import { type Outcome, outcomeOf } from '#shared/transcript/judge/outcome.ts';
import type { Entry } from '#shared/transcript/record/entries.ts';
import { octetsOfWrites, type Write } from '#shared/transcript/view/sending.ts';
import { clockEpoch, clockFrom } from '../../apps/server/src/base/clock.ts';
import { labWorker } from '../../apps/server/src/base/paths.ts';
import type { LaneClient } from '../../apps/server/src/lab/clients/lane-client.ts';
import { serverKinds } from '../../apps/server/src/lab/kinds.ts';
import type { Lane } from '../../apps/server/src/lab/recording/lane.ts';
import { Recorder } from '../../apps/server/src/lab/recording/recorder.ts';
import { Workers } from '../../apps/server/src/lab/workers.ts';
import { choicesOf, type ServerChoice } from '../../apps/web/src/session/compare/server-choices.ts';
import { type Connected, connect, connectionFor, entriesOf, type TestLab, until } from '../lab/harness.ts';

/** What a server did; for a chain, also the verdict on its front and back. */
export interface Seen {
  readonly outcome: Outcome;
  readonly chain: ChainVerdict | null;
}

/** A chosen server, ready to be sent octets. */
export class TestChoice {
  readonly choice: ServerChoice;
  readonly #lab: TestLab;

  constructor(choice: ServerChoice, lab: TestLab) {
    this.choice = choice;
    this.#lab = lab;
  }

  /** How many connections it serves at a time, as far as is asked of it here. */
  get abreast(): number {
    const { server, front } = this.choice;
    return front !== undefined || originalOf(server)?.concurrency === 'serial' ? 1 : 4;
  }

  /** What comes of the writes, once it fits; as it stands then, when that takes too long. */
  async outcomeOf(writes: readonly Write[], fits: (seen: Seen) => boolean): Promise<Seen> {
    const { client, lane, closed } = await this.#connect();
    await until(() => entriesOf(lane).some(({ kind }) => kind === 'open'));
    client.send(octetsOfWrites(writes), cutsOf(writes));
    if (writes.at(-1)?.fin === true) client.end();
    const outcome = await this.#settled(lane, client, fits);
    client.end();
    // Of a server that went on with the FIN the socket closes by itself.
    await Promise.race([closed, pause(CLOSES_MS)]);
    client.destroy();
    return outcome;
  }

  #connect(): Promise<Connected> {
    const { server, reading, front } = this.choice;
    if (front === undefined) return connect(this.#lab, 'patient', server, reading ?? undefined);
    const back = { server, ...(reading !== null && { reading }) };
    return connectionFor('patient', undefined, (request) => this.#lab.workers.connectChain(front, back, request));
  }

  /** Of each connection between the front and its back, what it holds. */
  #behind(lane: Lane): readonly (readonly Entry[])[] {
    const { number } = lane.facts;
    return [...this.#lab.recorder.lanes()].filter(({ facts }) => facts.behind === number).map(entriesOf);
  }

  /** All is written, what is there fits, and nothing has come for a while; or time is up. */
  async #settled(lane: Lane, client: LaneClient, fits: (seen: Seen) => boolean): Promise<Seen> {
    const { front } = this.choice;
    const end = performance.now() + MOST_MS;
    let count = -1;
    let since = performance.now();
    for (;;) {
      const entries = entriesOf(lane);
      const backs = front === undefined ? [] : this.#behind(lane);
      const now = [entries, ...backs].reduce((sum, { length }) => sum + length, 0);
      if (now !== count) [count, since] = [now, performance.now()];
      const quiet = performance.now() - since >= QUIET_MS && client.queued === 0;
      if (quiet || performance.now() > end) {
        const chain = front === undefined ? null : chainOf(front, entries, backs).verdict;
        const seen = { outcome: outcomeOf(entries), chain };
        if (performance.now() > end || fits(seen)) return seen;
        since = performance.now();
      }
      await pause(10);
    }
  }
}

const QUIET_MS = 250;
const CLOSES_MS = 100;
const MOST_MS = 8000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function cutsOf(writes: readonly Write[]): { at: number; pauseMs: number }[] {
  let at = 0;
  return writes.slice(1).map(({ pauseMs }, i) => {
    at += writes[i]?.bytes.length ?? 0;
    return { at, pauseMs };
  });
}

export class TestChoices {
  readonly all: readonly TestChoice[];
  readonly #lab: TestLab;

  /** @param ids the servers wanted, any of them more than once */
  constructor(ids: readonly string[]) {
    const epoch = clockEpoch();
    const recorder = new Recorder(clockFrom(epoch));
    const kinds = serverKinds(labWorker).map((kind) => ({ ...kind, firstPort: 0 }));
    const lab = { recorder, workers: new Workers({ recorder, epoch, kinds }) };
    this.#lab = lab;
    this.all = choicesOf([...new Set(ids)], [], () => true).map((choice) => new TestChoice(choice, lab));
  }

  close(): Promise<void> {
    return this.#lab.workers.close();
  }
}
