/** Sends one response's stream: framed, no faster than the wire takes it, and never more or less than was announced. */
import { chunkStart, FieldError, type FieldPair, lastChunk } from '#shared/http1/writer.ts';
import type { Answer } from './answer.ts';
import type { PulledStream } from './effects.ts';
import { checkTrailers, ResponseError } from './response-faults.ts';
import type { WriteQueue } from './write-queue.ts';

/** The next piece is requested only while fewer octets than this wait for the wire. */
const AHEAD = 64 * 1024;

const CRLF = Uint8Array.of(0x0d, 0x0a);

/** The state of the stream after its latest piece. */
export type StreamState = 'open' | 'complete' | 'broken';

/** One response whose content is a stream, from its head to its end. */
export class Streaming {
  readonly #writeQueue: WriteQueue;
  readonly #source: PulledStream;
  readonly #chunked: boolean;
  readonly #trailers: () => readonly FieldPair[];
  readonly #report: (error: unknown) => void;
  /** Octets still owed under the Content-Length; Infinity without one. */
  #owed: number;
  #pulling = false;
  /** Octets of content prepared so far. */
  sent = 0;

  /** @param report receives a violation of what was announced */
  constructor(writeQueue: WriteQueue, source: PulledStream, answer: Answer, report: (error: unknown) => void) {
    this.#report = report;
    this.#writeQueue = writeQueue;
    this.#source = source;
    this.#chunked = answer.framing === 'chunked';
    this.#trailers = answer.trailers;
    this.#owed = answer.framing === 'length' ? answer.length : Number.POSITIVE_INFINITY;
  }

  /** Requests the next piece when there is room for it. */
  pull(): void {
    if (this.#pulling || this.#writeQueue.size >= AHEAD) return;
    this.#pulling = true;
    this.#source.pull();
  }

  piece(bytes: Uint8Array): StreamState {
    this.#pulling = false;
    // An empty chunk would be the last chunk (RFC 9112 §7.1).
    if (bytes.length === 0) return 'open';
    if (bytes.length > this.#owed) return this.#broken('the content exceeds its Content-Length');
    this.#owed -= bytes.length;
    this.sent += bytes.length;
    if (this.#chunked) this.#writeQueue.push(chunkStart(bytes.length));
    this.#writeQueue.push(bytes);
    if (this.#chunked) this.#writeQueue.push(CRLF);
    return 'open';
  }

  ended(): StreamState {
    if (this.#owed > 0 && this.#owed !== Number.POSITIVE_INFINITY) {
      return this.#broken(`the content ends ${this.#owed} octets before its Content-Length`);
    }
    if (!this.#chunked) return 'complete';
    const end = this.#lastChunk();
    if (end === null) return 'broken';
    this.#writeQueue.push(end);
    return 'complete';
  }

  cancel(): void {
    this.#source.cancel();
  }

  #broken(message: string): StreamState {
    this.#report(new ResponseError('handler-length', message));
    return 'broken';
  }

  /** Null when a trailer is not allowed: it is too late for a 500. */
  #lastChunk(): Uint8Array | null {
    try {
      return lastChunk(checkTrailers(this.#trailers()));
    } catch (error) {
      if (!(error instanceof FieldError || error instanceof ResponseError)) throw error;
      this.#report(error);
      return null;
    }
  }
}
