/**
 * What is sent by and by: scripts with pauses, files, long repetitions. What can go at once goes at once; while something
 * waits, all that follows waits behind it. Nothing outlives the connection it was meant for.
 */
import type { Result } from '../../session/state/result.ts';

/** How many octets may be on their way before the next piece of something long is read. */
const MOST_FLYING = 1024 * 1024;
const LOOK_MS = 20;

export type Job =
  | { readonly do: 'send'; readonly bytes: Uint8Array }
  /** Pieces made when they are wanted; `length`: octets in all. */
  | {
      readonly do: 'stream';
      readonly pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
      readonly length: number;
    }
  | { readonly do: 'wait'; readonly ms: number }
  /** Anything else that has to happen in its turn; what comes to `false` ends all that waits. */
  | { readonly do: 'act'; readonly act: () => undefined | Promise<unknown> };

export interface OutletOwner {
  /** Sends on the connection shown. */
  send(bytes: Uint8Array): Result;
  /** Octets on their way on it. */
  flying(): number;
  /** The number of the connection shown. */
  lane(): number | null;
  /** How much waits has changed. */
  changed(): void;
  /** These octets are not sent any more. */
  dropped(octets: number): void;
}

export class Outlet {
  readonly #owner: OutletOwner;
  #jobs: Job[] = [];
  #lane: number | null = null;
  #running = false;
  /** Counts what was given up: whoever waits with an older number stops. */
  #given = 0;
  /** On the page's clock; null while there is no pause. */
  pauseEnds: number | null = null;
  /** Octets of a long send still to come. */
  streaming = 0;

  constructor(owner: OutletOwner) {
    this.#owner = owner;
  }

  /** Octets that wait, those of the long send at work included. */
  get waiting(): number {
    return this.streaming + this.#jobs.reduce((sum, job) => sum + lengthOf(job), 0);
  }

  add(...jobs: readonly Job[]): void {
    if (!this.#running && this.#jobs.length === 0) this.#lane = this.#owner.lane();
    this.#jobs.push(...jobs);
    if (!this.#running) void this.#run(this.#given);
  }

  /** Gives up all that waits. */
  clear(): void {
    const { waiting } = this;
    this.#given++;
    this.#jobs = [];
    this.#running = false;
    this.streaming = 0;
    this.pauseEnds = null;
    if (waiting > 0) this.#owner.dropped(waiting);
  }

  /** Without a pause or a long send all of it happens before this returns. */
  async #run(given: number): Promise<void> {
    this.#running = true;
    // A pause is for what follows it: without a follower it waits for one.
    while (given === this.#given && this.#jobs.some(({ do: what }) => what !== 'wait')) {
      if (this.#owner.lane() !== this.#lane) this.clear();
      const job = this.#jobs.shift();
      if (job === undefined) return;
      const pending = this.#begin(job, given);
      if (pending !== undefined) await pending;
    }
    if (given === this.#given) this.#running = false;
  }

  #begin(job: Job, given: number): undefined | Promise<unknown> {
    switch (job.do) {
      case 'send':
        this.#send(job.bytes);
        return undefined;
      case 'wait':
        return this.#pause(job.ms, given);
      case 'stream':
        return this.#stream(job.pieces, job.length, given);
      case 'act':
        return job.act()?.then((result) => {
          this.#lane = this.#owner.lane();
          if (result === false) this.clear();
        });
    }
  }

  #send(bytes: Uint8Array): void {
    if (!this.#owner.send(bytes).ok) this.clear();
  }

  async #pause(ms: number, given: number): Promise<void> {
    this.pauseEnds = performance.now() + ms;
    this.#owner.changed();
    await sleep(ms);
    if (given === this.#given) this.pauseEnds = null;
    this.#owner.changed();
  }

  async #stream(pieces: Extract<Job, { do: 'stream' }>['pieces'], length: number, given: number): Promise<void> {
    this.streaming = length;
    for await (const piece of pieces) {
      while (given === this.#given && this.#owner.flying() > MOST_FLYING) await sleep(LOOK_MS);
      if (given !== this.#given) return;
      if (this.#owner.lane() !== this.#lane) this.clear();
      else this.#send(piece);
      if (given !== this.#given) return;
      this.streaming -= piece.length;
      this.#owner.changed();
    }
    this.streaming = 0;
  }
}

function lengthOf(job: Job): number {
  if (job.do === 'stream') return job.length;
  return job.do === 'send' ? job.bytes.length : 0;
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
