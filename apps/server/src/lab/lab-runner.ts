/** Runs the experiments of the labs: one at a time, and stoppable. */
import type { LabAnswer, LabRequest } from '#shared/labs/request.ts';
import { resolve } from './clients/resolve.ts';
import { linesOf, runExperiment } from './errors/run.ts';

export class LabRunner {
  #running: AbortController | null = null;

  /** Whether this request has to wait. Source lines can be read while an experiment runs. */
  isBusy({ lab }: LabRequest): boolean {
    return this.#running !== null && lab !== 'lines';
  }

  /** Call it only when it is not busy. @throws system errors that no experiment expects */
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

  /** Does nothing when nothing runs. A lookup cannot be stopped, but ends within seconds. */
  stop(): void {
    this.#running?.abort();
  }
}
