/** One life of a lab's thread, seen from the control thread: its messages arrive here, in order. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { TlsPem } from '../../base/tls-files.ts';
import { type GateMessage, WakeSignal } from '../gate/gates.ts';
import type { Descriptors } from '../memory/descriptors.ts';
import { Flow } from '../memory/flow.ts';
import type { FromThread, Observation, ProfileStart, ThreadStart, ToThread } from '../memory/messages.ts';
import { PortClaims } from '../memory/port-claims.ts';
import type { SharedReading } from '../memory/shared-reading.ts';

/** The runtime ends a thread that outgrows this, which counts as a crash; the process continues. */
const HEAP_MIB = 512;

const MESSAGE_LENGTH = 1000;

export interface RunPlan {
  readonly server: string;
  /** The script with which the thread starts. */
  readonly script: URL;
  readonly host: string;
  readonly ports: readonly number[];
  readonly epoch: bigint;
  readonly descriptors: Descriptors;
  readonly slot: number;
  readonly reading: SharedReading;
  /** Whether it needs its own folder, which is removed with it. */
  readonly scratch: boolean;
  /** For a proxy: the port it forwards to. */
  readonly upstream: number | null;
  readonly profile: ProfileStart | null;
  /** TLS below it; null for none. */
  readonly tls: TlsPem | null;
}

export interface RunEvents {
  listening(port: number): void;
  observations(observations: readonly Observation[]): void;
  /** A serial server waits on this connection of its thread without accepting others; null: it is free. */
  busy(connection: number | null): void;
  /** The thread is gone. `why`: the cause of a crash in the runtime's words; null when it simply ended. */
  ended(why: string | null, listened: boolean): void;
}

export class LabRun {
  /** The ports from which the page's clients connect. */
  readonly claims = new PortClaims();
  readonly #events: RunEvents;
  readonly #flow = new Flow();
  readonly #port: MessagePort;
  readonly #gates: MessagePort;
  readonly #wake = new WakeSignal();
  readonly #worker: Worker;
  readonly #scratch: string | null;
  /** Who waits for the thread to settle. */
  readonly #settling = new Map<number, () => void>();
  #settles = 0;
  #why: string | null = null;
  #listened = false;
  #taking = false;

  constructor(plan: RunPlan, events: RunEvents) {
    this.#events = events;
    const { port1, port2 } = new MessageChannel();
    const gates = new MessageChannel();
    this.#gates = gates.port1;
    const { server, host, ports, epoch, descriptors, slot, upstream, profile, tls } = plan;
    this.#scratch = plan.scratch ? mkdtempSync(path.join(tmpdir(), 'octet-')) : null;
    const scratch = this.#scratch;
    const shared = {
      claims: this.claims.memory,
      flow: this.#flow.memory,
      descriptors: descriptors.memory,
      reading: plan.reading.memory,
      wake: this.#wake.memory,
      gates: gates.port2,
    };
    const about = { server, host, ports, epoch, slot, upstream, profile, tls };
    const workerData: ThreadStart = { ...about, port: port2, scratch, ...shared };
    this.#port = port1;
    this.#port.on('message', (message: FromThread) => this.#take(message));
    this.#worker = new Worker(plan.script, {
      name: server,
      workerData,
      transferList: [port2, gates.port2],
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB },
    });
    // What the thread could not report itself: a script that fails to load, a full heap.
    this.#worker.on('error', (error: Error) => this.#die(`${error.name}: ${error.message}`));
    this.#worker.on('exit', (code) => this.#ended(code));
  }

  /**
   * Takes everything the thread has posted so far. Called before a client's event is recorded: the thread posts what it
   * does before it does it, so the cause of that event is among what is taken here.
   */
  drain(): void {
    // When called from #take, the rest of the current message comes first.
    if (this.#taking) return;
    for (;;) {
      const next = receiveMessageOnPort(this.#port) as { message: FromThread } | undefined;
      if (next === undefined) return;
      this.#take(next.message);
    }
  }

  /** Sends a command to a gate, which sees it before the next connection is accepted, even in a blocked thread. */
  tellGate(message: GateMessage): void {
    this.#gates.postMessage(message);
    this.#wake.raise();
  }

  /** Resolves once the thread has handled everything that has reached it, or has ended. */
  settled(): Promise<void> {
    return new Promise((resolve) => {
      const id = ++this.#settles;
      this.#settling.set(id, resolve);
      this.tellGate({ type: 'settle', id });
    });
  }

  /** Ctrl-C, for a profile; {@link RunEvents.ended} reports the outcome. */
  interrupt(): void {
    this.#port.postMessage({ type: 'interrupt' } satisfies ToThread);
  }

  /** Ends the thread, even one stuck in a loop. */
  async kill(why: string): Promise<void> {
    this.#die(why);
    await this.#worker.terminate();
  }

  #take(message: FromThread): void {
    this.#taking = true;
    try {
      this.#handle(message);
    } finally {
      this.#taking = false;
    }
  }

  #handle(message: FromThread): void {
    switch (message.type) {
      case 'listening':
        this.#listened = true;
        this.#events.listening(message.port);
        break;
      case 'observations':
        this.#flow.taken(message.cost);
        this.#events.observations(message.observations);
        break;
      case 'busy':
        this.#events.busy(message.connection);
        break;
      case 'settled':
        this.#settling.get(message.id)?.();
        this.#settling.delete(message.id);
        break;
      case 'failed':
      case 'crash':
        this.#die(message.message);
        break;
    }
  }

  /** The first cause counts. */
  #die(why: string): void {
    this.#why ??= why.slice(0, MESSAGE_LENGTH);
  }

  #ended(code: number): void {
    this.drain();
    this.#port.close();
    this.#gates.close();
    if (this.#scratch !== null) rmSync(this.#scratch, { recursive: true, force: true });
    for (const resolve of this.#settling.values()) resolve();
    this.#settling.clear();
    this.#events.ended(this.#why ?? (code === 0 ? null : `The thread ended with code ${code}`), this.#listened);
  }
}
