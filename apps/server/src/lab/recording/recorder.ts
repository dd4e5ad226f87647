/**
 * The recorder: all lanes of all servers in one place, numbered in one sequence. Lives in the control thread.
 *
 * Bounds: a lane keeps its newest 64 MiB (lane.ts); all lanes together keep 256 MiB and number at most 200, the oldest
 * closed ones going first. When none is closed, the heaviest lane drops its oldest entries, and a new outside
 * connection is left unrecorded so that no running one is forgotten; a connection of the page replaces the oldest
 * outside one.
 */
import type { Draft } from '#shared/transcript/record/entries.ts';
import type { Clock } from '../../base/clock.ts';
import { LANE_BOUND, Lane, type LaneFacts } from './lane.ts';

export interface RecorderBounds {
  readonly lane: number;
  readonly total: number;
  readonly lanes: number;
}

export const RECORDER_BOUNDS: RecorderBounds = { lane: LANE_BOUND, total: 256 * 1024 * 1024, lanes: 200 };

/** Follows what is recorded. Called synchronously: an observer takes note, and does its work later. */
export interface Observer {
  laneAdded(lane: Lane): void;
  /** The lane has a new entry. */
  laneGrew(lane: Lane): void;
  laneForgotten(lane: Lane): void;
}

export class Recorder {
  readonly #clock: Clock;
  readonly #bounds: RecorderBounds;
  /** In the order of their numbers. */
  readonly #lanes = new Map<number, Lane>();
  readonly #observers = new Set<Observer>();
  #numbers = 0;
  #weight = 0;

  constructor(clock: Clock, bounds: RecorderBounds = RECORDER_BOUNDS) {
    this.#clock = clock;
    this.#bounds = bounds;
  }

  /** The current time on the clock of all entries. */
  now(): number {
    return this.#clock();
  }

  lanes(): Iterable<Lane> {
    return this.#lanes.values();
  }

  lane(number: number): Lane | undefined {
    return this.#lanes.get(number);
  }

  /** The current weight of all lanes. */
  get weight(): number {
    return this.#weight;
  }

  observe(observer: Observer): void {
    this.#observers.add(observer);
  }

  ignore(observer: Observer): void {
    this.#observers.delete(observer);
  }

  /** The most lanes it keeps. */
  get mostLanes(): number {
    return this.#bounds.lanes;
  }

  /** A new lane, or null when there is no room for it. */
  add(facts: Omit<LaneFacts, 'number'>): Lane | null {
    if (!this.#makeRoom(facts)) return null;
    const lane = new Lane({ ...facts, number: ++this.#numbers }, this.#bounds.lane);
    this.#lanes.set(lane.facts.number, lane);
    for (const observer of this.#observers) observer.laneAdded(lane);
    return lane;
  }

  /** `t`: when it happened, if not now. Entries of a forgotten lane are lost. */
  append(lane: Lane, draft: Draft, t = this.now()): void {
    if (!this.#lanes.has(lane.facts.number)) return;
    const before = lane.weight;
    lane.append(draft, t);
    this.#weight += lane.weight - before;
    this.#shrink();
    for (const observer of this.#observers) observer.laneGrew(lane);
  }

  #makeRoom(facts: Omit<LaneFacts, 'number'>): boolean {
    if (this.#lanes.size < this.#bounds.lanes) return true;
    const victim = this.#oldest((lane) => lane.closed) ?? (facts.session === null ? null : this.#oldestOutside());
    if (victim === null) return false;
    this.#forget(victim);
    return true;
  }

  /** Returns to below the total bound. */
  #shrink(): void {
    while (this.#weight > this.#bounds.total) {
      const closed = this.#oldest((lane) => lane.closed);
      if (closed !== null) this.#forget(closed);
      else if (!this.#lighten()) return;
    }
  }

  /** Drops the oldest sixteenth of the heaviest lane; false when there is nothing to drop. */
  #lighten(): boolean {
    let heaviest: Lane | null = null;
    for (const lane of this.#lanes.values()) {
      if (heaviest === null || lane.weight > heaviest.weight) heaviest = lane;
    }
    if (heaviest === null) return false;
    const before = heaviest.weight;
    heaviest.drop(before / 16);
    this.#weight += heaviest.weight - before;
    return heaviest.weight < before;
  }

  #oldestOutside(): Lane | null {
    return this.#oldest((lane) => lane.facts.session === null);
  }

  #oldest(fits: (lane: Lane) => boolean): Lane | null {
    for (const lane of this.#lanes.values()) {
      if (fits(lane)) return lane;
    }
    return null;
  }

  #forget(lane: Lane): void {
    this.#lanes.delete(lane.facts.number);
    this.#weight -= lane.weight;
    for (const observer of this.#observers) observer.laneForgotten(lane);
  }
}
