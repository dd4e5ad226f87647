/** Runs the labs' experiments: one at a time, and a way to stop it. */
import type { LabAnswer, LabRequest } from '#shared/labs/request.ts';
import { resolve } from './clients/resolve.ts';
import { linesOf, runExperiment } from './errors/run.ts';

export class LabRunner {
  #running: AbortController | null = null;

  /** Whether this has to wait. Lines can be read while something runs. */
  isBusy({ lab }: LabRequest): boolean {
    return this.#running !== null && lab !== 'lines';
  }

  /** Call it only when it is not busy. @throws what no experiment expects of the system. */
  async run(request: LabRequest): Promise<LabAnswer> {
    if (request.lab === 'lines') return { lab: 'lines', shown: await linesOf(request.error) };
    const running = new AbortController();
    this.#running = running;
    try {
      if (request.lab === 'lookup') return { lab: 'lookup', report: await resolve(request.call, request.asked) };
      return { lab: 'error', report: await runExperiment(request.error, request.kernel, running.signal) };
    } finally {
      this.#running = null;
    }
  }

  /** Nothing happens when none runs. A lookup cannot be stopped, and is over within seconds. */
  stop(): void {
    this.#running?.abort();
  }
}
