/**
 * The same octets, several servers: which of them agree, and at which octet two of them diverge.
 *
 * **Agreement.** Two lanes agree when they never part: the same effects, in the same order, at the same octets. Which
 * refusal it was (400, 431, 501), its words, and whether the connection persisted do not count; a 404 is not a refusal,
 * because the server has understood the request. A server that has not accepted takes no part.
 *
 * **The octet of divergence** of two lanes is the first octet after which their effects differ: one had answered,
 * refused or ended and the other had not, or they had done different things. Effects are compared in order. Two effects
 * of one kind part only if their positions cannot be the same (outcome.ts gives a range where only the read is known);
 * of two effects of different kinds the earlier one's last position counts. Lanes that agree throughout have none.
 */
import type { ObservedEffect, Outcome } from './outcome.ts';

/**
 * Numbers from 0: each lane joins the first group whose first lane it never diverges from. Servers that have not
 * accepted form a group of their own.
 */
export function groupsOf(outcomes: readonly Outcome[]): readonly number[] {
  const first: Outcome[] = [];
  return outcomes.map((outcome) => {
    const found = first.findIndex((one) => agree(one, outcome));
    return found >= 0 ? found : first.push(outcome) - 1;
  });
}

function agree(a: Outcome, b: Outcome): boolean {
  const absent = [a, b].filter(({ fate }) => fate === 'backlog').length;
  return absent === 2 || (absent === 0 && divergenceOf(a, b) === null);
}

/** The octet after which two lanes diverge, counted from 0; null when they do not, or one was never accepted. */
export function divergenceOf(a: Outcome, b: Outcome): number | null {
  if (a.fate === 'backlog' || b.fate === 'backlog') return null;
  const most = Math.max(a.effects.length, b.effects.length);
  for (let at = 0; at < most; at++) {
    const position = partsAt(a.effects[at], b.effects[at]);
    if (position !== null) return Math.max(0, position - 1);
  }
  return null;
}

/** The position at which two effects differ, in octets taken; null when they may be the same. */
function partsAt(a: ObservedEffect | undefined, b: ObservedEffect | undefined): number | null {
  if (a === undefined || b === undefined) return a?.to ?? b?.to ?? null;
  const apart = a.to < b.from || b.to < a.from;
  return a.kind !== b.kind || apart ? Math.min(a.to, b.to) : null;
}

/** One line of two responses side by side; null where that side has none. */
export interface DiffRow {
  readonly left: string | null;
  readonly right: string | null;
  readonly same: boolean;
}

/** A side is cut after this many lines: enough to compare heads. */
export const MOST_LINES = 400;

/** Two lists of lines, aligned by their longest common subsequence. */
export function diffLines(left: readonly string[], right: readonly string[]): readonly DiffRow[] {
  const [a, b] = [left.slice(0, MOST_LINES), right.slice(0, MOST_LINES)];
  const common = lengths(a, b);
  const rows: DiffRow[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      rows.push({ left: a[i++] as string, right: b[j++] as string, same: true });
    } else if (j >= b.length || (i < a.length && common(i + 1, j) >= common(i, j + 1))) {
      rows.push({ left: a[i++] as string, right: null, same: false });
    } else rows.push({ left: null, right: b[j++] as string, same: false });
  }
  return beside(rows);
}

/** Lengths of the longest common subsequence of the rests from (i, j) on. */
function lengths(a: readonly string[], b: readonly string[]): (i: number, j: number) => number {
  const width = b.length + 1;
  const table = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const [down, across] = [table[(i + 1) * width + j] as number, table[i * width + j + 1] as number];
      table[i * width + j] = a[i] === b[j] ? (table[(i + 1) * width + j + 1] as number) + 1 : Math.max(down, across);
    }
  }
  return (i, j) => table[i * width + j] ?? 0;
}

/** A run of left lines and the run of right lines after it are put side by side. */
function beside(rows: readonly DiffRow[]): readonly DiffRow[] {
  const done: DiffRow[] = [];
  for (let at = 0; at < rows.length; ) {
    const end = runEnd(rows, at);
    const run = rows.slice(at, end);
    const lefts = run.flatMap(({ left }) => (left === null ? [] : [left]));
    const rights = run.flatMap(({ right }) => (right === null ? [] : [right]));
    const same = run[0]?.same ?? false;
    for (let k = 0; k < Math.max(lefts.length, rights.length); k++) {
      done.push({ left: lefts[k] ?? null, right: rights[k] ?? null, same });
    }
    at = end;
  }
  return done;
}

function runEnd(rows: readonly DiffRow[], from: number): number {
  let end = from;
  while (end < rows.length && rows[end]?.same === rows[from]?.same) end++;
  return end;
}
