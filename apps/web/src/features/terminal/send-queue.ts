/**
 * Sends that take time: scripts with pauses, files, long repetitions. What can go at once goes at once; while something
 * waits, everything after it waits too. Nothing outlives the connection it was meant for.
 */
import type { Ending } from '#shared/base/endings.ts';
import type { Result } from '../../session/state/result.ts';
import type { InputMode } from '../../session/state/settings.ts';

/** Octets of a long send that go into one frame. */
export const PIECE = 256 * 1024;

/** How many octets may be in flight before the next piece of a long send is read. */
const MOST_IN_FLIGHT = 1024 * 1024;
const POLL_MS = 20;

/** A step other than sending, performed in its turn. */
export type Step =
  | { readonly do: 'connect' | 'end' | 'reset' | 'help' | 'file' | 'clear' }
  | { readonly do: 'enter'; readonly ending: Ending }
  | { readonly do: 'mode'; readonly mode: InputMode };

export type Job =
  | { readonly do: 'send'; readonly bytes: Uint8Array }
  /** Pieces produced on demand; `length`: octets in all. */
  | {
      readonly do: 'stream';
      readonly pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
      readonly length: number;
    }
  | { readonly do: 'wait'; readonly ms: number }
  | Step;

/** The connection shown, and who is notified about the queue. */
export interface QueuePort {
  /** Sends on the connection shown. */
  send(bytes: Uint8Array): Result;
  /** Octets in flight on it. */
  inFlight(): number;
  /** The number of the connection shown. */
  lane(): number | null;
  /** Performs a step; one that resolves to `false` drops everything that waits. */
  take(step: Step): undefined | Promise<unknown>;
  /** The queue has grown or shrunk. */
  changed(): void;
  /** These octets will not be sent. */
  dropped(octets: number): void;
}

export class SendQueue {
  readonly #port: QueuePort;
  #jobs: Job[] = [];
  #lane: number | null = null;
  #running = false;
  /** Counts the clears: a job waiting under an older number stops. */
  #clears = 0;
  /** On the page's clock; null while there is no pause. */
  pauseEnds: number | null = null;
  /** Octets of a long send still to come. */
  streaming = 0;

  constructor(port: QueuePort) {
    this.#port = port;
  }

  /** Octets that wait, including those of the long send in progress. */
  get waiting(): number {
    return this.streaming + this.#jobs.reduce((sum, job) => sum + lengthOf(job), 0);
  }

  add(...jobs: readonly Job[]): void {
    if (!this.#running && this.#jobs.length === 0) this.#lane = this.#port.lane();
    this.#jobs.push(...jobs);
    if (!this.#running) void this.#run(this.#clears);
  }

  /** Drops everything that waits. */
  clear(): void {
    const { waiting } = this;
    this.#clears++;
    this.#jobs = [];
    this.#running = false;
    this.streaming = 0;
    this.pauseEnds = null;
    if (waiting > 0) this.#port.dropped(waiting);
  }

  /** Without a pause or a long send, everything happens before this returns. */
  async #run(run: number): Promise<void> {
    this.#running = true;
    // A pause starts only when something follows it.
    while (run === this.#clears && this.#jobs.some(({ do: what }) => what !== 'wait')) {
      if (this.#port.lane() !== this.#lane) this.clear();
      const job = this.#jobs.shift();
      if (job === undefined) return;
      const pending = this.#begin(job, run);
      if (pending !== undefined) await pending;
    }
    if (run === this.#clears) this.#running = false;
  }

  #begin(job: Job, run: number): undefined | Promise<unknown> {
    switch (job.do) {
      case 'send':
        this.#send(job.bytes);
        return undefined;
      case 'wait':
        return this.#pause(job.ms, run);
      case 'stream':
        return this.#stream(job.pieces, job.length, run);
      default:
        return this.#port.take(job)?.then((result) => {
          this.#lane = this.#port.lane();
          if (result === false) this.clear();
        });
    }
  }

  #send(bytes: Uint8Array): void {
    if (!this.#port.send(bytes).ok) this.clear();
  }

  async #pause(ms: number, run: number): Promise<void> {
    this.pauseEnds = performance.now() + ms;
    this.#port.changed();
    await sleep(ms);
    if (run === this.#clears) this.pauseEnds = null;
    this.#port.changed();
  }

  async #stream(pieces: Extract<Job, { do: 'stream' }>['pieces'], length: number, run: number): Promise<void> {
    this.streaming = length;
    for await (const piece of pieces) {
      while (run === this.#clears && this.#port.inFlight() > MOST_IN_FLIGHT) await sleep(POLL_MS);
      if (run !== this.#clears) return;
      if (this.#port.lane() !== this.#lane) this.clear();
      else this.#send(piece);
      if (run !== this.#clears) return;
      this.streaming -= piece.length;
      this.#port.changed();
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
