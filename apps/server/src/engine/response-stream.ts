/** A handler's stream, taken from its async iterable one piece at a time. */
import type { PulledStream, Responder } from './effects.ts';

/** Receives errors that the client is not told about: a handler's, or a bug of the engine. */
export type Report = (error: unknown) => void;

/** The iterable is not touched before the first pull or the cancel. */
export class ResponseStream implements PulledStream {
  readonly #content: AsyncIterable<Uint8Array>;
  readonly #responder: Responder;
  readonly #report: Report;
  readonly #guard: (work: () => void) => void;
  #iterator: AsyncIterator<Uint8Array> | null = null;
  #cancelled = false;

  constructor(
    content: AsyncIterable<Uint8Array>,
    responder: Responder,
    report: Report,
    guard: (work: () => void) => void,
  ) {
    this.#content = content;
    this.#responder = responder;
    this.#report = report;
    this.#guard = guard;
  }

  pull(): void {
    // Otherwise a generator that never waits would starve every other connection: promises run before events.
    setImmediate(() => this.#pull());
  }

  cancel(): void {
    if (this.#cancelled) return;
    this.#cancelled = true;
    this.#release().then(undefined, this.#report);
  }

  #pull(): void {
    if (this.#cancelled) return;
    this.#next().then(
      (result) =>
        this.#guard(() => (result.done === true ? this.#responder.ended() : this.#responder.piece(result.value))),
      (error: unknown) => {
        // An iterator that has thrown is finished: there is nothing left to cancel.
        this.#cancelled = true;
        this.#report(error);
        this.#guard(() => this.#responder.failed());
      },
    );
  }

  /** Also for a stream that was never read: the resource behind it may already be open. */
  async #release(): Promise<void> {
    this.#iterator ??= this.#content[Symbol.asyncIterator]();
    await this.#iterator.return?.();
  }

  /** Async, so that handler content that is not a stream at all fails like a stream that breaks. */
  async #next(): Promise<IteratorResult<Uint8Array>> {
    this.#iterator ??= this.#content[Symbol.asyncIterator]();
    return this.#iterator.next();
  }
}
