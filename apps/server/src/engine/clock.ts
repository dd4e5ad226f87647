/** The connection's single clock: which clock runs, and when it restarts. */
import type { Timeouts, TimerName } from '#shared/base/options.ts';
import type { Effects } from './effects.ts';
import type { RequestAssembler } from './request-assembler.ts';
import type { ResponsePipeline } from './response-pipeline.ts';

/** Runs one clock at a time, through the effects. */
export class Clock {
  readonly #effects: Effects;
  readonly #timeouts: Timeouts;
  #name: TimerName | null = null;
  #mark = 0;

  constructor(effects: Effects, timeouts: Timeouts) {
    this.#effects = effects;
    this.#timeouts = timeouts;
  }

  /** Runs the clock `name`. If it is already running it continues, unless its `mark` has changed: then it restarts. */
  run(name: TimerName | null, mark: number): void {
    if (name === this.#name && mark === this.#mark) return;
    this.#name = name;
    this.#mark = mark;
    if (name === null) this.#effects.stopTimer();
    else this.#effects.armTimer(name, this.#timeouts[name]);
  }

  /** The clock ran out. */
  fired(): void {
    this.#name = null;
  }

  stop(): void {
    if (this.#name !== null) this.#effects.stopTimer();
    this.#name = null;
  }
}

/** Which clock an open connection runs: it depends on whether the client or the server is due. */
export function clockOf(assembler: RequestAssembler, pipeline: ResponsePipeline, paused: boolean): TimerName | null {
  if (pipeline.writeQueue.writing) return 'write';
  const deaf = paused || assembler.closed || assembler.expecting !== null;
  if (!deaf && assembler.part !== null) return assembler.part;
  if (pipeline.handling) return 'handler';
  if (deaf || !pipeline.idle) return null;
  // A fresh connection owes a request; a kept one may be idle.
  return pipeline.answers === 0 ? 'header' : 'idle';
}

/** What counts as progress under a clock. */
export function markOf(name: TimerName | null, assembler: RequestAssembler, pipeline: ResponsePipeline): number {
  if (name === 'write') return pipeline.writeQueue.writes;
  if (name === 'header' || name === 'body') return assembler.progress;
  return name === 'idle' || name === 'handler' ? pipeline.answers : 0;
}
