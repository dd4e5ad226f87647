/** One lab server under supervision: started on demand, and restarted after a crash. */
import type { Reading } from '#shared/base/options.ts';
import type { ProfileOptions } from '#shared/servers/start-options.ts';
import { MOST_NAMED, type ServerInfo, type ServerState } from '#shared/wire/messages.ts';
import { Backoff } from '../../base/backoff.ts';
import { Deferred } from '../../base/deferred.ts';
import type { Announcer } from '../clients/dial.ts';
import { dialClient } from '../clients/dial-client.ts';
import { type ConnectRequest, Pair } from '../clients/pairing.ts';
import type { GateMessage } from '../gate/gates.ts';
import { CLIENTS_SLOT, type Descriptors } from '../memory/descriptors.ts';
import { SharedReading } from '../memory/shared-reading.ts';
import type { Lane } from '../recording/lane.ts';
import type { Recorder } from '../recording/recorder.ts';
import { type Behind, Connections } from './connections.ts';
import type { GateKeeper, Holds } from './holds.ts';
import { LabRun } from './run.ts';
import type { ServerKind } from './server-kind.ts';

/** How many more ports are tried when the first is taken. */
const MORE_PORTS = 50;

/** What all servers of a lab share. */
export interface LabContext {
  readonly recorder: Recorder;
  readonly descriptors: Descriptors;
  readonly epoch: bigint;
  readonly host: string;
  readonly holds: Holds;
  /** How long an accept may take before a lane is shown without it, in ms. */
  readonly acceptMs: number;
  /** For the back of a chain: the lane in front of it. */
  readonly behind?: () => Behind | null;
  /** The state of a server has changed. */
  changed(): void;
  /** A connection has arrived or ended. */
  moved(): void;
}

/** What the lanes of a restarted server record as its end. */
const RESTARTED = 'ended from the page, to be started again';

export class LabServer implements GateKeeper {
  readonly #kind: ServerKind;
  readonly #slot: number;
  readonly #context: LabContext;
  readonly #connections: Connections;
  readonly #backoff = new Backoff();
  /** Outlives the thread: the choice persists after a crash. */
  readonly #reading = new SharedReading();
  #state: ServerState = 'stopped';
  #port = 0;
  #lastPort: number | null = null;
  #restarts = 0;
  #error: string | null = null;
  #options: ProfileOptions | null;
  #run: LabRun | null = null;
  #starting: Deferred<LabRun> | null = null;
  #killing: Promise<void> | null = null;
  #startedAt = 0;
  #closed = false;

  constructor(kind: ServerKind, slot: number, context: LabContext) {
    this.#kind = kind;
    this.#slot = slot;
    this.#context = context;
    const { prints: _, ...options } = kind.profile ?? { prints: false };
    this.#options = 'once' in options ? options : null;
    this.#connections = new Connections({
      server: kind.id,
      transport: kind.transport ?? 'tcp',
      recorder: context.recorder,
      acceptMs: context.acceptMs,
      ...(context.behind !== undefined && { behind: context.behind }),
      changed: () => context.moved(),
      told: (lane, draft) => context.holds.told(this, lane, draft),
    });
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
    const { busy, serving, backlog } = this.#connections;
    const lanes = { busy, serving: serving.slice(-MOST_NAMED), backlog: backlog.slice(-MOST_NAMED) };
    const reading = this.reads ? { reading: this.#reading.get() } : {};
    const hold = this.gated ? { hold: { next: this.#context.holds.awaits(this) } } : {};
    return { id, state, host, port, restarts, error, options: this.#options, ...lanes, ...reading, ...hold };
  }

  /** Whether its connections can be held. */
  get gated(): boolean {
    return this.#kind.gated ?? false;
  }

  connectionOf(lane: Lane): number | null {
    return this.#connections.numberOf(lane);
  }

  tellGate(message: GateMessage): void {
    this.#run?.tellGate(message);
  }

  /** Resolves once its thread has handled everything that has reached it; at once when it does not run. */
  async settled(): Promise<void> {
    await this.#run?.settled();
  }

  /** For the holds: whether the next connection is held has changed. */
  changed(): void {
    this.#context.changed();
  }

  /** Whether its parsing can be configured. */
  get reads(): boolean {
    return this.#kind.reads ?? false;
  }

  /** How it parses the connections it accepts from now on. False when that cannot be chosen. */
  configure(reading: Reading): boolean {
    if (!this.reads) return false;
    this.#reading.set(reading);
    this.#context.changed();
    return true;
  }

  /**
   * Resolves when it listens, at once if it already does. Rejects with the reason when it cannot. `options`: for a
   * profile that is not running yet; without them, it starts as before.
   */
  async start(options?: ProfileOptions): Promise<LabRun> {
    if (this.#closed) throw new Error('The lab is closed');
    if (this.#killing !== null) await this.#killing;
    if (this.#run !== null && this.#state === 'listening') return this.#run;
    this.#starting ??= this.#launch(options);
    return this.#starting.promise;
  }

  /** Ends it if it is running, and starts it again. */
  async restart(options?: ProfileOptions): Promise<LabRun> {
    await this.kill(RESTARTED);
    return this.start(options);
  }

  /** Ends its thread; `why` is what its lanes will record. It restarts as after a crash. */
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

  /** Connects a client for the page. Reports the outcome through `request.events`. */
  async connect(request: ConnectRequest): Promise<void> {
    const { descriptors } = this.#context;
    if (!descriptors.take(CLIENTS_SLOT)) {
      request.events.failed('no-descriptors', 'EMFILE');
      return;
    }
    try {
      await this.#connect(await this.start(request.options), request);
    } catch (error) {
      descriptors.give(CLIENTS_SLOT);
      request.events.failed('connect-failed', (error as Error).message);
    }
  }

  async #connect(run: LabRun, request: ConnectRequest): Promise<void> {
    const pair = new Pair(request);
    const announcer: Announcer = {
      announce: (localPort) => {
        run.claims.claim(localPort, { clocks: request.clocks, reading: request.reading ?? null });
        this.#connections.expect(localPort, pair);
      },
      withdraw: (localPort) => {
        run.claims.release(localPort);
        this.#connections.withdraw(localPort);
      },
    };
    const { host, recorder } = this.#context;
    const to = { host, port: this.#port, transport: this.#kind.transport ?? 'tcp', tls: this.#kind.tls !== undefined };
    const facts = { server: this.#kind.id, recorder, drain: () => run.drain(), events: request.events };
    const { client, localPort, socket } = await dialClient(to, announcer, facts);
    this.#connections.connected(localPort, pair, client);
    socket.once('close', () => {
      this.#context.descriptors.give(CLIENTS_SLOT);
      this.#connections.left(localPort, pair);
    });
  }

  #launch(options = this.#options): Deferred<LabRun> {
    this.#backoff.cancel();
    const { epoch, host, descriptors } = this.#context;
    const starting = new Deferred<LabRun>();
    // There may be no other waiter; the failure is in the state.
    starting.promise.catch(() => undefined);
    const { profile } = this.#kind;
    if (profile !== undefined) this.#options = options;
    if (this.#state === 'crashed') this.#restarts += 1;
    const run: LabRun = new LabRun(
      {
        server: this.#kind.id,
        script: this.#kind.script,
        host,
        ports: this.#ports(),
        epoch,
        descriptors,
        slot: this.#slot,
        reading: this.#reading,
        scratch: this.#kind.scratch ?? false,
        upstream: this.#kind.upstream ?? null,
        profile: profile === undefined ? null : { ...profile, ...options },
        tls: this.#kind.tls ?? null,
      },
      {
        listening: (port) => this.#listening(run, port),
        observations: (observations) => this.#connections.take(observations),
        busy: (connection) => this.#connections.waitsOn(connection),
        ended: (why, listened) => this.#ended(why, listened),
      },
    );
    this.#run = run;
    this.#startedAt = this.#context.recorder.now();
    this.#set('starting', 0, null);
    return starting;
  }

  /** Its previous port comes first: the page shows it, and users have typed it into their tools. */
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

  /** `why`: the cause of a crash; null when it has returned, like a program that has done its work. */
  #ended(why: string | null, listened: boolean): void {
    this.#run = null;
    this.#context.descriptors.giveAll(this.#slot);
    this.#context.holds.gone(this);
    if (why === null) this.#connections.ended();
    else this.#connections.crashed(why);
    const state = why === null ? 'ended' : 'crashed';
    this.#set(this.#closed ? 'stopped' : state, 0, why);
    this.#starting?.reject(new Error(why ?? 'It has ended'));
    this.#starting = null;
    // A server that never listened would fail again, and a tutorial's program stays down once it is down: it waits to
    // be started.
    if (listened && !this.#closed && !this.onDemand) this.#scheduleRestart();
  }

  #scheduleRestart(): void {
    this.#backoff.schedule(this.#context.recorder.now() - this.#startedAt, () => {
      // The outcome is in the state; this promise has no other waiter.
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
