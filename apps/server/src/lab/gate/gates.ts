/**
 * The gates of a server's thread, and how it receives commands for them and reports that it has settled.
 *
 * A serial profile blocks its thread and receives no messages while it does. So gate commands are posted to a port of
 * their own and signalled through memory that both threads share: before it accepts or sleeps, a thread checks the
 * signal, which costs one load, and empties the port at once. The signal also wakes a sleeping thread. As with the port
 * claims (port-claims.ts), commands given before a connection was made are handled before it is accepted.
 */
import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import type { Releaser, StepUnit, Stop } from '#shared/hold/stops.ts';

/** A connection that can be held. */
export interface Gated {
  arm(stops: readonly Stop[], now: boolean): void;
  step(unit: StepUnit): void;
  run(): void;
  release(by: Releaser): void;
  freeze(frozen: boolean): void;
}

/** A command to the gate of one connection of the thread (counted from 1). */
export type ToGate =
  | { readonly type: 'arm'; readonly connection: number; readonly stops: readonly Stop[]; readonly now: boolean }
  | { readonly type: 'step'; readonly connection: number; readonly unit: StepUnit }
  | { readonly type: 'run'; readonly connection: number }
  | { readonly type: 'release'; readonly connection: number; readonly by: Releaser }
  | { readonly type: 'freeze'; readonly connection: number; readonly frozen: boolean };

/** A command to the gate of the next connection to be accepted; null: cancels it. */
export interface ToNext {
  readonly type: 'next';
  readonly stops: readonly Stop[] | null;
  readonly now: boolean;
}

/** Asks the thread to report once it has handled everything that has reached it. */
export interface Settle {
  readonly type: 'settle';
  readonly id: number;
}

export type GateMessage = ToGate | ToNext | Settle;

export interface GatesEvents {
  /** A command arrived that the thread did not check for itself. */
  heard(): void;
  /** The thread has been round once since it received {@link Settle} `id`: it has tried everything it waits for. */
  settled(id: number): void;
}

/** Raised in one thread, seen in another. */
export class WakeSignal {
  readonly memory: SharedArrayBuffer;
  readonly #cell: Int32Array;
  #seen = 0;

  constructor(memory: SharedArrayBuffer = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) {
    this.memory = memory;
    this.#cell = new Int32Array(memory);
  }

  raise(): void {
    Atomics.add(this.#cell, 0, 1);
    Atomics.notify(this.#cell, 0);
  }

  /** Whether it has been raised since the last call. */
  take(): boolean {
    const raised = Atomics.load(this.#cell, 0);
    const fresh = raised !== this.#seen;
    this.#seen = raised;
    return fresh;
  }

  /** Blocks this thread for `ms`, or until the signal is raised. */
  sleep(ms: number): void {
    Atomics.wait(this.#cell, 0, this.#seen, ms);
  }
}

export class Gates {
  readonly #port: MessagePort;
  readonly #wake: WakeSignal;
  readonly #gated = new Map<number, Gated>();
  readonly #events: GatesEvents;
  #next: ToNext | null = null;
  #settling: number[] = [];

  constructor(port: MessagePort, wake: WakeSignal, events: GatesEvents) {
    this.#port = port;
    this.#wake = wake;
    this.#events = events;
    // Must not keep the thread alive.
    port
      .on('message', (message: GateMessage) => {
        this.#perform(message);
        this.#take();
        events.heard();
      })
      .unref();
  }

  /** A connection was accepted; if the next one is to be held, this is the one. */
  add(connection: number, gated: Gated): void {
    // A command may already be waiting: the accept was reported before it got here.
    this.#gated.set(connection, gated);
    this.#take();
    const next = this.#next;
    this.#next = null;
    if (next?.stops) gated.arm(next.stops, next.now);
  }

  remove(connection: number): void {
    this.#gated.delete(connection);
  }

  /** For a thread that blocks, between two rounds of its calls: handles the commands received so far. */
  hear(): void {
    this.#settle();
    this.#take();
  }

  /** Reports for what was asked before this round. */
  #settle(): void {
    const settled = this.#settling;
    this.#settling = [];
    for (const id of settled) this.#events.settled(id);
  }

  #take(): void {
    if (!this.#wake.take()) return;
    for (;;) {
      const next = receiveMessageOnPort(this.#port) as { message: GateMessage } | undefined;
      if (next === undefined) return;
      this.#perform(next.message);
    }
  }

  /** Sleeps, but wakes up for the signal. */
  sleep(ms: number): void {
    this.#wake.sleep(ms);
  }

  #perform(message: GateMessage): void {
    if (message.type === 'settle') {
      this.#settling.push(message.id);
      // In an event loop, the second one runs after it has polled once more: a socket may have come after this port.
      setImmediate(() => setImmediate(() => this.#settle()));
      return;
    }
    if (message.type === 'next') {
      this.#next = message.stops === null ? null : message;
      return;
    }
    const gated = this.#gated.get(message.connection);
    switch (message.type) {
      case 'arm':
        gated?.arm(message.stops, message.now);
        break;
      case 'step':
        gated?.step(message.unit);
        break;
      case 'run':
        gated?.run();
        break;
      case 'release':
        gated?.release(message.by);
        break;
      case 'freeze':
        gated?.freeze(message.frozen);
        break;
    }
  }
}
