/** A handler's stream, taken from its async iterable one piece at a time. */
import type { PulledStream, Responder } from './effects.ts';

/** Where an error goes that the client is not told: a handler's, or a bug of the engine's own. */
export type Report = (error: unknown) => void;

/** Nothing of the iterable is touched before the first pull or the cancel. */
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
    // A generator that never waits would otherwise keep every other connection waiting: promises go before events.
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
        // What has thrown is at its end: there is nothing left to cancel.
        this.#cancelled = true;
        this.#report(error);
        this.#guard(() => this.#responder.failed());
      },
    );
  }

  /** Also of a stream nothing was taken from: what lies behind it may be open already. */
  async #release(): Promise<void> {
    this.#iterator ??= this.#content[Symbol.asyncIterator]();
    await this.#iterator.return?.();
  }

  /** Async, so that a handler's content that is no stream at all fails like one that breaks. */
  async #next(): Promise<IteratorResult<Uint8Array>> {
    this.#iterator ??= this.#content[Symbol.asyncIterator]();
    return this.#iterator.next();
  }
}
