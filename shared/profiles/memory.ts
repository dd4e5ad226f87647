/**
 * A system in memory: runs a profile against visitors whose octets are known beforehand. For tests, for predictions and
 * for finding out what a server would do without contacting one.
 */
import { DEFAULT_OPTIONS } from '../servers/start-options.ts';
import { Memory } from './memory-driver.ts';
import type { Played, Setup } from './memory-types.ts';
import { Os, type Serve } from './os.ts';
import { BaseException } from './python/exceptions.ts';
import { Scheduler } from './scheduler.ts';

export type { Made, Played, Setup, Visitor } from './memory-types.ts';

/** Runs `serve` until every task waits for something that will not come, or the profile ends. */
export function play(serve: Serve, setup: Setup = {}): Played {
  const memory = new Memory(setup);
  const scheduler = new Scheduler(memory);
  const died = run(
    scheduler,
    serve,
    new Os(['127.0.0.1', setup.port ?? 8000], { ...DEFAULT_OPTIONS, ...setup.options }),
  );
  const over = died !== null || scheduler.ended;
  const { made, visitors, datagrams, printed } = memory;
  return { made, visitors, datagrams, printed, died, ended: over, waiting: over ? new Map() : scheduler.waiting };
}

/** The backlog with which a profile listens; null when it does not (UDP). */
export function backlogOf(serve: Serve): number | null {
  for (const { call } of play(serve).made) if (call.call === 'listen') return call.backlog;
  return null;
}

function run(scheduler: Scheduler, serve: Serve, os: Os): BaseException | null {
  try {
    scheduler.start(serve(os));
    do while (scheduler.turn());
    while (scheduler.wake());
    return null;
  } catch (error) {
    if (error instanceof BaseException) return error;
    throw error;
  }
}
