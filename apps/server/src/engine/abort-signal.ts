/** Signals to a handler that its response is no longer wanted. Costs nothing until a handler reads its signal. */
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

  /** Signals it, once. */
  abort(reason: string): void {
    if (this.#reason !== null) return;
    this.#reason = Object.assign(new Error(reason), { name: 'AbortError' });
    this.#controller?.abort(this.#reason);
  }
}
