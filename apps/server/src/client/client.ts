/**
 * The high-level client: its settings, cookie jar and kept connections last over many requests. If the request allows
 * it, redirects are followed one hop at a time, each reported.
 */

import type { Change } from '#shared/client/input.ts';
import { CookieJar } from '#shared/client/jar.ts';
import { hopKey, isRedirect, MOST_REDIRECTS, nextHop } from '#shared/client/redirect.ts';
import { type BuiltRequest, buildRequest, type RequestSpec } from '#shared/client/request.ts';
import { linesOf } from '#shared/http1/checks.ts';
import type { FieldPair } from '#shared/http1/writer.ts';
import { mediaOf } from '#shared/transcript/view/content.ts';
import { ClientExchange, type LiveAnswer } from './client-exchange.ts';
import type { Connection } from './connection.ts';
import { canDecode, decode } from './decode.ts';
import { ClientError } from './errors.ts';
import { Pool } from './pool.ts';
import type { ContentSource } from './sending.ts';
import type { ClientSetup } from './setup.ts';
import { totalClock } from './total-clock.ts';

/** One request to send, and how to treat its answer. */
export interface ClientRequest {
  readonly request: RequestSpec;
  /** Where the content comes from when the request sends it in pieces. */
  readonly source: ContentSource | null;
  /** False: sends no cookies from the jar. Cookies that responses set are stored all the same. */
  readonly jar?: boolean;
  readonly follow: boolean;
  /** The most hops; at the next redirect the client gives up. */
  readonly redirects?: number;
  /** False passes the content on as it was sent, content codings included. */
  readonly decode: boolean;
  /** The most octets of content that decoding may produce. */
  readonly mostDecoded: number;
  /** What was changed to turn the typed text into the request. */
  readonly changes?: readonly Change[];
}

/** The last response, and how it was reached. */
export interface Outcome {
  readonly answer: LiveAnswer;
  readonly request: BuiltRequest;
  /** The content, decoded as far as requested and known. */
  readonly pieces: AsyncIterable<Uint8Array>;
  readonly hops: number;
  /** A redirect could not be followed: the response is the redirect itself. */
  readonly halted: 'limit' | 'loop' | 'other' | null;
}

/** Methods whose requests may be sent again when the connection broke before a response (RFC 9110 §9.2.2). */
const IDEMPOTENT = new Set(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'TRACE']);

export class Client {
  readonly jar: CookieJar;
  readonly #setup: ClientSetup;
  readonly #pool: Pool;
  /** The wall clock, for cookies: ms since 1970. */
  readonly #today: () => number;

  constructor(setup: ClientSetup, jar = new CookieJar(), today: () => number = Date.now) {
    this.#setup = setup;
    this.#pool = new Pool(setup);
    this.jar = jar;
    this.#today = today;
  }

  /** Settles when the head of the last response has arrived. @throws InputError, ClientError */
  async send(clientRequest: ClientRequest, signal: AbortSignal): Promise<Outcome> {
    const { total } = this.#setup.timeouts;
    const clock = totalClock(total, signal, clientRequest.request.url.authority);
    const seen = new Set<string>();
    let { request } = clientRequest;
    let changes = clientRequest.changes ?? [];
    for (let hops = 0; ; hops++) {
      const cookies = this.#cookiesOf(clientRequest, request);
      const built = buildRequest({ ...request, cookies });
      seen.add(hopKey(built.method, built.url, cookies));
      this.#setup.listener.note({ what: 'request', request: built, hop: hops, changes }, this.#setup.clock());
      const answer = await this.#exchange(built, clientRequest.source, clock);
      this.#takeCookies(answer, built);
      const next =
        clientRequest.follow && isRedirect(answer.head.status)
          ? this.#next(clientRequest, { ...request, url: built.url }, answer, hops, seen)
          : null;
      if (next === null || 'halted' in next)
        return this.#outcome(clientRequest, answer, built, hops, next?.halted ?? null);
      await drain(answer);
      request = next.request;
      changes = next.changes;
    }
  }

  /** The idle connections. */
  get resting(): readonly Connection[] {
    return this.#pool.resting;
  }

  /** Closes the idle connections; settles when no connection is left. */
  close(): Promise<void> {
    return this.#pool.close();
  }

  destroy(): void {
    this.#pool.destroy();
  }

  /** Uses a kept connection or a new one; retries on a new one when the kept one turns out to be closed. */
  async #exchange(built: BuiltRequest, source: ContentSource | null, signal: AbortSignal): Promise<LiveAnswer> {
    const kept = this.#pool.take(built.url.origin);
    if (kept !== null) {
      const exchange = this.#on(kept, built, source, signal);
      try {
        return await exchange.run();
      } catch (error) {
        if (!isStale(error) || exchange.answered || !isRepeatable(built, source)) throw error;
        this.#setup.listener.note({ what: 'repeat', connection: kept.number }, this.#setup.clock());
      }
    }
    return this.#on(await this.#pool.open(built.url.origin, signal), built, source, signal).run();
  }

  #on(connection: Connection, built: BuiltRequest, source: ContentSource | null, signal: AbortSignal): ClientExchange {
    return new ClientExchange(connection, { built, source }, this.#setup, signal, (kept) => this.#pool.keep(kept));
  }

  /** The cookies given explicitly, then the jar's. */
  #cookiesOf({ jar = true }: ClientRequest, { cookies = [], url }: RequestSpec): readonly FieldPair[] {
    return jar ? [...cookies, ...this.jar.cookiesFor(url, this.#today())] : cookies;
  }

  #takeCookies({ head }: LiveAnswer, { url }: BuiltRequest): void {
    const { listener, clock } = this.#setup;
    for (const { value } of linesOf(head.fields, 'set-cookie')) {
      const taken = this.jar.take(value, url, this.#today());
      if ('refused' in taken) listener.note({ what: 'cookie-refused', why: taken.refused, line: value }, clock());
      else {
        const { name, domain, path } = 'set' in taken ? taken.set : taken.removed;
        listener.note({ what: 'cookie-set', name, domain, path, removed: 'removed' in taken }, clock());
      }
    }
  }

  #next(
    clientRequest: ClientRequest,
    request: RequestSpec,
    { head }: LiveAnswer,
    hops: number,
    seen: ReadonlySet<string>,
  ): { request: RequestSpec; changes: readonly Change[] } | { halted: 'limit' | 'loop' | 'other' } {
    const { redirects = MOST_REDIRECTS, source } = clientRequest;
    const { listener, clock } = this.#setup;
    const { status } = head;
    const next = nextHop(request, head, source?.repeatable ?? true);
    if ('halt' in next) {
      listener.note({ what: 'halt', status, ...next }, clock());
      return { halted: 'other' };
    }
    const { hop } = next;
    const cookies = this.#cookiesOf(clientRequest, hop.request);
    const loops = seen.has(hopKey(hop.request.method, hop.request.url, cookies));
    const halt = hops >= redirects ? 'limit' : loops ? 'loop' : null;
    if (halt !== null) {
      listener.note({ what: 'halt', status, halt, detail: String(redirects) }, clock());
      return { halted: halt };
    }
    listener.note({ what: 'redirect', status, hop }, clock());
    return { request: hop.request, changes: hop.changes };
  }

  #outcome(
    clientRequest: ClientRequest,
    answer: LiveAnswer,
    request: BuiltRequest,
    hops: number,
    halted: Outcome['halted'],
  ): Outcome {
    const { codings } = mediaOf(answer.head);
    const outcome = { answer, request, hops, halted };
    const empty = codings.length === 0 || answer.head.framing.by === 'none';
    if (!clientRequest.decode || empty) return { ...outcome, pieces: answer.pieces };
    const { listener, clock } = this.#setup;
    if (!canDecode(codings)) {
      listener.note({ what: 'coding-unknown', codings }, clock());
      return { ...outcome, pieces: answer.pieces };
    }
    const { pieces, counts } = decode(answer.pieces, codings, {
      where: answer.connection.remote,
      most: clientRequest.mostDecoded,
    });
    const told = afterAll(pieces, () => listener.note({ what: 'decoded', codings, ...counts }, clock()));
    return { ...outcome, pieces: told };
  }
}

/** How much of a redirect's own content is read to keep its connection; with more, the connection is dropped. */
const DRAINED = 65_536;

async function drain({ pieces }: LiveAnswer): Promise<void> {
  let length = 0;
  for await (const piece of pieces) {
    length += piece.length;
    if (length > DRAINED) break;
  }
}

async function* afterAll(
  pieces: AsyncIterable<Uint8Array>,
  tell: () => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  yield* pieces;
  tell();
}

/** The server closed an idle connection while the request was on its way (RFC 9112 §9.3.1). */
function isStale(error: unknown): boolean {
  return error instanceof ClientError && (error.failure.code === 'reset' || error.failure.code === 'empty');
}

function isRepeatable({ method }: BuiltRequest, source: ContentSource | null): boolean {
  return IDEMPOTENT.has(method) && (source?.repeatable ?? true);
}
