/** Performs calls on real sockets and files. None of them waits: null means not yet. */
import { writeSync } from 'node:fs';
import {
  type Answers,
  attempt,
  type Call,
  type Outcome,
  type Results,
  type SocketId,
  type Value,
} from '#shared/profiles/calls.ts';
import { osError } from '#shared/profiles/python/exceptions.ts';
import { CallLog, callEntry, touched } from './call-log.ts';
import type { Datagrams } from './datagrams.ts';
import type { Files } from './files.ts';
import type { Listener } from './listener.ts';
import type { TcpSocket } from './tcp-socket.ts';

/** The listening socket, or the UDP socket. */
const LISTENER: SocketId = 0;

/** `undefined`: not yet. */

export interface Equipment {
  readonly listener: Listener | null;
  readonly datagrams: Datagrams | null;
  readonly files: Files | null;
  readonly prints: boolean;
}

export class Syscalls {
  readonly #equipment: Equipment;
  readonly #sockets = new Map<SocketId, TcpSocket>();
  readonly #log = new CallLog();
  readonly #state = new Map<string, Value>();
  /** When the time-out of a waiting accept expires. */
  readonly #deadlines = new WeakMap<Call, number>();
  #ids: SocketId = LISTENER;

  constructor(equipment: Equipment) {
    this.#equipment = equipment;
  }

  attempt(call: Call, task: number): Outcome | null {
    const outcome = attempt(this.#answers, call);
    const socket = this.#log.socketOf(task, this.#sockets.get(touched(call, outcome)));
    const draft = outcome === null ? null : callEntry(call, outcome);
    if (draft !== null) socket?.record(draft);
    return outcome;
  }

  /** A thread starts with the connection that its starter serves. */
  threadStarted(task: number, by: number): void {
    this.#log.threadStarted(task, by);
  }

  threadEnded(task: number): void {
    this.#log.threadEnded(task);
  }

  /** Whether the client of a thread has sent something that is unread, or has left. */
  clientStirs(task: number): boolean {
    return this.#log.socketOf(task, undefined)?.ready ?? true;
  }

  print(text: string): void {
    if (!this.#equipment.prints) return;
    try {
      // Not console.log: a thread's console writes through the event loop, and this thread may block for long.
      writeSync(1, `${text}\n`);
    } catch (error) {
      // The reader is gone or too slow: the output is lost.
      if (!['EAGAIN', 'EPIPE'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    }
  }

  /** After how many ms a waiting call has to be retried regardless; null: an event will announce it. */
  patience(call: Call): number | null {
    const deadline = this.#deadlines.get(call);
    if (deadline !== undefined) return Math.max(0, deadline - performance.now());
    if (call.call === 'select') return call.sockets.length > 1 ? 0 : null;
    return call.call === 'accept' || call.call === 'recvfrom' ? null : 0;
  }

  readonly #answers: Answers = {
    socket: () => LISTENER,
    bind: () => null,
    listen: ({ backlog }) => this.#listener.check(backlog),
    accept: (call) => this.#accept(call),
    recv: ({ socket, size }) => this.#socket(socket).recv(size) ?? undefined,
    send: ({ socket, bytes }) => (this.#socket(socket).send(bytes) ? bytes.length : undefined),
    sendall: ({ socket, bytes }) => (this.#socket(socket).send(bytes) ? null : undefined),
    shutdown: ({ socket }) => (this.#socket(socket).shutdown() ? null : undefined),
    close: ({ socket }) => this.#close(socket),
    getpeername: ({ socket }) => this.#socket(socket).getpeername(),
    select: ({ sockets }) => this.#select(sockets),
    recvfrom: ({ size }) => this.#datagrams.recvfrom(size) ?? undefined,
    sendto: ({ bytes, to }) => this.#datagrams.sendto(bytes, to),
    start: () => null,
    exists: ({ path }) => this.#files.exists(path),
    isFile: ({ path }) => this.#files.isFile(path),
    readFile: ({ path }) => this.#files.read(path),
    makeFolder: ({ path }) => {
      this.#files.makeFolder(path);
      return null;
    },
    load: ({ name }) => this.#state.get(name) ?? null,
    store: ({ name, value }) => {
      this.#state.set(name, value);
      return null;
    },
    sleep: (call) => (this.#isOver(call, call.seconds) ? null : undefined),
    print: ({ text }) => {
      this.print(text);
      return null;
    },
  };

  get #listener(): Listener {
    return owned(this.#equipment.listener);
  }

  get #datagrams(): Datagrams {
    return owned(this.#equipment.datagrams);
  }

  get #files(): Files {
    return owned(this.#equipment.files);
  }

  #socket(socket: SocketId): TcpSocket {
    const found = this.#sockets.get(socket);
    if (found === undefined) throw osError('EBADF');
    return found;
  }

  #accept(call: Extract<Call, { call: 'accept' }>): Results['accept'] | undefined {
    const accepted = this.#listener.accept();
    if (accepted !== null) {
      const socket = ++this.#ids;
      this.#sockets.set(socket, accepted.socket);
      return { socket, address: accepted.address };
    }
    if (call.timeout === null) return undefined;
    if (this.#isOver(call, call.timeout)) throw osError('TIMEOUT');
    return undefined;
  }

  /** Whether this much time has passed since this call was first tried. */
  #isOver(call: Call, seconds: number): boolean {
    const deadline = this.#deadlines.get(call) ?? performance.now() + seconds * 1000;
    this.#deadlines.set(call, deadline);
    return performance.now() >= deadline;
  }

  #close(socket: SocketId): null {
    if (socket === LISTENER) this.#listener.close();
    else this.#sockets.get(socket)?.close();
    this.#sockets.delete(socket);
    return null;
  }

  #select(sockets: readonly SocketId[]): readonly SocketId[] | undefined {
    const ready = sockets.filter((socket) => (socket === LISTENER ? this.#listener.ready : this.#socket(socket).ready));
    return ready.length > 0 ? ready : undefined;
  }
}

function owned<T>(one: T | null): T {
  if (one === null) throw new Error('This profile uses something that its catalogue entry does not provide');
  return one;
}
