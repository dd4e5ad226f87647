/** The results of calls in memory. */
import { type Answers, attempt, type Call, type Outcome, type Results, type SocketId, type Value } from './calls.ts';
import { Conn } from './memory-conn.ts';
import type { Made, Played, Seen, Setup } from './memory-types.ts';
import { osError } from './python/exceptions.ts';
import { shown } from './python/text.ts';
import type { Driver } from './scheduler.ts';
import { resolvePath } from './trees.ts';

/** The listening (or the UDP) socket. Visitor i has number FIRST + i. */
const LISTENER = 0;
const FIRST = 1;

/** `undefined`: the call waits. */

export class Memory implements Driver {
  readonly made: Made[] = [];
  readonly datagrams: Played['datagrams'][number][] = [];
  readonly printed: string[] = [];
  readonly #setup: Setup;
  readonly #conns: readonly Conn[];
  readonly #state = new Map<string, Value>();
  readonly #folders = new Set<string>();
  #accepted = 0;
  #received = 0;
  #listens = true;

  constructor(setup: Setup) {
    this.#setup = setup;
    this.#conns = (setup.visitors ?? []).map((visitor) => new Conn(visitor));
  }

  get visitors(): Seen[] {
    return this.#conns.map(({ seen }) => seen);
  }

  attempt(call: Call): Outcome | null {
    return attempt(this.#answers, call);
  }

  switches(call: Call): boolean {
    return call.call === 'load' && this.#setup.race === true;
  }

  answered(task: number, call: Call, outcome: Outcome): void {
    this.made.push({ task, call, outcome });
  }

  threadStarted(): void {
    // Nothing here depends on which task runs.
  }

  threadEnded(_task: number, error: unknown): void {
    if (error !== null) this.printed.push(`${error instanceof Error ? error.name : ''}: ${shown(error)}`);
  }

  readonly #answers: Answers = {
    socket: () => LISTENER,
    bind: () => null,
    listen: () => null,
    start: () => null,
    accept: () => this.#accept(),
    recv: ({ socket, size }) => this.#conn(socket).recv(size),
    send: ({ socket, bytes }) => this.#conn(socket).send(bytes),
    sendall: ({ socket, bytes }) => {
      this.#conn(socket).send(bytes);
      return null;
    },
    shutdown: () => null,
    close: ({ socket }) => this.#close(socket),
    getpeername: ({ socket }) => this.#conn(socket).getpeername(),
    select: ({ sockets }) => this.#select(sockets),
    recvfrom: ({ size }) => this.#recvfrom(size),
    sendto: ({ bytes, to }) => {
      this.datagrams.push({ bytes, to });
      return bytes.length;
    },
    exists: ({ path }) => this.#file(path) !== undefined || this.#isFolder(this.#resolve(path)),
    isFile: ({ path }) => this.#file(path) !== undefined,
    readFile: ({ path }) => this.#read(path),
    makeFolder: ({ path }) => {
      this.#folders.add(this.#resolve(path) ?? '');
      return null;
    },
    load: ({ name }) => this.#state.get(name) ?? null,
    store: ({ name, value }) => {
      this.#state.set(name, value);
      return null;
    },
    sleep: () => null,
    print: ({ text }) => {
      this.printed.push(text);
      return null;
    },
  };

  #conn(socket: SocketId): Conn {
    const found = this.#conns[socket - FIRST];
    if (found === undefined) throw osError('EBADF');
    return found;
  }

  #accept(): Results['accept'] | undefined {
    if (!this.#listens) throw osError('EBADF');
    const conn = this.#conns[this.#accepted];
    if (conn === undefined) return undefined;
    conn.seen.accepted = true;
    const socket = FIRST + this.#accepted++;
    return { socket, address: ['127.0.0.1', 50_000 + socket] };
  }

  #close(socket: SocketId): null {
    if (socket !== LISTENER) return this.#conn(socket).close();
    this.#listens = false;
    return null;
  }

  #select(sockets: readonly SocketId[]): readonly SocketId[] | undefined {
    const ready = sockets.filter((socket) =>
      socket === LISTENER ? this.#accepted < this.#conns.length : this.#conn(socket).ready,
    );
    return ready.length > 0 ? ready : undefined;
  }

  #recvfrom(size: number): Results['recvfrom'] | undefined {
    const datagram = this.#setup.datagrams?.[this.#received];
    if (datagram === undefined) return undefined;
    this.#received++;
    // Octets that do not fit are lost.
    return { bytes: datagram.bytes.slice(0, size), address: datagram.from };
  }

  #file(path: string): Uint8Array | undefined {
    const resolved = this.#resolve(path);
    return resolved === null ? undefined : this.#setup.tree?.get(resolved);
  }

  #resolve(path: string): string | null {
    return resolvePath(path, (resolved) => this.#isFolder(resolved));
  }

  #isFolder(resolved: string | null): boolean {
    if (resolved === null) return false;
    const below = [...(this.#setup.tree?.keys() ?? [])].some((name) => name.startsWith(`${resolved}/`));
    return resolved === '' || below || this.#folders.has(resolved);
  }

  #read(path: string): Uint8Array {
    const found = this.#file(path);
    if (found === undefined) throw osError(this.#isFolder(this.#resolve(path)) ? 'EISDIR' : 'ENOENT');
    return found;
  }
}
