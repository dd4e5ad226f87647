/** Tells a handler that nobody waits for its answer any more. Costs nothing until a handler asks for its signal. */
export class AbortSource {
  #controller: AbortController | null = null;
  #reason: Error | null = null;

  get signal(): AbortSignal {
    if (this.#controller === null) {
      this.#controller = new AbortController();
      if (this.#reason !== null) this.#controller.abort(this.#reason);
    }
    return this.#controller.signal;
  }

  /** Says so, once. */
  abort(reason: string): void {
    if (this.#reason !== null) return;
    this.#reason = Object.assign(new Error(reason), { name: 'AbortError' });
    this.#controller?.abort(this.#reason);
  }
}
