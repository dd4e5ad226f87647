/** The system as a profile sees it: sockets, files, threads and `print`, named as in Python. Methods yield calls. */

import { DEFAULT_OPTIONS, type ProfileOptions } from '../servers/start-options.ts';
import { type Address, ask, type Results, type SocketId, type Task, type Value } from './calls.ts';
import { decode, shown } from './python/text.ts';

/** A profile: the server's whole life. */
export type Serve = (os: Os) => Task;

export class Socket {
  readonly id: SocketId;
  #timeout: number | null = null;

  constructor(id: SocketId) {
    this.id = id;
  }

  *bind(address: Address): Task {
    yield* ask<'bind'>({ call: 'bind', socket: this.id, address });
  }

  *listen(backlog = 128): Task {
    yield* ask<'listen'>({ call: 'listen', socket: this.id, backlog });
  }

  /** In seconds; applies to later accepts. */
  settimeout(seconds: number): void {
    this.#timeout = seconds;
  }

  *accept(): Task<[client: Socket, address: Address]> {
    const { socket, address } = yield* ask<'accept'>({ call: 'accept', socket: this.id, timeout: this.#timeout });
    return [new Socket(socket), address];
  }

  *recv(size: number): Task<Uint8Array> {
    return yield* ask<'recv'>({ call: 'recv', socket: this.id, size });
  }

  *send(bytes: Uint8Array): Task<number> {
    return yield* ask<'send'>({ call: 'send', socket: this.id, bytes });
  }

  *sendall(bytes: Uint8Array): Task {
    yield* ask<'sendall'>({ call: 'sendall', socket: this.id, bytes });
  }

  *shutdown(): Task {
    yield* ask<'shutdown'>({ call: 'shutdown', socket: this.id });
  }

  *close(): Task {
    yield* ask<'close'>({ call: 'close', socket: this.id });
  }

  *getpeername(): Task<Address> {
    return yield* ask<'getpeername'>({ call: 'getpeername', socket: this.id });
  }

  *recvfrom(size: number): Task<Results['recvfrom']> {
    return yield* ask<'recvfrom'>({ call: 'recvfrom', socket: this.id, size });
  }

  *sendto(bytes: Uint8Array, to: Address): Task<number> {
    return yield* ask<'sendto'>({ call: 'sendto', socket: this.id, bytes, to });
  }
}

export class Os {
  /** Where this server listens: the tutorial writes `('127.0.0.1', 8000)`. */
  readonly address: Address;
  readonly options: ProfileOptions;

  constructor(address: Address, options: ProfileOptions = DEFAULT_OPTIONS) {
    this.address = address;
    this.options = options;
  }

  *socket(kind: 'tcp' | 'udp' = 'tcp'): Task<Socket> {
    return new Socket(yield* ask<'socket'>({ call: 'socket', kind }));
  }

  /** Socket, bind and listen in one. */
  *createServer(address: Address): Task<Socket> {
    const server = yield* this.socket();
    yield* server.bind(address);
    yield* server.listen();
    return server;
  }

  *select(sockets: readonly Socket[]): Task<Socket[]> {
    const ready = yield* ask<'select'>({ call: 'select', sockets: sockets.map(({ id }) => id) });
    return sockets.filter(({ id }) => ready.includes(id));
  }

  /** `Thread(target=…, daemon=True).start()`. */
  *start(task: Task): Task {
    yield* ask<'start'>({ call: 'start', task });
  }

  /** A socket that no variable refers to any more: Python closes it without a line of code for it. */
  *letGo(socket: Socket | null): Task {
    if (socket !== null) yield* socket.close();
  }

  *exists(path: string): Task<boolean> {
    return yield* ask<'exists'>({ call: 'exists', path });
  }

  *isFile(path: string): Task<boolean> {
    return yield* ask<'isFile'>({ call: 'isFile', path });
  }

  /** `open(path).read()`: as text, UTF-8, with every line ending as `\n`. */
  *readText(path: string): Task<string> {
    return decode(yield* this.readBytes(path)).replace(/\r\n?/g, '\n');
  }

  /** `open(path, 'rb').read()`. */
  *readBytes(path: string): Task<Uint8Array> {
    return yield* ask<'readFile'>({ call: 'readFile', path });
  }

  *makeFolder(path: string): Task {
    yield* ask<'makeFolder'>({ call: 'makeFolder', path });
  }

  *load<T extends Value>(name: string): Task<T> {
    return (yield* ask<'load'>({ call: 'load', name })) as T;
  }

  *store(name: string, value: Value): Task {
    yield* ask<'store'>({ call: 'store', name, value });
  }

  /** `time.sleep(…)`: a working handler. */
  *sleep(seconds: number): Task {
    yield* ask<'sleep'>({ call: 'sleep', seconds });
  }

  *print(...values: unknown[]): Task {
    yield* ask<'print'>({ call: 'print', text: values.map(shown).join(' ') });
  }
}
