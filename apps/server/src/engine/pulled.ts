/** A handler's stream, taken from its async iterable one piece at a time. */
import type { PulledStream, Responder } from './effects.ts';

/** Where an error goes that the client is not told: a handler's, or a bug of the engine's own. */
export type Report = (error: unknown) => void;

/** Nothing of the iterable is touched before the first pull. */
export class Pulled implements PulledStream {
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
    // A generator that never waits would otherwise keep every other connection waiting: promises go before events.
    setImmediate(() => this.#pull());
  }

  cancel(): void {
    this.#cancelled = true;
    this.#iterator?.return?.().then(undefined, this.#report);
  }

  #pull(): void {
    if (this.#cancelled) return;
    this.#next().then(
      (result) =>
        this.#guard(() => (result.done === true ? this.#responder.ended() : this.#responder.piece(result.value))),
      (error: unknown) => {
        this.#report(error);
        this.#guard(() => this.#responder.failed());
      },
    );
  }

  /** Async, so that a handler's content that is no stream at all fails like one that breaks. */
  async #next(): Promise<IteratorResult<Uint8Array>> {
    this.#iterator ??= this.#content[Symbol.asyncIterator]();
    return this.#iterator.next();
  }
}
