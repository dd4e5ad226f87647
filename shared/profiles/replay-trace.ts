/**
 * From one recorded connection back to what its profile did: the same generator, run from its first line and resumed
 * with the results in the transcript. What the server believed is derived, not reported.
 *
 * A profile with probes also gives its steps: the lines it ran, and the values of the variables. One without gives only
 * the calls. Of the threads, only the connection's own is followed, from its start: the others affect it only
 * through shared state, and that was recorded.
 */

import { DEFAULT_OPTIONS, type ProfileOptions } from '../servers/start-options.ts';
import type { Entry } from '../transcript/record/entries.ts';
import type { Call, Outcome } from './calls.ts';
import type { Profile } from './index.ts';
import { Os, type Serve } from './os.ts';
import { type Place, type Variables, type Watcher, watch } from './probe.ts';
import { BaseException } from './python/exceptions.ts';
import { CONNECTION, Recorded } from './recorded.ts';
import { type Driver, Scheduler } from './scheduler.ts';
import { Previewer, type Variable } from './value-preview.ts';

/** A line about to run. */
export interface SourceStep extends Place {
  /** Steps of the walk taken by then. */
  readonly position: number;
  readonly variables: readonly Variable[];
  /** The exception that this line raised. */
  readonly raised: BaseException | null;
  /** It was not caught: the server, or this thread of it, ended here. */
  readonly fatal: boolean;
}

/** A system call. */
export interface TracedCall {
  readonly call: Call;
  /** Number of the step whose line made it; −1 without probes. */
  readonly step: number;
  /** Steps of the walk taken when it was made. */
  readonly position: number;
  /** Null while it waits. */
  readonly outcome: Outcome | null;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** What to run: a profile of the catalogue, or the same with probes, or patched. */
export type Traceable = Pick<Profile, 'serve' | 'tree'>;

/** One connection, traced as it arrives. A pure function of the profile and the entries, however they are divided. */
export class Trace {
  readonly #profile: Traceable;
  #entries: Entry[] = [];
  #run: Run | null = null;
  /** A part of the transcript was dropped: nothing more can be derived. */
  lost = false;

  constructor(profile: Traceable) {
    this.#profile = profile;
  }

  append(entries: readonly Entry[]): void {
    if (this.lost || entries.length === 0) return;
    this.#entries.push(...entries);
    this.lost = entries.some(({ kind }) => kind === 'dropped');
    if (this.lost) this.#run = null;
    else if (this.#run === null) this.#restart();
    else {
      this.#run.append(entries);
      // A new entry may have contradicted an assumption; with all entries available, no assumption is wrong.
      if (this.#run.strayed !== null) this.#restart();
    }
  }

  get steps(): readonly SourceStep[] {
    return this.#run?.steps ?? [];
  }

  get calls(): readonly TracedCall[] {
    return this.#run?.calls ?? [];
  }

  /** The error that ended the server itself, if this connection caused it. */
  get died(): BaseException | null {
    return this.#run?.died ?? null;
  }

  /** Steps of the walk taken by then. */
  get diedAt(): number {
    return this.#run?.diedAt ?? Number.POSITIVE_INFINITY;
  }

  /** Number of the first entry that this profile cannot have caused. */
  get strayed(): number | null {
    return this.#run?.strayed ?? null;
  }

  #restart(): void {
    const open = this.#entries.find((entry) => entry.kind === 'open');
    if (open?.kind !== 'open') return;
    this.#run = new Run(this.#profile, open.local, open.options.profile ?? DEFAULT_OPTIONS);
    this.#run.append(this.#entries);
  }
}

class Run implements Driver, Watcher {
  readonly steps: Writable<SourceStep>[] = [];
  readonly calls: Writable<TracedCall>[] = [];
  died: BaseException | null = null;
  diedAt = Number.POSITIVE_INFINITY;
  readonly #serve: Serve;
  readonly #os: Os;
  readonly #recorded: Recorded;
  readonly #scheduler = new Scheduler(this);
  readonly #shower = new Previewer();
  readonly #pending = new Map<number, Writable<TracedCall>>();
  #started = false;
  /** The task whose code is running, and the one that serves the connection. */
  #task = 0;
  #own = 0;
  #over = false;
  #thrown: unknown = null;

  constructor({ serve, tree }: Traceable, local: string, options: ProfileOptions) {
    this.#serve = serve;
    const colon = local.lastIndexOf(':');
    this.#os = new Os([local.slice(0, colon), Number(local.slice(colon + 1))], options);
    this.#recorded = new Recorded(tree);
  }

  get strayed(): number | null {
    return this.#recorded.strayed;
  }

  append(entries: readonly Entry[]): void {
    for (const entry of entries) this.#recorded.append(entry);
    if (this.died !== null || this.#scheduler.ended) return;
    try {
      watch(this, () => this.#goOn());
    } catch (error) {
      if (!(error instanceof BaseException)) throw error;
      this.died = error;
      this.diedAt = this.#recorded.position;
      this.#fatal(error);
    }
  }

  #goOn(): void {
    if (!this.#started) this.#scheduler.start(this.#serve(this.#os));
    this.#started = true;
    while (!this.#over && this.#scheduler.turn());
    this.#note();
  }

  /** The calls waiting now. */
  #note(): void {
    if (this.#over) return;
    for (const [task, call] of this.#scheduler.waiting) if (task === this.#own) this.#asked(task, call);
  }

  attempt(call: Call, task: number): Outcome | null {
    if (this.#over) return null;
    if (task === this.#own) this.#asked(task, call);
    return this.#recorded.attempt(call);
  }

  #asked(task: number, call: Call): void {
    if (this.#pending.get(task)?.call === call) return;
    const asked = { call, step: this.steps.length - 1, position: this.#recorded.position, outcome: null };
    this.#pending.set(task, asked);
    this.calls.push(asked);
  }

  switches(): boolean {
    return false;
  }

  answered(task: number, call: Call, outcome: Outcome): void {
    const asked = this.#pending.get(task);
    if (asked?.call === call) asked.outcome = outcome;
    this.#task = task;
    // Once the next client is there, everything that follows belongs to it.
    if (call.call === 'close' && call.socket === CONNECTION && this.#recorded.stranger) this.#over = true;
  }

  threadStarted(task: number): void {
    this.#recorded.threadStarted();
    this.#task = task;
    this.#own = task;
  }

  threadEnded(task: number, error: unknown): void {
    if (task === this.#own && error instanceof BaseException) this.#fatal(error);
  }

  at(place: Place, variables: Variables): void {
    if (this.#task !== this.#own || this.#over) return;
    const { position } = this.#recorded;
    this.steps.push({ ...place, position, variables: this.#shower.variables(variables), raised: null, fatal: false });
  }

  thrown(error: unknown): void {
    if (this.#task !== this.#own || error === this.#thrown || !(error instanceof BaseException)) return;
    this.#thrown = error;
    const step = this.steps.at(-1);
    if (step !== undefined) step.raised = error;
  }

  /** The last step: once more the line that raised it, after the `finally` blocks that still ran. */
  #fatal(error: BaseException): void {
    this.thrown(error);
    const raised = this.steps.find((step) => step.raised === error);
    if (raised !== undefined) this.steps.push({ ...raised, position: this.#recorded.position, fatal: true });
  }
}
