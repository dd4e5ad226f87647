/** The bench of the labs: one experiment at a time, and a way to stop it. */
import type { LabAnswer, LabWish } from '#shared/labs/wish.ts';
import { resolve } from './clients/resolve.ts';
import { linesOf, runExperiment } from './errors/run.ts';

export class Bench {
  #running: AbortController | null = null;

  /** Whether this has to wait. Lines can be read while something runs. */
  isBusy({ lab }: LabWish): boolean {
    return this.#running !== null && lab !== 'lines';
  }

  /** Call it only when it is not busy. @throws what no experiment expects of the system. */
  async run(wish: LabWish): Promise<LabAnswer> {
    if (wish.lab === 'lines') return { lab: 'lines', shown: await linesOf(wish.error) };
    const running = new AbortController();
    this.#running = running;
    try {
      if (wish.lab === 'lookup') return { lab: 'lookup', report: await resolve(wish.call, wish.asked) };
      return { lab: 'error', report: await runExperiment(wish.error, wish.kernel, running.signal) };
    } finally {
      this.#running = null;
    }
  }

  /** Nothing happens when none runs. A lookup cannot be stopped, and is over within seconds. */
  stop(): void {
    this.#running?.abort();
  }
}
