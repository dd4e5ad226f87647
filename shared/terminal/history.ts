/** The lines sent earlier, and the one that is shown. A value, like the line itself. */
import type { Line } from './line.ts';
import { lineOf } from './line.ts';

const MOST = 200;

export interface History {
  /** Oldest first. */
  readonly lines: readonly string[];
  /** The one shown in the line; `lines.length`: none, the line is the user's own. */
  readonly at: number;
  /** What the user had typed before looking back. */
  readonly draft: string;
}

export const NO_HISTORY: History = { lines: [], at: 0, draft: '' };

/** The history after a line was sent: without empty lines and immediate repetitions. */
export function remember({ lines }: History, text: string): History {
  const known = text === '' || lines.at(-1) === text ? lines : [...lines, text].slice(-MOST);
  return { lines: known, at: known.length, draft: '' };
}

/** One line back (−1) or forward (+1); null when there is none. */
export function recall(history: History, line: Line, way: -1 | 1): { history: History; line: Line } | null {
  const { lines, at } = history;
  const next = at + way;
  if (next < 0 || next > lines.length) return null;
  const draft = at === lines.length ? line.text : history.draft;
  const text = next === lines.length ? draft : (lines[next] as string);
  return { history: { lines, at: next, draft }, line: lineOf(text) };
}
