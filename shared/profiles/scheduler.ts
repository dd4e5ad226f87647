/**
 * Runs a profile and its threads as tasks that switch at calls: each turn takes every task one call further, if its
 * call can be answered. The driver answers, in memory or on real sockets.
 */
import { type Call, type Outcome, resume, type Task } from './calls.ts';
import type { BaseException } from './python/exceptions.ts';

export interface Driver {
  /** The result of the call; null when it must wait, and then it is tried again. */
  attempt(call: Call, task: number): Outcome | null;
  /** True when another task must run before this one continues: then it rests until the next {@link Scheduler.wake}. */
  switches(call: Call, task: number): boolean;
  /** A call was answered. */
  answered(task: number, call: Call, outcome: Outcome): void;
  /** A thread is about to run. */
  threadStarted(task: number, by: number): void;
  /** A thread ended; with its uncaught exception, if it did not just return. */
  threadEnded(task: number, error: unknown): void;
}

interface Running {
  readonly id: number;
  readonly task: Task;
  call: Call;
  resting: boolean;
}

export class Scheduler {
  /** The profile itself has returned: its daemon threads end with it. */
  ended = false;
  readonly #driver: Driver;
  #running: Running[] = [];
  #ids = 0;

  constructor(driver: Driver) {
    this.#driver = driver;
  }

  /** Task 0 is the profile itself; the others are its threads. @throws what task 0 does not catch */
  start(task: Task): void {
    const id = this.#ids++;
    this.#advance({ id, task, call: { call: 'print', text: '' }, resting: false }, null);
  }

  /** One call further for each task that can continue. @returns whether there was any */
  turn(): boolean {
    let moved = false;
    for (const running of [...this.#running]) {
      if (running.resting || this.ended) continue;
      const outcome = this.#perform(running);
      if (outcome === null) continue;
      moved = true;
      this.#driver.answered(running.id, running.call, outcome);
      running.resting = this.#driver.switches(running.call, running.id);
      this.#advance(running, outcome);
    }
    return moved;
  }

  /** Raises `error` in the profile itself, where it waits: Ctrl-C. @throws what task 0 does not catch */
  interrupt(error: BaseException): void {
    const profile = this.#running.find(({ id }) => id === 0);
    if (profile !== undefined) this.#advance(profile, { error });
  }

  /** Resumes resting tasks that may continue. @returns whether there were any */
  wake(may: (task: number) => boolean = () => true): boolean {
    const rested = this.#running.filter(({ id, resting }) => resting && may(id));
    for (const running of rested) running.resting = false;
    return rested.length > 0;
  }

  /** The calls waiting now, by task. */
  get waiting(): ReadonlyMap<number, Call> {
    return new Map(this.#running.map(({ id, call }) => [id, call]));
  }

  #perform({ id, call }: Running): Outcome | null {
    if (call.call !== 'start') return this.#driver.attempt(call, id);
    this.#driver.threadStarted(this.#ids, id);
    this.start(call.task);
    return { value: null };
  }

  #advance(running: Running, outcome: Outcome | { readonly error: BaseException } | null): void {
    const { id, task } = running;
    try {
      const { done, value } = resume(task, outcome);
      if (done) this.#finished(id, null);
      else {
        running.call = value;
        if (outcome === null) this.#running.push(running);
      }
    } catch (error) {
      if (id === 0) throw error;
      this.#finished(id, error);
    }
  }

  #finished(id: number, error: unknown): void {
    this.#running = this.#running.filter((running) => running.id !== id);
    if (id === 0) this.ended = true;
    else this.#driver.threadEnded(id, error);
  }
}
