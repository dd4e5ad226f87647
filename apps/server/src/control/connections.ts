/**
 * Bounds the connections of the control server, so that silent and slow ones cannot keep the page out.
 *
 * A connection waits until the head of a request has arrived, and again once its requests are answered. When a new one
 * would be too many, the one that has waited longest is closed; if none waits, one whose client does not take its
 * answer. The page's WebSocket is kept. node:http's `maxConnections` would refuse the new one, and its `headersTimeout`
 * would free a place only after more than a minute.
 */
import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

export interface ConnectionLimits {
  /** The most connections over all addresses. */
  readonly most?: number;
  /** How long one may wait, at least, in milliseconds. */
  readonly headMs?: number;
}

/** The time-out is so many ticks: after the process was busy, what has arrived is read before the next tick. */
const TICKS = 5;

interface Connection {
  readonly socket: Socket;
  /** Requests whose response is not sent yet. */
  answering: number;
  /** Since it came, began to wait, or had something answered. */
  ticks: number;
  /** It speaks WebSocket, and the gateway has a time-out of its own. */
  upgraded: boolean;
}

export class Connections {
  readonly #most: number;
  readonly #timer: NodeJS.Timeout;
  /** A connection is in one of these; the one that came into it first comes first. */
  readonly #waiting = new Map<Socket, Connection>();
  readonly #answered = new Map<Socket, Connection>();
  readonly #kept = new Map<Socket, Connection>();

  constructor({ most = 1024, headMs = 5000 }: ConnectionLimits = {}) {
    this.#most = most;
    this.#timer = setInterval(() => this.#tick(), headMs / TICKS);
    this.#timer.unref();
  }

  /** Follows the connections of one more server. */
  watch(server: Server): void {
    server.on('connection', (socket) => this.#add(socket));
    server.on('request', ({ socket }, res) => this.#request(socket, res));
    server.on('upgrade', (_req, socket) => this.#upgrade(socket as Socket));
  }

  /** From now on never closes this one. */
  keep(socket: Socket): void {
    const connection = this.#take(socket);
    if (connection !== undefined) this.#kept.set(socket, connection);
  }

  /** Closes all of them. */
  close(): void {
    clearInterval(this.#timer);
    for (const connections of [this.#waiting, this.#answered, this.#kept]) {
      for (const socket of connections.keys()) socket.destroy();
    }
  }

  #add(socket: Socket): void {
    if (this.#waiting.size + this.#answered.size + this.#kept.size >= this.#most) {
      const out = this.#expendable();
      if (out === undefined) {
        socket.destroy();
        return;
      }
      this.#drop(out);
    }
    this.#waiting.set(socket, { socket, answering: 0, ticks: 0, upgraded: false });
    socket.once('close', () => this.#take(socket));
  }

  #request(socket: Socket, res: ServerResponse): void {
    // One more request is no progress: a client could send them without ever reading.
    const connection = this.#answered.get(socket) ?? this.#take(socket);
    if (connection === undefined) return;
    connection.answering += 1;
    this.#answered.set(socket, connection);
    res.once('close', () => this.#responded(connection));
  }

  #responded(connection: Connection): void {
    const { socket } = connection;
    connection.answering -= 1;
    if (!this.#answered.has(socket)) return;
    this.#take(socket);
    (connection.answering > 0 ? this.#answered : this.#waiting).set(socket, connection);
  }

  #upgrade(socket: Socket): void {
    const connection = this.#take(socket);
    if (connection === undefined) return;
    connection.upgraded = true;
    this.#waiting.set(socket, connection);
  }

  #expendable(): Connection | undefined {
    const [waiting] = this.#waiting.values();
    return waiting ?? [...this.#answered.values()].find(isNotRead);
  }

  #tick(): void {
    for (const connection of this.#answered.values()) connection.ticks += 1;
    for (const connection of this.#waiting.values()) {
      connection.ticks += 1;
      if (connection.ticks > TICKS && !connection.upgraded) this.#drop(connection);
    }
  }

  /** Without an answer: one that comes before the request would be taken for that of the next (RFC 9112 §9.5). */
  #drop({ socket }: Connection): void {
    this.#take(socket);
    socket.destroy();
  }

  /** Removes it from where it is. */
  #take(socket: Socket): Connection | undefined {
    for (const connections of [this.#waiting, this.#answered, this.#kept]) {
      const connection = connections.get(socket);
      if (connection === undefined) continue;
      connections.delete(socket);
      connection.ticks = 0;
      return connection;
    }
    return undefined;
  }
}

/** The server has done its part for some time, and the client does not take it. */
function isNotRead({ socket, ticks }: Connection): boolean {
  return socket.writableLength > 0 && ticks >= TICKS;
}
