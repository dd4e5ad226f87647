/**
 * A peer under supervision: found, started on demand, stopped with Octet. Octet records nothing inside it: of its
 * connections, only what the page's own clients write and read is recorded.
 */
import type { PeerId } from '#shared/servers/peers.ts';
import type { Program, ServerInfo, ServerState } from '#shared/wire/messages.ts';
import type { Destination } from '../clients/outside.ts';
import type { ConnectRequest } from '../clients/pairing.ts';
import type { LabContext } from '../servers/server.ts';
import { findProgram, readVersion } from './find.ts';
import { PEERS } from './index.ts';
import { PeerProcess } from './process.ts';
import { lesserRights } from './rights.ts';

/** How many more ports are tried when the first is taken. */
const MORE_PORTS = 50;

export interface PeerSetup {
  readonly id: PeerId;
  readonly firstPort: number;
  /** The port it forwards to; null: it serves a page. */
  readonly upstream: number | null;
  readonly reach: Reach;
}

/** Connects a client of the page to a server that Octet does not record. */
export type Reach = (to: Destination, request: ConnectRequest) => Promise<void>;

export class PeerServer {
  readonly onDemand = true;
  readonly listed = true;
  /** Its parsing cannot be configured. */
  readonly reads = false;
  readonly #setup: PeerSetup;
  readonly #context: LabContext;
  #state: ServerState = 'stopped';
  #error: string | null = null;
  #restarts = 0;
  #path: string | null | undefined;
  #version: string | null = null;
  #process: PeerProcess | null = null;
  #starting: Promise<PeerProcess> | null = null;
  #closed = false;

  constructor(setup: PeerSetup, context: LabContext) {
    this.#setup = setup;
    this.#context = context;
  }

  get info(): ServerInfo {
    const { id } = this.#setup;
    const lanes = { busy: null, serving: [], backlog: [] };
    const [state, port, error, restarts] = [this.#state, this.#process?.port ?? 0, this.#error, this.#restarts];
    return {
      id,
      state,
      host: this.#context.host,
      port,
      restarts,
      error,
      options: null,
      ...lanes,
      program: this.#program,
    };
  }

  get #program(): Program {
    return { found: this.#find() !== null, version: this.#version };
  }

  /** If it was not found on this machine, looks for it again on the next request: it may have been installed. */
  look(): void {
    if (this.#path === null) this.#path = undefined;
  }

  /** Searched for once. */
  #find(): string | null {
    if (this.#path === undefined) this.#path = findProgram(PEERS[this.#setup.id].commands, lesserRights());
    return this.#path;
  }

  /** Its parsing cannot be configured. */
  configure(): boolean {
    return false;
  }

  /** Resolves when it listens; otherwise rejects with the reason in its own words. */
  start(): Promise<PeerProcess> {
    if (this.#process !== null) return Promise.resolve(this.#process);
    this.#starting ??= this.#launch().finally(() => {
      this.#starting = null;
    });
    return this.#starting;
  }

  async restart(): Promise<PeerProcess> {
    await this.#stop();
    return this.start();
  }

  /** Octet cannot ask it. */
  settled(): Promise<void> {
    return Promise.resolve();
  }

  /** At once, as if it had crashed: what its clients then see is the lesson. */
  async kill(): Promise<void> {
    this.#process?.kill();
    await this.#process?.ended.promise;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#stop();
  }

  /** Connects a client for the page. Reports the outcome through `request.events`. */
  async connect(request: ConnectRequest): Promise<void> {
    const { id, reach } = this.#setup;
    let port: number;
    try {
      port = (await this.start()).port;
    } catch (error) {
      request.events.failed('connect-failed', (error as Error).message);
      return;
    }
    await reach({ server: id, addresses: [this.#context.host], port }, request);
  }

  async #launch(): Promise<PeerProcess> {
    const { id, upstream, firstPort } = this.#setup;
    const peer = PEERS[id];
    this.look();
    const program = this.#find();
    if (this.#closed) throw new Error('The lab is closed');
    if (program === null) throw new Error(`Not on this machine: ${peer.commands.join(', ')}`);
    if (this.#state === 'crashed') this.#restarts += 1;
    this.#set('starting', null);
    const ports = Array.from({ length: 1 + MORE_PORTS }, (_, i) => firstPort + i);
    try {
      const reads = this.#version === null ? readVersion(program, peer.version) : this.#version;
      const [process, version] = await Promise.all([PeerProcess.start({ peer, program, ports, upstream }), reads]);
      this.#version = version;
      return this.#listening(process);
    } catch (error) {
      this.#set('crashed', (error as Error).message);
      throw error;
    }
  }

  #listening(process: PeerProcess): PeerProcess {
    if (this.#closed) {
      void process.stop();
      throw new Error('The lab is closed');
    }
    this.#process = process;
    this.#set('listening', null);
    void process.ended.promise.then((why) => {
      this.#process = null;
      this.#set(why === null ? 'stopped' : 'crashed', why);
    });
    return process;
  }

  async #stop(): Promise<void> {
    // If it is about to listen, it is stopped as soon as it does.
    await this.#starting?.catch(() => undefined);
    await this.#process?.stop();
  }

  #set(state: ServerState, error: string | null): void {
    this.#state = state;
    this.#error = error;
    this.#context.changed();
  }
}
