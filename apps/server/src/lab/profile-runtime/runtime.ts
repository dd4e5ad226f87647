/**
 * Runs a profile in its own thread.
 *
 * A serial profile blocks this thread for as long as it waits to read or write, as its tutorial blocks its process: the
 * event loop stands still, nothing is accepted, and the next client waits in the kernel. The others continue whenever
 * any of their sockets can; Node cannot report that a descriptor is readable without reading it, so those are retried
 * again and again, at short intervals at first, then at longer ones.
 */
import type { Call, Outcome, SocketId } from '#shared/profiles/calls.ts';
import type { Os, Serve } from '#shared/profiles/os.ts';
import { KeyboardInterrupt } from '#shared/profiles/python/exceptions.ts';
import { shown } from '#shared/profiles/python/text.ts';
import { type Driver, Scheduler } from '#shared/profiles/scheduler.ts';
import type { Concurrency } from '#shared/servers/facts.ts';
import type { Syscalls } from './syscalls.ts';

/** How long to sleep between tries: 1 ms at first, this much after half a second without success. */
const LONGEST_MS = 10;
const STEP_MS = 50;

export interface RuntimeEvents {
  /** The thread is about to block on a socket: everything pending has to be reported now. */
  blocks(socket: SocketId | null): void;
  /** Blocks the thread for `ms`, or until there is something to do. */
  sleep(ms: number): void;
  /** It no longer blocks, and sees new connections. */
  listens(): void;
  /** The profile has returned. */
  ended(): void;
}

export class ProfileRuntime implements Driver {
  readonly #syscalls: Syscalls;
  readonly #concurrency: Concurrency;
  readonly #events: RuntimeEvents;
  readonly #scheduler = new Scheduler(this);
  /** Threads that have not made a call yet. */
  readonly #fresh = new Set<number>();
  #running = false;
  #movedAt = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(syscalls: Syscalls, concurrency: Concurrency, events: RuntimeEvents) {
    this.#syscalls = syscalls;
    this.#concurrency = concurrency;
    this.#events = events;
  }

  start(serve: Serve, os: Os): void {
    this.#scheduler.start(serve(os));
    this.go();
  }

  /** Ctrl-C, for a profile that does not block. @throws what the profile raises for it */
  interrupt(): void {
    this.#scheduler.interrupt(new KeyboardInterrupt(''));
    this.go();
  }

  /** Continues as far as it can. */
  go(): void {
    if (this.#running) return;
    this.#running = true;
    clearTimeout(this.#timer ?? undefined);
    do {
      while (this.#scheduler.turn()) this.#movedAt = performance.now();
    } while (this.#block());
    this.#running = false;
    if (this.#scheduler.ended) this.#events.ended();
    else {
      this.#events.listens();
      this.#comeBack();
    }
  }

  attempt(call: Call, task: number): Outcome | null {
    return this.#syscalls.attempt(call, task);
  }

  /**
   * Threads switch at calls, and a thread that begins with a load is made to switch until its client has sent
   * something; otherwise the race would never be visible. So a client that connects twice and only then sends its
   * requests loses an update every time.
   */
  switches(call: Call, task: number): boolean {
    return this.#fresh.delete(task) && call.call === 'load';
  }

  threadStarted(task: number, by: number): void {
    this.#fresh.add(task);
    this.#syscalls.threadStarted(task, by);
  }

  answered(): void {
    // Reads and writes were recorded where they were made.
  }

  threadEnded(task: number, error: unknown): void {
    this.#fresh.delete(task);
    this.#syscalls.threadEnded(task);
    if (error !== null)
      this.#syscalls.print(`Exception in thread: ${error instanceof Error ? error.name : ''}: ${shown(error)}`);
  }

  get #pace(): number {
    return Math.min(LONGEST_MS, 1 + (performance.now() - this.#movedAt) / STEP_MS);
  }

  /** Sleeps where a serial profile waits. False when the event loop should wait instead. */
  #block(): boolean {
    const call = this.#scheduler.waiting.get(0);
    if (this.#scheduler.ended || call === undefined) return false;
    const sleeps = call.call === 'sleep';
    // An event loop has one thread: a sleep in it stops everything.
    if (this.#concurrency !== 'serial' && !(sleeps && this.#concurrency === 'select')) return false;
    const patience = this.#syscalls.patience(call);
    if (patience !== 0 && !sleeps) return false;
    this.#events.blocks('socket' in call ? call.socket : null);
    this.#events.sleep(sleeps ? Math.max(1, patience ?? 0) : this.#pace);
    return true;
  }

  #comeBack(): void {
    if (this.#scheduler.wake((task) => this.#syscalls.clientStirs(task))) {
      setImmediate(() => this.go());
      return;
    }
    const waits = [...this.#scheduler.waiting.values()].map((call) => this.#syscalls.patience(call));
    const wait = Math.min(...waits.map((ms) => (ms === null ? Number.POSITIVE_INFINITY : Math.max(ms, this.#pace))));
    if (wait !== Number.POSITIVE_INFINITY) this.#timer = setTimeout(() => this.go(), wait);
  }
}
