/** The connection's single clock: which clock runs, and when it restarts. */
import type { Timeouts, TimerName } from '#shared/base/options.ts';
import type { Effects } from './effects.ts';
import type { Intake } from './intake.ts';
import type { Outlet } from './outlet.ts';

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
export function clockOf(intake: Intake, outlet: Outlet, paused: boolean): TimerName | null {
  if (outlet.outbox.writing) return 'write';
  const deaf = paused || intake.closed || intake.expecting !== null;
  if (!deaf && intake.part !== null) return intake.part;
  if (outlet.handling) return 'handler';
  if (deaf || !outlet.idle) return null;
  // A fresh connection owes a request; a kept one may be idle.
  return outlet.answers === 0 ? 'header' : 'idle';
}

/** What counts as progress under a clock. */
export function markOf(name: TimerName | null, intake: Intake, outlet: Outlet): number {
  if (name === 'write') return outlet.outbox.writes;
  if (name === 'header' || name === 'body') return intake.progress;
  return name === 'idle' || name === 'handler' ? outlet.answers : 0;
}
