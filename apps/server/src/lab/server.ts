/** One lab server under supervision: started on demand, and started again after a crash. */
import type { ServerInfo, ServerState } from '../../../../shared/wire.ts';
import { Backoff } from './backoff.ts';
import { PageClient } from './client.ts';
import { Connections } from './connections.ts';
import { Deferred } from './deferred.ts';
import { CLIENTS_SLOT, type Descriptors } from './descriptors.ts';
import { dial } from './dial.ts';
import type { ProfileStart } from './messages.ts';
import { type ConnectWish, Pair } from './pairing.ts';
import type { Recorder } from './recorder.ts';
import { LabRun } from './run.ts';

/** How many ports are tried after the first, when it is taken. */
const MORE_PORTS = 50;

/** A kind of server the lab can run. */
export interface ServerKind {
  readonly id: string;
  /** What its thread starts with. */
  readonly script: URL;
  readonly firstPort: number;
  /** Waits until somebody asks for it; the others run as soon as a page is there. */
  readonly onDemand?: true;
  /** Not among the servers to choose from until somebody has asked for it. */
  readonly unlisted?: true;
  /** Wants a folder of its own. */
  readonly scratch?: true;
  readonly profile?: ProfileStart;
}

/** What all servers of a lab share. */
export interface LabContext {
  readonly recorder: Recorder;
  readonly descriptors: Descriptors;
  readonly epoch: bigint;
  readonly host: string;
  /** The state of a server has changed. */
  changed(): void;
}

export class LabServer {
  readonly #kind: ServerKind;
  readonly #slot: number;
  readonly #context: LabContext;
  readonly #connections: Connections;
  readonly #backoff = new Backoff();
  #state: ServerState = 'stopped';
  #port = 0;
  #lastPort: number | null = null;
  #restarts = 0;
  #error: string | null = null;
  #run: LabRun | null = null;
  #starting: Deferred<LabRun> | null = null;
  #killing: Promise<void> | null = null;
  #startedAt = 0;
  #closed = false;

  constructor(kind: ServerKind, slot: number, context: LabContext) {
    this.#kind = kind;
    this.#slot = slot;
    this.#context = context;
    this.#connections = new Connections(kind.id, context.recorder);
  }

  get onDemand(): boolean {
    return this.#kind.onDemand ?? false;
  }

  get listed(): boolean {
    return this.#kind.unlisted !== true || this.#state !== 'stopped';
  }

  get info(): ServerInfo {
    const { host } = this.#context;
    const [id, state, port, restarts, error] = [this.#kind.id, this.#state, this.#port, this.#restarts, this.#error];
    return { id, state, host, port, restarts, error };
  }

  /** Resolves when it listens; at once when it does. Rejects with the reason when it cannot. */
  async start(): Promise<LabRun> {
    if (this.#closed) throw new Error('The lab is closed');
    if (this.#killing !== null) await this.#killing;
    if (this.#run !== null && this.#state === 'listening') return this.#run;
    this.#starting ??= this.#launch();
    return this.#starting.promise;
  }

  /** Ends its thread; `why` is what its lanes will say. It is started again like after a crash. */
  async kill(why: string): Promise<void> {
    if (this.#run === null) return;
    this.#killing ??= this.#run.kill(why);
    await this.#killing;
    this.#killing = null;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#backoff.cancel();
    await this.kill('The lab was closed');
  }

  /** Connects a client for the page. What comes of it is told to the wish's events. */
  async connect(wish: ConnectWish): Promise<void> {
    const { descriptors } = this.#context;
    if (!descriptors.take(CLIENTS_SLOT)) {
      wish.events.failed('too-many-lanes', 'EMFILE');
      return;
    }
    try {
      await this.#connect(await this.start(), wish);
    } catch (error) {
      descriptors.give(CLIENTS_SLOT);
      wish.events.failed('connect-failed', (error as Error).message);
    }
  }

  async #connect(run: LabRun, wish: ConnectWish): Promise<void> {
    const pair = new Pair(wish);
    const socket = await dial(
      { host: this.#context.host, port: this.#port },
      {
        announce: (localPort) => {
          run.marks.mark(localPort, wish.clocks);
          this.#connections.expect(localPort, pair);
        },
        withdraw: (localPort) => {
          run.marks.unmark(localPort);
          this.#connections.withdraw(localPort);
        },
      },
    );
    socket.once('close', () => this.#context.descriptors.give(CLIENTS_SLOT));
    pair.connected(new PageClient(socket, this.#context.recorder, () => run.drain(), wish.events));
  }

  #launch(): Deferred<LabRun> {
    this.#backoff.cancel();
    const { epoch, host, descriptors } = this.#context;
    const starting = new Deferred<LabRun>();
    const run: LabRun = new LabRun(
      {
        server: this.#kind.id,
        script: this.#kind.script,
        host,
        ports: this.#ports(),
        epoch,
        descriptors,
        slot: this.#slot,
        scratch: this.#kind.scratch ?? false,
        profile: this.#kind.profile ?? null,
      },
      {
        listening: (port) => this.#listening(run, port),
        sightings: (sightings) => this.#connections.take(sightings),
        ended: (why, listened) => this.#ended(why ?? 'It has ended', listened),
      },
    );
    this.#run = run;
    this.#startedAt = this.#context.recorder.now();
    this.#set('starting', 0, null);
    return starting;
  }

  /** The port it had before comes first: the page shows it, and people have typed it into their tools. */
  #ports(): number[] {
    const { firstPort } = this.#kind;
    const row = Array.from({ length: 1 + MORE_PORTS }, (_, i) => firstPort + i);
    return this.#lastPort === null ? row : [this.#lastPort, ...row];
  }

  #listening(run: LabRun, port: number): void {
    this.#lastPort = port;
    this.#set('listening', port, null);
    this.#starting?.resolve(run);
    this.#starting = null;
  }

  #ended(why: string, listened: boolean): void {
    this.#run = null;
    this.#context.descriptors.giveAll(this.#slot);
    this.#connections.crashed(why);
    this.#set(this.#closed ? 'stopped' : 'crashed', 0, why);
    this.#starting?.reject(new Error(why));
    this.#starting = null;
    // One that never listened would fail again; it waits for somebody to ask.
    if (listened && !this.#closed) this.#scheduleRestart();
  }

  #scheduleRestart(): void {
    this.#backoff.schedule(this.#context.recorder.now() - this.#startedAt, () => {
      this.#restarts += 1;
      // What became of it is in the state; nobody waits for this promise.
      this.start().catch(() => undefined);
    });
  }

  #set(state: ServerState, port: number, error: string | null): void {
    this.#state = state;
    this.#port = port;
    this.#error = error;
    this.#context.changed();
  }
}
