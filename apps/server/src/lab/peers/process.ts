/**
 * One run of a peer's program: started without a shell, with a minimal environment, in its own folder; ready once a
 * socket of its own accepts connections; stopped by SIGTERM and, if that has no effect, SIGKILL. The end of its output
 * is kept in case it dies.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { createConnection } from 'node:net';
import path from 'node:path';
import { Deferred } from '../../base/deferred.ts';
import { listenForErrors } from '../../engine/wire.ts';
import { bareEnvironment } from './find.ts';
import { makeFolder, removeFolder, writeInto } from './folder.ts';
import { HOST, type Peer } from './peer.ts';
import { listensOn, type Reservation, reservePort } from './ports.ts';
import { rightsFor } from './rights.ts';
import { endWatch, keepWatch } from './watchdog-process.ts';

/** How much of its last output is kept, in characters. */
const LAST_WORDS = 1500;

/** How long it may take to listen, and how often that is checked. */
const READY_MS = 10_000;
const TRY_MS = 20;

/** Where the owner of a socket is not known: how long a peer has to live beside a port that answers. */
const UNKNOWN_OWNER_MS = 300;

/** How long it may take to handle SIGTERM. */
const TERM_MS = 1500;

/** How often another port is tried when somebody outside this process takes the one that was free. */
const TRIES = 5;

export interface PeerPlan {
  readonly peer: Peer;
  readonly program: string;
  /** Ports to try, in this order; 0 is any free one. */
  readonly ports: readonly number[];
  readonly upstream: number | null;
}

/** Somebody else listens on the port that the peer was to have. */
class PortTaken extends Error {}

export class PeerProcess {
  readonly port: number;
  /** Resolves when it has ended and its folder is gone: with the cause if it died, or null when it was stopped. */
  readonly ended = new Deferred<string | null>();
  readonly #peer: Peer;
  readonly #folder: string;
  readonly #child: ChildProcess;
  #words = '';
  #over = false;
  #stopped = false;

  /** Starts it and waits until it listens. @throws Error with its own words when it does not */
  static async start(plan: PeerPlan): Promise<PeerProcess> {
    for (let tries = 1; ; tries++) {
      const started = new PeerProcess(plan, await reservePort(plan.ports));
      try {
        await started.#ready();
        return started;
      } catch (error) {
        // The port is no longer free: the next reservation is another one.
        if (!(error instanceof PortTaken) || tries === TRIES) throw error;
      }
    }
  }

  private constructor({ peer, program, upstream }: PeerPlan, { port, release }: Reservation) {
    const real = realpathSync(program);
    const rights = rightsFor(real);
    this.port = port;
    this.#peer = peer;
    this.#folder = makeFolder(rights);
    const folder = this.#folder;
    const { files, args, env } = peer.launch({ folder, port, upstream }, real);
    writeInto(folder, files);
    this.#child = spawn(program, [...args], {
      cwd: folder,
      env: { ...bareEnvironment(folder), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(rights ?? {}),
    });
    this.#follow(this.#child);
    void this.ended.promise.then(release);
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Ends it; resolves when it is gone. */
  async stop(): Promise<void> {
    this.#stopped = true;
    if (!this.#over) {
      this.#child.kill('SIGTERM');
      const timer = setTimeout(() => this.#child.kill('SIGKILL'), TERM_MS);
      await this.ended.promise;
      clearTimeout(timer);
    }
  }

  /** Ends it at once and without notice, as a crash would. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }

  #follow(child: ChildProcess): void {
    if (child.pid !== undefined) keepWatch(child.pid, this.#folder);
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#words = `${this.#words}${text}`.slice(-LAST_WORDS);
      });
    }
    child.once('error', (error) => this.#ended(error.message));
    child.once('close', (code, signal) => {
      this.#ended(signal === null ? `It ended with code ${code}` : `It was ended by ${signal}`);
    });
  }

  #ended(how: string): void {
    if (this.#over) return;
    this.#over = true;
    const words = this.#lastWords();
    removeFolder(this.#folder);
    if (this.#child.pid !== undefined) endWatch(this.#child.pid);
    this.ended.resolve(this.#stopped ? null : [how, words].filter((part) => part !== '').join(': '));
  }

  /** Its last output, line breaks and the like as spaces, and without its folder, which no longer exists. */
  #lastWords(): string {
    const { log } = this.#peer;
    const file = log === undefined ? null : path.join(this.#folder, log);
    const logged = file !== null && existsSync(file) ? readFileSync(file, 'utf8') : '';
    const words = `${this.#words} ${logged.slice(-LAST_WORDS)}`.replaceAll(`${this.#folder}/`, '');
    return words
      .replace(/[\p{Cc}\s]+/gu, ' ')
      .trim()
      .slice(-LAST_WORDS);
  }

  async #ready(): Promise<void> {
    const end = performance.now() + READY_MS;
    while (!this.#over) {
      if ((await answers(this.port)) && (await this.#owns())) return;
      if (performance.now() > end) {
        await this.stop();
        throw await this.#unready(`It did not listen within ${READY_MS / 1000} s`);
      }
      await pause(TRY_MS);
    }
    throw await this.#unready((await this.ended.promise) ?? 'It was stopped');
  }

  /** Whether the socket that answers on its port is its own. */
  async #owns(): Promise<boolean> {
    const owns = this.pid === undefined ? false : listensOn(this.pid, this.port);
    if (owns === null) await pause(UNKNOWN_OWNER_MS);
    return owns !== false && !this.#over;
  }

  /** It is over: if the port still answers, somebody else has it. */
  async #unready(words: string): Promise<Error> {
    return (await answers(this.port)) ? new PortTaken(words) : new Error(words);
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Whether the port accepts connections. */
function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: HOST, port });
    listenForErrors(socket, () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}
