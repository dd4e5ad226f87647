/** Runs the experiments of the labs: one at a time, and stoppable. */
import type { LabAnswer, LabWish } from '#shared/labs/wish.ts';
import { resolve } from './clients/resolve.ts';
import { linesOf, runExperiment } from './errors/run.ts';

export class Bench {
  #running: AbortController | null = null;

  /** Whether this request has to wait. Source lines can be read while an experiment runs. */
  isBusy({ lab }: LabWish): boolean {
    return this.#running !== null && lab !== 'lines';
  }

  /** Call it only when it is not busy. @throws system errors that no experiment expects */
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

  /** Does nothing when nothing runs. A lookup cannot be stopped, but ends within seconds. */
  stop(): void {
    this.#running?.abort();
  }
}
