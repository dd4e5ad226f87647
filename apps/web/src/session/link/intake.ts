/**
 * Puts the server's messages into the store. Entries are taken strictly by number: what the page already has is
 * ignored, a gap makes it reconnect and ask again. They reach the store at most once per frame, however many messages
 * they came in.
 */
import { decodeEntries, span } from '#shared/transcript/record/codec.ts';
import type { Entry } from '#shared/transcript/record/entries.ts';
import type { LaneInfo, LanePosition, ToPage } from '#shared/wire/messages.ts';
import { takeClientMessage } from '../state/client-run.ts';
import { type Lane, useStore } from '../state/store.ts';
import type { Pending } from './pending.ts';

/** As many lanes as the recorder keeps; beyond that the oldest go, outside ones first. */
const MAX_LANES = 200;
/** Hidden tabs get no animation frames. */
const HIDDEN_MS = 100;

interface Growing {
  readonly info: LaneInfo;
  entries: Entry[];
  clockOffset: number;
}

export class Intake {
  readonly #pending: Pending;
  readonly #resync: () => void;
  readonly #lanes = new Map<number, Growing>();
  readonly #changed = new Set<number>();
  /** Lanes this page no longer keeps: further messages about them are ignored. */
  readonly #forgotten = new Set<number>();
  #frame = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(pending: Pending, resync: () => void) {
    this.#pending = pending;
    this.#resync = resync;
  }

  /** What the page has, for a hello. */
  have(): LanePosition[] {
    return [...this.#lanes].map(([lane, { entries }]) => ({ lane, next: nextAfter(entries) }));
  }

  take(message: ToPage): void {
    switch (message.type) {
      case 'welcome':
        useStore.setState({ targets: message.targets });
        this.#welcome(message.resumed);
        break;
      case 'servers':
        useStore.setState({ servers: message.servers });
        break;
      case 'lane':
        this.#addLane(message.lane);
        break;
      case 'entries':
        this.#addEntries(message.lane, message.now, message.bytes);
        break;
      case 'decoded':
        this.#pending.grant(message.ref, message.bytes);
        break;
      case 'settled':
        // What it did is in the store before the answer is.
        this.flush();
        this.#pending.grant(message.ref, true);
        break;
      case 'target': {
        const { ref, server, addresses, allowed } = message;
        this.#pending.grant(ref, { server, addresses, allowed });
        break;
      }
      case 'lab':
        this.#pending.grant(message.ref, message.answer);
        break;
      case 'client-end':
        this.#pending.grant(message.ref, message.end);
        break;
      case 'client-entries':
      case 'client-note':
      case 'client-content':
      case 'client-kept':
        takeClientMessage(message);
        break;
      case 'refused':
        this.#refused(message.ref, message.code, message.detail);
    }
  }

  /** A new link measures the clocks anew. Unless the session was resumed, the lanes here are only history. */
  #welcome(resumed: boolean): void {
    for (const lane of this.#lanes.values()) lane.clockOffset = Number.POSITIVE_INFINITY;
    if (resumed) return;
    this.flush();
    this.#lanes.clear();
    this.#forgotten.clear();
    useStore.setState(({ lanes }) => ({
      lanes: new Map([...lanes].map(([number, lane]) => [number, { ...lane, detached: true }])),
    }));
  }

  #addLane(info: LaneInfo): void {
    if (this.#forgotten.has(info.lane)) return;
    if (!this.#lanes.has(info.lane)) {
      this.#lanes.set(info.lane, { info, entries: [], clockOffset: Number.POSITIVE_INFINITY });
      this.#touch(info.lane);
    }
    if (!this.#pending.has(info.ref)) return;
    this.flush();
    this.#pending.grant(info.ref, info.lane);
  }

  #addEntries(number: number, now: number, bytes: Uint8Array): void {
    if (this.#forgotten.has(number)) return;
    const lane = this.#lanes.get(number);
    const entries = decodeEntries(bytes);
    if (lane === undefined || entries === null) {
      this.#resync();
      return;
    }
    // The least delayed message is the most accurate.
    lane.clockOffset = Math.min(lane.clockOffset, performance.now() - now);
    this.#touch(number);
    if (!entries.every((entry) => append(lane, entry))) this.#resync();
  }

  #refused(ref: number | null, code: Extract<ToPage, { type: 'refused' }>['code'], detail: string): void {
    if (this.#pending.refuse(ref, { ok: false, code, detail })) return;
    notify(code, detail);
  }

  #touch(number: number): void {
    if (this.#changed.size === 0) {
      // After the frame, not in it: drawing then is a task of its own, and painting another.
      this.#frame = requestAnimationFrame(() => setTimeout(() => this.flush()));
      this.#timer = setTimeout(() => this.flush(), HIDDEN_MS);
    }
    this.#changed.add(number);
  }

  /** Puts everything taken so far into the store now. */
  flush(): void {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
    if (this.#changed.size === 0) return;
    const lanes = new Map(useStore.getState().lanes);
    for (const number of this.#changed) {
      const lane = this.#lanes.get(number);
      if (lane !== undefined) lanes.set(number, snapshot(lane));
    }
    this.#changed.clear();
    this.#forgetOldest(lanes);
    useStore.setState({ lanes: new Map([...lanes].sort(([a], [b]) => a - b)) });
  }

  #forgetOldest(lanes: Map<number, Lane>): void {
    const { current } = useStore.getState();
    const outsideFirst = [...lanes.values()].sort((a, b) => Number(a.info.ref !== null) - Number(b.info.ref !== null));
    for (const { info } of outsideFirst) {
      const number = info.lane;
      if (lanes.size <= MAX_LANES) return;
      if (number === current) continue;
      lanes.delete(number);
      this.#lanes.delete(number);
      this.#forgotten.add(number);
    }
  }
}

let notices = 0;

/** Tells the user that a request was refused. */
export function notify(code: Parameters<Pending['refuse']>[1]['code'], detail: string): void {
  const id = ++notices;
  useStore.setState((state) => ({ notices: [...state.notices.slice(-4), { id, code, detail }] }));
}

function snapshot({ info, entries, clockOffset }: Growing): Lane {
  return { info, entries, count: entries.length, clockOffset, detached: false };
}

/** The number of the next expected entry. */
export function nextAfter(entries: readonly Entry[]): number {
  const last = entries.at(-1);
  return last === undefined ? 0 : last.seq + span(last);
}

/** False if something before `entry` is missing. A gap entry that covers what is here replaces it, in a new list. */
function append(lane: Growing, entry: Entry): boolean {
  const next = nextAfter(lane.entries);
  if (entry.seq > next) return false;
  if (entry.seq + span(entry) <= next) return true;
  if (entry.seq < next) lane.entries = lane.entries.filter(({ seq }) => seq < entry.seq);
  lane.entries.push(entry);
  return true;
}
