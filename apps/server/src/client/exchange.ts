/**
 * One request and its answer on one connection. The request is written while the answer may already be read; interim
 * answers are told and passed over; the content is handed on in pieces, and the socket is not read while nobody takes
 * them, so an answer of any size needs little memory.
 */
import { isInterim } from '../../../../shared/client/conversation.ts';
import type { Failure, SystemError, Wait } from '../../../../shared/client/failure.ts';
import type { KeepReason } from '../../../../shared/client/notes.ts';
import type { BuiltRequest } from '../../../../shared/client/request.ts';
import type { FieldLine, MessageSink, ResponseHead, Verdict } from '../../../../shared/http1/events.ts';
import { ResponseParser } from '../../../../shared/http1/parser.ts';
import { READER_LIMITS } from '../../../../shared/options.ts';
import type { Connection, User } from './connection.ts';
import { asksToClose, Continue, waitsFor100 } from './continue.ts';
import { abortError, ClientError } from './errors.ts';
import { HeadOctets } from './head-octets.ts';
import { Pieces } from './pieces.ts';
import { type ContentSource, writesOf } from './sending.ts';
import type { ClientSetup } from './setup.ts';
import { Alarm } from './waiting.ts';

/** Interim answers to one request before it is given up. */
export const MOST_INTERIM = 100;

/** An answer whose head has come. */
export interface LiveAnswer {
  readonly connection: Connection;
  readonly interim: readonly ResponseHead[];
  readonly head: ResponseHead;
  /** Its octets, from the status-line through the empty line. */
  readonly headOctets: Uint8Array;
  /** The content, chunked undone, codings not. For one reader; throws ClientError where it breaks off. */
  readonly pieces: AsyncIterable<Uint8Array>;
  /** After the last piece. */
  trailers(): readonly FieldLine[];
}

export class Exchange implements User, MessageSink<ResponseHead> {
  readonly #connection: Connection;
  readonly #request: BuiltRequest;
  readonly #source: ContentSource | null;
  readonly #setup: ClientSetup;
  readonly #signal: AbortSignal;
  readonly #kept: (connection: Connection) => void;
  readonly #parser: ResponseParser;
  /** Octets the connection had read before: the parser counts its own. */
  readonly #base: number;
  readonly #pieces: Pieces;
  readonly #reading: Alarm;
  readonly #interim: ResponseHead[] = [];
  readonly #onAbort = (): void => this.#fail(abortError(this.#signal, this.#connection.remote).failure);
  readonly #headOctets = new HeadOctets();
  readonly #continue = new Continue();
  #head: ResponseHead | null = null;
  #trailers: readonly FieldLine[] = [];
  #content = 0;
  /** Octets read on this exchange. */
  #received = 0;
  #written = false;
  #finSeen = false;
  #isComplete = false;
  /** Octets announced that had not come at the FIN. */
  #missing = 0;
  #over = false;
  #resolve: (answer: LiveAnswer) => void = () => undefined;
  #reject: (error: ClientError) => void = () => undefined;

  /** `kept` is told of a connection that can be used again. */
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
    const methods = () => request.built.method;
    this.#parser = new ResponseParser(this, { limits: READER_LIMITS, mode: 'rfc', methods });
    this.#pieces = new Pieces(
      () => this.#wantMore(),
      () => this.#fail({ code: 'aborted', where: this.#connection.remote }),
    );
    this.#reading = new Alarm(setup.timeouts.read, () => this.#late('read', setup.timeouts.read));
  }

  /** Octets of an answer have come: the request must not be sent a second time. */
  get answered(): boolean {
    return this.#received > 0;
  }

  /** Settles at the final head. @throws ClientError */
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

  /** A final answer that is an error: the server wants no more of the content (RFC 9112 §9.5). */
  #refusedEarly(): boolean {
    return (this.#head?.status ?? 0) >= 400;
  }

  #sendFailed(error: unknown): void {
    const detail = error instanceof Error ? error.message : String(error);
    this.#fail(
      error instanceof ClientError ? error.failure : { code: 'content', where: this.#connection.remote, detail },
    );
  }

  onRead(bytes: Uint8Array): void {
    if (this.#over) return;
    this.#received += bytes.length;
    if (this.#written) this.#reading.arm();
    if (this.#head === null) this.#headOctets.add(bytes);
    const taken = this.#parser.feed(bytes);
    if (this.#over) return;
    if (this.#isComplete) this.#complete(taken < bytes.length);
    else if (this.#pieces.waiting > 0) {
      this.#connection.pause();
      this.#reading.stop();
    }
  }

  onFin(): void {
    if (this.#over) return;
    this.#finSeen = true;
    this.#missing = this.#parser.remaining;
    const before = this.#head;
    this.#parser.fin();
    if (this.#over) return;
    if (this.#isComplete) this.#complete(false);
    else if (before === null)
      this.#fail({ code: this.#received > 0 ? 'cut-short' : 'empty', where: this.#connection.remote });
  }

  onClose(error: SystemError | null): void {
    const where = this.#connection.remote;
    if (error !== null) this.#fail({ code: 'reset', where, system: error });
    else this.#fail({ code: this.#received > 0 ? 'cut-short' : 'empty', where });
  }

  /** The transcript's parser keeps what begins, and the tokens. */
  begin(): void {
    // Its head comes soon.
  }

  token(): void {
    // Nobody asks for it here.
  }

  head(head: ResponseHead): void {
    const { number } = this.#connection;
    const headOctets = this.#headOctets.take(head.start, head.end);
    if (isInterim(head)) {
      this.#interim.push(head);
      this.#setup.listener.note({ what: 'interim', connection: number, head }, this.#setup.clock());
      if (head.status === 100) this.#continue.go();
      if (this.#interim.length > MOST_INTERIM)
        this.#fail({ code: 'interim-storm', where: this.#connection.remote, limit: MOST_INTERIM });
      return;
    }
    this.#head = head;
    this.#setup.listener.note({ what: 'head', connection: number, head }, this.#setup.clock());
    this.#continue.go();
    const [connection, pieces, interim] = [this.#connection, this.#pieces, this.#interim];
    this.#resolve({ connection, interim, head, headOctets, pieces, trailers: () => this.#trailers });
  }

  content(bytes: Uint8Array, from: number, to: number): void {
    if (this.#over) return;
    this.#content += to - from;
    this.#pieces.push(bytes.slice(from, to));
  }

  complete(_end: number, trailers: readonly FieldLine[]): void {
    if (this.#head === null) return;
    this.#trailers = trailers;
    this.#isComplete = true;
    // What follows is no answer to anything: it is looked at, not parsed.
    this.#parser.pause();
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

  finished(): void {
    // FIN before a message: onFin says what it means.
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
    const head = this.#head as ResponseHead;
    this.#settle();
    const t = this.#setup.clock();
    const trailers = this.#trailers.length;
    this.#setup.listener.note({ what: 'complete', connection: number, content: this.#content, trailers }, t);
    const against = this.#againstKeeping(head, octetsLeft);
    const kept = { kept: against === null, why: against ?? head.persistence.rule };
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
    if (this.#received > 0 || failure.code !== 'aborted')
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
