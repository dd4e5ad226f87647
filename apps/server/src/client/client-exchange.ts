/**
 * One request and its response on one connection. The request is written while the response may already be arriving;
 * interim responses are reported and skipped; the content is passed on in pieces, and the socket is not read while the
 * pieces are not, so a response of any size needs little memory.
 */
import type { Failure, SystemError, Wait } from '#shared/client/failure.ts';
import type { KeepReason } from '#shared/client/notes.ts';
import type { BuiltRequest } from '#shared/client/request.ts';
import type { FieldLine, ResponseHead, Verdict } from '#shared/http1/events.ts';
import type { Connection, User } from './connection.ts';
import { asksToClose, Continue, waitsFor100 } from './continue.ts';
import { abortError, ClientError } from './errors.ts';
import { Pieces } from './pieces.ts';
import { Reception, type ReceptionEvents } from './reception.ts';
import { type ContentSource, writesOf } from './sending.ts';
import type { ClientSetup } from './setup.ts';
import { Alarm } from './waiting.ts';

/** The most interim responses to one request before the client gives up. */
export const MOST_INTERIM = 100;

/** A response whose head has arrived. */
export interface LiveAnswer {
  readonly connection: Connection;
  readonly interim: readonly ResponseHead[];
  readonly head: ResponseHead;
  /** Its octets, from the status-line through the empty line. */
  readonly headOctets: Uint8Array;
  /** The content, without chunked framing but still coded. For one reader; throws ClientError where it breaks off. */
  readonly pieces: AsyncIterable<Uint8Array>;
  /** Available after the last piece. */
  trailers(): readonly FieldLine[];
}

export class ClientExchange implements User, ReceptionEvents {
  readonly #connection: Connection;
  readonly #request: BuiltRequest;
  readonly #source: ContentSource | null;
  readonly #setup: ClientSetup;
  readonly #signal: AbortSignal;
  readonly #kept: (connection: Connection) => void;
  readonly #reception: Reception;
  /** Octets read on the connection before: the parser counts only its own. */
  readonly #base: number;
  readonly #pieces: Pieces;
  readonly #reading: Alarm;
  readonly #onAbort = (): void => this.#fail(abortError(this.#signal, this.#connection.remote).failure);
  readonly #continue = new Continue();
  #written = false;
  #finSeen = false;
  /** Announced octets that were missing at the FIN. */
  #missing = 0;
  #over = false;
  #resolve: (answer: LiveAnswer) => void = () => undefined;
  #reject: (error: ClientError) => void = () => undefined;

  /** `kept` is called with a connection that can be used again. */
  constructor(
    connection: Connection,
    request: { readonly built: BuiltRequest; readonly source: ContentSource | null },
    setup: ClientSetup,
    signal: AbortSignal,
    kept: (connection: Connection) => void,
  ) {
    this.#connection = connection;
    this.#base = connection.received;
    this.#request = request.built;
    this.#source = request.source;
    this.#setup = setup;
    this.#signal = signal;
    this.#kept = kept;
    this.#reception = new Reception(request.built.method, this);
    this.#pieces = new Pieces(
      () => this.#wantMore(),
      () => this.#fail({ code: 'aborted', where: this.#connection.remote }),
    );
    this.#reading = new Alarm(setup.timeouts.read, () => this.#late('read', setup.timeouts.read));
  }

  /** Octets of a response have arrived: the request must not be sent a second time. */
  get answered(): boolean {
    return this.#reception.received > 0;
  }

  /** Settles when the final head has arrived. @throws ClientError */
  run(): Promise<LiveAnswer> {
    return new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
      if (this.#signal.aborted) return this.#onAbort();
      this.#signal.addEventListener('abort', this.#onAbort);
      this.#connection.use(this);
      this.#send().catch((error: unknown) => this.#sendFailed(error));
    });
  }

  async #send(): Promise<void> {
    const waits = waitsFor100(this.#request);
    const alarm = new Alarm(this.#setup.timeouts.write, () => this.#late('write', this.#setup.timeouts.write));
    let first = true;
    for await (const bytes of writesOf(this.#request, this.#source, waits)) {
      if (this.#over || this.#refusedEarly()) return;
      alarm.arm();
      await this.#connection.write(bytes);
      alarm.stop();
      if (first && waits) await this.#continue.wait();
      first = false;
    }
    this.#written = true;
    if (!this.#over && this.#pieces.waiting === 0) this.#reading.arm();
  }

  /** A final response that is an error: the server does not want the rest of the content (RFC 9112 §9.5). */
  #refusedEarly(): boolean {
    return (this.#reception.final?.status ?? 0) >= 400;
  }

  #sendFailed(error: unknown): void {
    const detail = error instanceof Error ? error.message : String(error);
    this.#fail(
      error instanceof ClientError ? error.failure : { code: 'content', where: this.#connection.remote, detail },
    );
  }

  onRead(bytes: Uint8Array): void {
    if (this.#over) return;
    if (this.#written) this.#reading.arm();
    this.#reception.take(bytes);
    if (this.#over) return;
    if (this.#reception.isComplete) this.#complete(this.#reception.left > 0);
    else if (this.#pieces.waiting > 0) {
      this.#connection.pause();
      this.#reading.stop();
    }
  }

  onFin(): void {
    if (this.#over) return;
    this.#finSeen = true;
    this.#missing = this.#reception.remaining;
    this.#reception.fin();
    if (this.#over) return;
    if (this.#reception.isComplete) this.#complete(false);
    else this.#fail({ code: this.answered ? 'cut-short' : 'empty', where: this.#connection.remote });
  }

  onClose(error: SystemError | null): void {
    const where = this.#connection.remote;
    if (error !== null) this.#fail({ code: 'reset', where, system: error });
    else this.#fail({ code: this.answered ? 'cut-short' : 'empty', where });
  }

  interim(head: ResponseHead): void {
    if (this.#over) return;
    this.#setup.listener.note({ what: 'interim', connection: this.#connection.number, head }, this.#setup.clock());
    if (head.status === 100) this.#continue.go();
    if (this.#reception.interim.length > MOST_INTERIM)
      this.#fail({ code: 'interim-storm', where: this.#connection.remote, limit: MOST_INTERIM });
  }

  head(head: ResponseHead, headOctets: Uint8Array): void {
    if (this.#over) return;
    this.#setup.listener.note({ what: 'head', connection: this.#connection.number, head }, this.#setup.clock());
    this.#continue.go();
    const [connection, pieces, reception] = [this.#connection, this.#pieces, this.#reception];
    this.#resolve({
      connection,
      interim: reception.interim,
      head,
      headOctets,
      pieces,
      trailers: () => reception.trailers,
    });
  }

  content(bytes: Uint8Array): void {
    if (!this.#over) this.#pieces.push(bytes);
  }

  verdict(verdict: Verdict): void {
    const { number } = this.#connection;
    if (verdict.level === 'tolerate') {
      this.#setup.listener.note({ what: 'tolerated', connection: number, verdict }, this.#setup.clock());
    } else {
      const found = { where: this.#connection.remote, rule: verdict.rule, at: this.#base + verdict.at };
      if (this.#finSeen) this.#fail({ ...found, code: 'cut-short', missing: this.#missing });
      else this.#fail({ ...found, code: 'bad-response' });
    }
  }

  #wantMore(): void {
    if (this.#over) return;
    if (this.#written) this.#reading.arm();
    this.#connection.resume();
  }

  #late(wait: Wait, limit: number): void {
    this.#fail({ code: 'timeout', where: this.#connection.remote, wait, limit });
  }

  #complete(octetsLeft: boolean): void {
    const connection = this.#connection;
    const { number } = connection;
    const { final, contentLength, trailers } = this.#reception;
    if (final === null) return;
    this.#settle();
    const t = this.#setup.clock();
    const counts = { content: contentLength, trailers: trailers.length };
    this.#setup.listener.note({ what: 'complete', connection: number, ...counts }, t);
    const against = this.#againstKeeping(final, octetsLeft);
    const kept = { kept: against === null, why: against ?? final.persistence.rule };
    this.#setup.listener.note({ what: 'keep', connection: number, ...kept }, t);
    if (against !== null) connection.close();
    else {
      connection.release();
      this.#kept(connection);
    }
    this.#pieces.end();
  }

  /** The first reason not to keep the connection; null when there is none. */
  #againstKeeping(head: ResponseHead, octetsLeft: boolean): KeepReason | null {
    if (!head.persistence.keep) return head.persistence.rule;
    if (!this.#written) return 'request-unfinished';
    if (octetsLeft) return 'octets-after-response';
    return asksToClose(this.#request) ? 'request-close' : this.#finSeen || !this.#connection.alive ? 'failed' : null;
  }

  #fail(failure: Failure): void {
    if (this.#over) return;
    this.#settle();
    const error = new ClientError(failure);
    const { number } = this.#connection;
    if (this.answered || failure.code !== 'aborted')
      this.#setup.listener.note({ what: 'keep', connection: number, kept: false, why: 'failed' }, this.#setup.clock());
    this.#connection.destroy();
    this.#pieces.fail(error);
    this.#reject(error);
  }

  #settle(): void {
    this.#over = true;
    this.#reading.stop();
    this.#signal.removeEventListener('abort', this.#onAbort);
    this.#continue.go();
  }
}
