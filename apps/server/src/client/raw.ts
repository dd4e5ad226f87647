/**
 * The raw client: connects, writes all octets and reads in pieces until the server closes. It adds nothing, expects
 * nothing and interprets nothing; shared/client/raw.ts splits head from content.
 */
import type { Failure, SystemError } from '#shared/client/failure.ts';
import type { Origin } from '#shared/client/url.ts';
import { formatAddress } from '../base/address.ts';
import type { Connection, User } from './connection.ts';
import { abortError, ClientError } from './errors.ts';
import { Pieces } from './pieces.ts';
import { Pool } from './pool.ts';
import type { ClientSetup } from './setup.ts';
import { totalClock } from './total-clock.ts';
import { Alarm } from './waiting.ts';

/** The most octets in one write. */
const WRITE = 65_536;

export interface RawRequest {
  readonly origin: Origin;
  readonly bytes: Uint8Array;
  /** Send FIN after the last octet to say that the request is over, while the response is still read. */
  readonly halfClose: boolean;
}

/** Yields each read as one piece until the server closes. @throws ClientError, also from the pieces */
export async function* converse(
  { origin, bytes, halfClose }: RawRequest,
  setup: ClientSetup,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void, undefined> {
  const clock = totalClock(setup.timeouts.total, signal, formatAddress(origin.host, origin.port));
  const connection = await new Pool(setup).open(origin, clock);
  const user = new RawUser(connection, setup);
  const onAbort = (): void => user.fail(abortError(clock, connection.remote).failure);
  clock.addEventListener('abort', onAbort);
  connection.use(user);
  try {
    const sent = sendAll();
    for await (const piece of user.pieces) {
      yield piece;
    }
    await sent;
  } finally {
    clock.removeEventListener('abort', onAbort);
    user.stop();
    connection.close();
    await connection.closed;
  }

  async function sendAll(): Promise<void> {
    const writing = new Alarm(setup.timeouts.write, () => user.late('write', setup.timeouts.write));
    for (let at = 0; at < bytes.length && connection.alive; at += WRITE) {
      writing.arm();
      await connection.write(bytes.subarray(at, at + WRITE));
      writing.stop();
    }
    if (halfClose) connection.end();
    user.written();
  }
}

class RawUser implements User {
  readonly pieces: Pieces;
  readonly #where: string;
  readonly #reading: Alarm;
  readonly #connection: Connection;
  #written = false;
  #over = false;

  constructor(connection: Connection, { timeouts }: ClientSetup) {
    const where = connection.remote;
    this.#where = where;
    this.#connection = connection;
    this.#reading = new Alarm(timeouts.read, () => this.late('read', timeouts.read));
    this.pieces = new Pieces(
      () => this.#wantMore(),
      () => this.fail({ code: 'aborted', where }),
    );
  }

  /** Everything has been sent: from now on the client only waits. */
  written(): void {
    this.#written = true;
    if (!this.#over && this.pieces.waiting === 0) this.#reading.arm();
  }

  /** The socket is not read while received pieces are unread, and no clock runs. */
  onRead(bytes: Uint8Array): void {
    this.pieces.push(new Uint8Array(bytes));
    this.#reading.stop();
    this.#connection.pause();
  }

  #wantMore(): void {
    if (this.#over) return;
    if (this.#written) this.#reading.arm();
    this.#connection.resume();
  }

  onFin(): void {
    this.stop();
    this.pieces.end();
  }

  onClose(error: SystemError | null): void {
    if (error !== null) this.fail({ code: 'reset', where: this.#where, system: error });
    else this.onFin();
  }

  late(wait: 'read' | 'write', limit: number): void {
    this.fail({ code: 'timeout', where: this.#where, wait, limit });
  }

  fail(failure: Failure): void {
    if (this.#over) return;
    this.stop();
    this.pieces.fail(new ClientError(failure));
    this.#connection.destroy();
  }

  stop(): void {
    this.#over = true;
    this.#reading.stop();
  }
}
