/**
 * What one page sees: sends it, lane by lane, the entries it does not have yet, and no faster than it takes them.
 *
 * Nothing is queued here: a viewer keeps a cursor per lane and reads from the recorder when the socket has room, so a
 * slow page costs no memory, and a page that reconnects resumes at its own position.
 */
import { encodeEntries } from '#shared/transcript/record/codec.ts';
import type { LanePosition, ToPage } from '#shared/wire/messages.ts';
import type { Lane, LaneCursor } from '../../lab/recording/lane.ts';
import type { Observer, Recorder } from '../../lab/recording/recorder.ts';
import type { Outbox } from './outbox.ts';

/** The most one frame of entries weighs, unless a single entry is heavier. */
const FRAME = 256 * 1024;

/** When the page is owed more than this, the session's clients stop reading … */
const SLOW_ABOVE = 1024 * 1024;
/** … until it is owed less than this … */
const SLOW_BELOW = SLOW_ABOVE / 2;
/** … and when it is owed this much more than when it came, it is disconnected, to reconnect and resume. */
const TOO_SLOW = 16 * 1024 * 1024;

interface Followed {
  readonly lane: Lane;
  readonly cursor: LaneCursor;
  announced: boolean;
}

export interface ViewerSetup {
  readonly outbox: Outbox;
  readonly recorder: Recorder;
  /** Id of the session whose lanes it sees in addition to those from outside. */
  readonly session: string;
  /** What the page already has of the lanes this process recorded. */
  readonly have: readonly LanePosition[];
  /** The page has fallen behind, or has caught up. */
  setSlow(slow: boolean): void;
}

export class Viewer implements Observer {
  readonly #outbox: Outbox;
  readonly #recorder: Recorder;
  readonly #session: string;
  readonly #setSlow: (slow: boolean) => void;
  readonly #followed = new Map<Lane, Followed>();
  /** Lanes with something to send, in turn. */
  readonly #waiting = new Set<Followed>();
  #scheduled = false;
  #slow = false;
  #most: number;

  constructor({ outbox, recorder, session, have, setSlow }: ViewerSetup) {
    this.#outbox = outbox;
    outbox.onTaken = () => this.#taken();
    this.#recorder = recorder;
    this.#session = session;
    this.#setSlow = setSlow;
    const positions = new Map(have.map(({ lane, next }) => [lane, next]));
    for (const lane of recorder.lanes()) this.#follow(lane, positions.get(lane.facts.number));
    this.#most = this.#owed() + TOO_SLOW;
    recorder.observe(this);
    this.#schedule();
  }

  send(message: ToPage): void {
    this.#outbox.send(message);
  }

  /** The newest lane of the page's own connections; null when it has none. */
  get newest(): number | null {
    const own = [...this.#followed.keys()].filter(({ facts }) => facts.session !== null && facts.ref !== null);
    return own.at(-1)?.facts.number ?? null;
  }

  /** Names every lane at once, before any entries: so the page has the newest as soon as it is welcome. */
  announce(): void {
    for (const followed of this.#followed.values()) this.#announce(followed);
  }

  stop(): void {
    this.#recorder.ignore(this);
    this.#followed.clear();
    this.#waiting.clear();
  }

  laneAdded(lane: Lane): void {
    this.#follow(lane, undefined);
  }

  laneGrew(lane: Lane): void {
    const followed = this.#followed.get(lane);
    if (followed === undefined) return;
    this.#waiting.add(followed);
    this.#schedule();
  }

  laneForgotten(lane: Lane): void {
    const followed = this.#followed.get(lane);
    if (followed === undefined) return;
    this.#followed.delete(lane);
    this.#waiting.delete(followed);
  }

  /** Outside lanes are visible to all pages, a page's own lanes only to its session. */
  #follow(lane: Lane, next: number | undefined): void {
    const { session } = lane.facts;
    if (session !== null && session !== this.#session) return;
    const followed = { lane, cursor: lane.cursor(next ?? 0), announced: next !== undefined };
    this.#followed.set(lane, followed);
    this.#waiting.add(followed);
  }

  /** Once per turn of the event loop: what happens within one turn is sent together. */
  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#pump();
    });
  }

  #pump(): void {
    if (!this.#outbox.open) return;
    for (const followed of this.#waiting) {
      if (this.#outbox.queued > SLOW_ABOVE) break;
      // Back to the end of the queue while it has more: no lane keeps the others waiting.
      this.#waiting.delete(followed);
      if (this.#sendSome(followed)) this.#waiting.add(followed);
    }
    this.#judge(this.#owed());
  }

  /** Sends a lane's next frame. False when there is nothing to send. */
  #sendSome(followed: Followed): boolean {
    const { lane, cursor } = followed;
    const entries = lane.read(cursor, FRAME);
    this.#announce(followed);
    if (entries.length === 0) return false;
    const bytes = encodeEntries(entries);
    this.send({ type: 'entries', lane: lane.facts.number, now: this.#recorder.now(), bytes });
    return true;
  }

  #announce(followed: Followed): void {
    if (followed.announced) return;
    const { number, session: _, ...facts } = followed.lane.facts;
    this.send({ type: 'lane', lane: { lane: number, ...facts } });
    followed.announced = true;
  }

  /** Messages of any type may have kept entries waiting. */
  #taken(): void {
    if (this.#waiting.size > 0 || this.#slow) this.#schedule();
  }

  /** Octets recorded for this page that have not been sent yet. */
  #owed(): number {
    let owed = this.#outbox.queued;
    for (const { lane, cursor } of this.#followed.values()) owed += lane.through - cursor.weight;
    return owed;
  }

  #judge(owed: number): void {
    if (owed < SLOW_BELOW) this.#most = TOO_SLOW;
    if (owed > this.#most) {
      this.#outbox.disconnect('too slow');
      this.stop();
      return;
    }
    const slow = owed > (this.#slow ? SLOW_BELOW : SLOW_ABOVE);
    if (slow !== this.#slow) this.#setSlow(slow);
    this.#slow = slow;
  }
}
