/**
 * The concurrency lab's lanes: from a connection's entries to when it waited for what, and how soon it was answered.
 * Times are those of the entries, ms on the recorder's clock.
 */
import type { Entry } from '../transcript/record/entries.ts';

/**
 * - `backlog`: connected by the kernel, not yet accepted by the server.
 * - `waits`: accepted; the server has nothing from it to work on.
 * - `works`: the server has read from it and not yet written.
 */
export type Phase = 'backlog' | 'waits' | 'works';

export interface Segment {
  readonly phase: Phase;
  readonly start: number;
  /** null until it ends. */
  readonly end: number | null;
}

export interface Mark {
  readonly at: number;
  readonly what: 'connect' | 'accept' | 'read' | 'write' | 'close';
}

/** A write of the client, and the last octets it received before its next write; null while it has received none. */
export interface Asked {
  readonly at: number;
  readonly answered: number | null;
}

export interface LanePicture {
  readonly segments: readonly Segment[];
  readonly marks: readonly Mark[];
  readonly asked: readonly Asked[];
  /** What the server's code first loaded from the visit counter, if it has one. */
  readonly visits: { readonly at: number; readonly loaded: number } | null;
}

/** A pure function of the entries so far. */
export function pictureOf(entries: readonly Entry[]): LanePicture {
  const drawing = new Drawing();
  for (const entry of entries) drawing.add(entry);
  return drawing;
}

class Drawing implements LanePicture {
  segments: Segment[] = [];
  readonly marks: Mark[] = [];
  asked: Asked[] = [];
  visits: LanePicture['visits'] = null;
  #accepted: number | null = null;
  #over = false;

  add(entry: Entry): void {
    if (entry.kind === 'connect') this.#connected(entry.t);
    else if (entry.kind === 'open') this.#opened(entry.t);
    else if (entry.at === 'client') this.#client(entry);
    else this.#server(entry);
  }

  /** The accept may have been recorded first: both ends share one clock. */
  #connected(t: number): void {
    this.marks.push({ at: t, what: 'connect' });
    if (this.#accepted === null) this.segments.push({ phase: 'backlog', start: t, end: null });
    else if (t < this.#accepted) this.segments.unshift({ phase: 'backlog', start: t, end: this.#accepted });
  }

  #opened(t: number): void {
    this.#accepted = t;
    this.marks.push({ at: t, what: 'accept' });
    this.#begin('waits', t);
  }

  #client(entry: Entry): void {
    if (entry.kind === 'write') this.asked.push({ at: entry.t, answered: null });
    else if (entry.kind === 'read') {
      const last = this.asked.pop();
      if (last !== undefined) this.asked.push({ ...last, answered: entry.t });
    } else if (entry.kind === 'reset' || entry.kind === 'close') this.#leave(entry.t);
  }

  /** A client that leaves before it is accepted has waited in vain. */
  #leave(t: number): void {
    if (this.#accepted === null) this.#end(t);
  }

  #server(entry: Entry): void {
    if (entry.kind === 'read') this.#moves('read', 'works', entry.t);
    else if (entry.kind === 'write') this.#moves('write', 'waits', entry.t);
    else if (entry.kind === 'call') this.#called(entry);
    else if (entry.kind === 'close' || entry.kind === 'crash') this.#end(entry.t);
    else if (entry.kind === 'fin' && entry.by === 'server') this.#end(entry.t);
  }

  #moves(what: 'read' | 'write', phase: Phase, t: number): void {
    this.marks.push({ at: t, what });
    this.#begin(phase, t);
  }

  #called(entry: Extract<Entry, { kind: 'call' }>): void {
    if (entry.call !== 'load' || this.visits !== null) return;
    const loaded = Number(String.fromCharCode(...entry.bytes.subarray(0, 20)));
    if (Number.isSafeInteger(loaded)) this.visits = { at: entry.t, loaded };
  }

  #begin(phase: Phase, t: number): void {
    if (this.#over) return;
    this.#close(t);
    this.segments.push({ phase, start: t, end: null });
  }

  #end(t: number): void {
    if (this.#over) return;
    this.#over = true;
    this.#close(t);
    this.marks.push({ at: t, what: 'close' });
  }

  #close(t: number): void {
    const last = this.segments.at(-1);
    if (last === undefined || last.end !== null) return;
    this.segments[this.segments.length - 1] = { ...last, end: Math.max(last.start, t) };
  }
}

/** How long it was in a phase, in ms; an unfinished phase counts up to `now`. */
export function timeIn({ segments }: LanePicture, phase: Phase, now: number): number {
  return segments.reduce(
    (sum, { phase: found, start, end }) => (found === phase ? sum + Math.max(0, (end ?? now) - start) : sum),
    0,
  );
}

export interface Totals {
  /** Requests answered. */
  readonly answered: number;
  /** From request to the answer's last octets, in ms; null while nothing is answered. */
  readonly median: number | null;
  readonly worst: number | null;
  /** From the first connect to the last answer. */
  readonly perSecond: number | null;
}

export function totalsOf(pictures: readonly LanePicture[]): Totals {
  const asked = pictures.flatMap((picture) => picture.asked).filter(({ answered }) => answered !== null);
  const times = asked.map(({ at, answered }) => (answered ?? at) - at).sort((a, b) => a - b);
  if (times.length === 0) return { answered: 0, median: null, worst: null, perSecond: null };
  const first = Math.min(...pictures.flatMap(({ marks }) => marks.map(({ at }) => at)));
  const last = Math.max(...asked.map(({ answered }) => answered ?? 0));
  return {
    answered: times.length,
    median: middle(times),
    worst: times.at(-1) ?? null,
    perSecond: last > first ? (times.length * 1000) / (last - first) : null,
  };
}

function middle(sorted: readonly number[]): number {
  const half = sorted.length / 2;
  const [below = 0, above = 0] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]];
  return (below + above) / 2;
}

export interface Visit {
  /** The index of its picture. */
  readonly lane: number;
  readonly at: number;
  readonly loaded: number;
  /** Another lane loaded the same number: both store the same value, and one visit is lost. */
  readonly shared: boolean;
}

/** Who loaded the visit counter and when, in order. */
export function visitsOf(pictures: readonly LanePicture[]): Visit[] {
  const found = pictures.flatMap(({ visits }, lane) => (visits === null ? [] : [{ lane, ...visits }]));
  return found
    .map((visit) => ({
      ...visit,
      shared: found.some(({ lane, loaded }) => lane !== visit.lane && loaded === visit.loaded),
    }))
    .sort((a, b) => a.at - b.at);
}

/** A step of a thread at the visit counter. */
export interface CounterStep {
  /** The index of its picture. */
  readonly lane: number;
  readonly at: number;
  readonly what: 'loads' | 'stores';
  readonly value: number;
  /** It stored what the counter already held, or less: the visit is lost. */
  readonly lost: boolean;
}

/**
 * Who loaded and stored what, in order. The loads are recorded. A thread stores right before it first reads from its
 * client, so that read gives the time.
 */
export function interleavingOf(pictures: readonly LanePicture[]): CounterStep[] {
  const steps = pictures.flatMap(({ visits, marks }, lane): CounterStep[] => {
    if (visits === null) return [];
    const { at, loaded } = visits;
    const read = marks.find((mark) => mark.what === 'read' && mark.at >= at);
    const load: CounterStep = { lane, at, what: 'loads', value: loaded, lost: false };
    return read === undefined ? [load] : [load, { ...load, at: read.at, what: 'stores', value: loaded + 1 }];
  });
  let counter = Math.min(...steps.map(({ value }) => value));
  return steps
    .sort((a, b) => a.at - b.at)
    .map((step) => {
      if (step.what === 'loads') return step;
      const lost = step.value <= counter;
      counter = step.value;
      return { ...step, lost };
    });
}

/**
 * The least number of visits the counter has lost: it cannot have reached more numbers than were loaded. A thread that
 * stores late may have set it back, and then more are lost.
 */
export function lostVisits(visits: readonly Visit[]): number {
  return visits.length - new Set(visits.map(({ loaded }) => loaded)).size;
}
