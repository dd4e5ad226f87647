/** Turns a response of the Fetch API into one of the engine. */
import type { FieldPair } from '#shared/http1/writer.ts';
import type { EngineResponse } from './handler.ts';

/** A body that is complete within one turn of the event loop and no longer than this is sent with its length. */
const JOINED = 64 * 1024;

/** Connection fields, which mean nothing in the Fetch API: frameworks set them, but the engine knows better. */
const OF_CONNECTION = new Set(['connection', 'keep-alive', 'proxy-connection', 'te', 'transfer-encoding', 'upgrade']);

/** A response of this implementation of the Fetch API or of another. */
type ResponseLike = Pick<Response, 'status' | 'headers' | 'body'>;

/** Whether a handler's result is a response, of whichever class. */
export function isResponse(value: unknown): value is ResponseLike {
  if (typeof value !== 'object' || value === null) return false;
  const { status, headers, body } = value as Partial<ResponseLike>;
  const readable = body === null || (typeof body === 'object' && typeof body.getReader === 'function');
  return typeof status === 'number' && typeof headers?.getSetCookie === 'function' && readable;
}

/**
 * A response for the engine to send. Its body is read as fast as the client takes it; one that is available at once
 * gets a Content-Length, which HEAD, HTTP/1.0 and progress bars need.
 */
export async function engineResponse(response: ResponseLike, method: string): Promise<EngineResponse> {
  const { status, body } = response;
  const fields = fieldsOf(response);
  if (body === null) return { status, fields, content: null };
  const pieces = new BodyPieces(body.getReader());
  const whole = await pieces.joined();
  if (whole === null && method === 'HEAD') await pieces.return();
  return { status, fields, content: whole ?? (method === 'HEAD' ? null : pieces) };
}

/** Set-Cookie lines are never joined (RFC 6265 §3). */
function fieldsOf({ status, headers }: ResponseLike): readonly FieldPair[] {
  const fields: FieldPair[] = [];
  headers.forEach((value, name) => {
    const out = OF_CONNECTION.has(name) || name === 'set-cookie' || (status === 204 && name === 'content-length');
    if (!out) fields.push([name, value]);
  });
  return [...fields, ...headers.getSetCookie().map((value): FieldPair => ['set-cookie', value])];
}

type Read = Awaited<ReturnType<ReadableStreamDefaultReader<Uint8Array>['read']>>;

/** The pieces of a body. `return` cancels the body at once, even during a wait for a piece. */
class BodyPieces implements AsyncIterableIterator<Uint8Array> {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #read: Uint8Array[] = [];
  #pending: Promise<Read> | null = null;

  constructor(reader: ReadableStreamDefaultReader<Uint8Array>) {
    this.#reader = reader;
  }

  /** The whole body if it is short and available at once; otherwise null, with nothing lost. */
  async joined(): Promise<Uint8Array | null> {
    let late = false;
    const turn = new Promise<null>((resolve) => {
      setImmediate(() => {
        late = true;
        resolve(null);
      });
    });
    let length = 0;
    while (!late && length <= JOINED) {
      this.#pending ??= this.#reader.read();
      const read = await Promise.race([this.#pending, turn]);
      if (read === null) return null;
      this.#pending = null;
      if (read.done) return Buffer.concat(this.#read);
      this.#read.push(pieceOf(read.value));
      length += read.value.length;
    }
    return null;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<Uint8Array>> {
    const first = this.#read.shift();
    if (first !== undefined) return { done: false, value: first };
    const read = await (this.#pending ?? this.#reader.read());
    this.#pending = null;
    return read.done ? { done: true, value: undefined } : { done: false, value: pieceOf(read.value) };
  }

  async return(): Promise<IteratorResult<Uint8Array>> {
    await this.#reader.cancel();
    return { done: true, value: undefined };
  }
}

function pieceOf(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  throw new TypeError('a Response body yielded something other than a Uint8Array');
}
