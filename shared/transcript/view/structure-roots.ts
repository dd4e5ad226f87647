/** The roots of the structure tree: messages, items that belong to no message, and the rows of all of them. */
import { countWhile } from '../../base/search.ts';
import type { Verdict } from '../../http1/events.ts';
import type { DecisionEntry } from '../record/entries.ts';
import type { Direction, Stream } from '../replay/stream.ts';
import { branch, type Item, type ItemBranch, leaf } from './structure-item.ts';
import { messageChildren, verdictBranch } from './structure-message.ts';
import type { MessageParts } from './structure-parts.ts';
import type { Row, Rows } from './structure-rows.ts';

/** A decision of the server. */
export interface Decided {
  readonly decision: DecisionEntry;
  /** Steps taken when it was made, including its own. */
  readonly at: number;
}

/** `start`: its first octet, for lookup. */
export interface Root {
  readonly direction: Direction;
  readonly start: number;
  readonly branch: ItemBranch;
}

export function requestRoot(parts: MessageParts, decided: readonly Decided[]): Root {
  const { ordinal, start, end: complete } = parts.message;
  const id = `in${ordinal}`;
  const range = { start, end: parts.end };
  const decisions = decided.map(({ decision, at }, i) =>
    leaf(`${id}.d${i}`, null, 'in', { steps: at }, () => ({ what: 'decision', decision })),
  );
  const shown = () =>
    ({
      what: 'request',
      ordinal,
      line: textOf(parts, 0, 2),
      octets: range.end - start,
      complete: complete !== null,
    }) as const;
  const children = [...messageChildren(parts, id), ...decisions];
  return { direction: 'in', start, branch: branch(id, range, 'in', { taken: start + 1 }, shown, children) };
}

/** A response to request number `request`. */
export function responseRoot(parts: MessageParts, request: number): Root {
  const { ordinal, start, end: complete } = parts.message;
  const id = `out${ordinal}`;
  const range = { start, end: parts.end };
  const shown = () =>
    ({
      what: 'response',
      request,
      line: textOf(parts, 1, 3),
      octets: range.end - start,
      complete: complete !== null,
    }) as const;
  return {
    direction: 'out',
    start,
    branch: branch(id, range, 'out', { taken: start + 1 }, shown, messageChildren(parts, id)),
  };
}

/** Tokens `[from, to)` of the start-line. */
function textOf(parts: MessageParts, from: number, to: number): string {
  return parts.startLine
    .slice(from, to)
    .map((index) => parts.text(parts.token(index)).text)
    .join(' ');
}

/** What belongs to no message: octets after a gap, a refusal before any message, discarded octets. */
export function restRoots(stream: Stream): readonly Root[] {
  const { direction, log, length } = stream;
  if (stream.blind) return length === 0 ? [] : [octetsRoot(stream, stream.foreign ? 'foreign' : 'unparsed', 0, length)];
  const stray = log.verdicts
    .filter((verdict) => !log.messageAt(verdict.at)?.verdicts.includes(verdict))
    .map((verdict, i) => strayRoot(verdict, stream, `${direction}.v${i}`));
  const from = discardedFrom(stream);
  return from < length ? [...stray, octetsRoot(stream, 'discarded', from, length)] : stray;
}

function strayRoot(verdict: Verdict, stream: Stream, id: string): Root {
  return { direction: stream.direction, start: verdict.at, branch: verdictBranch(verdict, stream, id) };
}

/** First octet that is consumed but not parsed, for good. */
function discardedFrom({ log, state, length }: Stream): number {
  const refused = log.verdicts.find(({ level }) => level === 'reject');
  if (refused !== undefined) return refused.at + 1;
  return state === 'after-last' || state === 'ended' ? (log.messages.at(-1)?.end ?? length) : length;
}

function octetsRoot(
  { direction, reader }: Stream,
  what: 'discarded' | 'unparsed' | 'foreign',
  start: number,
  end: number,
): Root {
  const shown = () => ({ what, octets: end - start, reader }) as const;
  return {
    direction,
    start,
    branch: leaf(`${direction}.${what}`, { start, end }, direction, { taken: start + 1 }, shown),
  };
}

/** The rows of all roots. */
export class AllRows {
  readonly length: number;
  readonly #roots: readonly Root[];
  readonly #rows: readonly Rows<Item>[];
  /** Rows before each root. */
  readonly #before: readonly number[];

  constructor(roots: readonly Root[], rows: readonly Rows<Item>[]) {
    this.#roots = roots;
    this.#rows = rows;
    let sum = 0;
    this.#before = rows.map(({ length }) => {
      sum += length;
      return sum - length;
    });
    this.length = sum;
  }

  /** Row `index`, 0 ≤ index < length. */
  at(index: number): Row<Item> {
    const begun = countWhile(this.#before.length, (at) => (this.#before[at] as number) <= index);
    const rows = this.#rows[begun - 1];
    if (rows === undefined) throw new RangeError(`no row ${index} of ${this.length}`);
    const row = rows.at(index - (this.#before[begun - 1] as number));
    return row.depth === 0 ? { ...row, place: begun, siblings: this.#rows.length } : row;
  }

  /** The row of an octet: the innermost visible one that contains it, or began right before it; −1: none. */
  holding(direction: Direction, offset: number): number {
    const root = lastIndex(this.#roots, (one) => one.direction === direction && one.start <= offset);
    return root < 0 ? -1 : (this.#before[root] as number) + (this.#rows[root] as Rows<Item>).startedBy(offset);
  }

  /** The row of a server decision; that of its request when it is closed, −1 when there is none. */
  ofDecision(decision: DecisionEntry): number {
    const root = this.#roots.findIndex(({ branch: { id } }) => id === `in${decision.request}`);
    return this.#remark(root, (item) => item.what === 'decision' && item.decision === decision);
  }

  /** The row of a verdict; that of its message when it is closed, −1 when there is none. */
  ofVerdict(direction: Direction, verdict: Verdict): number {
    const root = lastIndex(this.#roots, (one) => one.direction === direction && one.start <= verdict.at);
    return this.#remark(root, (item) => item.what === 'verdict' && item.verdict === verdict);
  }

  /** Remarks are the last rows of their root. */
  #remark(root: number, fits: (item: Item) => boolean): number {
    const rows = this.#rows[root];
    if (rows === undefined) return -1;
    const before = this.#before[root] as number;
    for (let index = rows.length - 1; index > 0; index--) {
      const { item } = rows.at(index);
      if (fits(item)) return before + index;
      if (item.what !== 'decision' && item.what !== 'verdict') break;
    }
    return before;
  }
}

function lastIndex<T>(list: readonly T[], fits: (one: T) => boolean): number {
  let index = list.length - 1;
  while (index >= 0 && !fits(list[index] as T)) index--;
  return index;
}
