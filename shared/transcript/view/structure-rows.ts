/**
 * A tree as visible rows: open branches, counted without visiting every leaf. A list of 100 000
 * chunks costs one span, so a short walk finds any row.
 */
import type { Range } from '../../base/octets.ts';

/** A node and its children. `T` is the content of a row. */
export interface Branch<T> {
  readonly id: string;
  /** Created on demand. */
  item(): T;
  /** The octets it stands for, if any; rows are found by them. */
  readonly range: Range | null;
  /** Whether it is open by default. */
  readonly open: boolean;
  readonly children: readonly (Branch<T> | Many<T>)[];
}

/** Many children of one kind, created on demand; closed unless toggled. */
export interface Many<T> {
  readonly count: number;
  /** Child `index` has the id `${prefix}${index}`. */
  readonly prefix: string;
  at(index: number): Branch<T>;
  /** The last child that starts at or before `offset`, or −1. */
  startedBy(offset: number): number;
}

export interface Row<T> {
  readonly id: string;
  readonly item: T;
  readonly range: Range | null;
  /** From 0. */
  readonly depth: number;
  /** null: a leaf. */
  readonly open: boolean | null;
  /** Its position among its siblings, from 1. */
  readonly place: number;
  readonly siblings: number;
}

interface Place {
  readonly depth: number;
  readonly place: number;
  readonly siblings: number;
}

/** Consecutive rows. */
interface Span<T> {
  readonly length: number;
  at(index: number): Row<T>;
  startedBy(offset: number): number;
}

const isMany = <T>(child: Branch<T> | Many<T>): child is Many<T> => 'count' in child;

/** The rows of one root branch. */
export class Rows<T> {
  readonly length: number;
  readonly #spans: Span<T>[] = [];
  readonly #toggled: ReadonlySet<string>;

  /** `toggled`: ids of branches that are not in their default state. */
  constructor(root: Branch<T>, toggled: ReadonlySet<string>) {
    this.#toggled = toggled;
    this.#branch(root, { depth: 0, place: 1, siblings: 1 });
    this.length = this.#spans.reduce((sum, span) => sum + span.length, 0);
  }

  /** Row `index`, 0 ≤ index < length. */
  at(index: number): Row<T> {
    let rest = index;
    for (const span of this.#spans) {
      if (rest < span.length) return span.at(rest);
      rest -= span.length;
    }
    throw new RangeError(`no row ${index} of ${this.length}`);
  }

  /** The innermost visible row for octet `offset`, or right before it; the root's when there is none. */
  startedBy(offset: number): number {
    let found = 0;
    let before = 0;
    for (const span of this.#spans) {
      const index = span.startedBy(offset);
      if (index >= 0) found = before + index;
      before += span.length;
    }
    return found;
  }

  #branch(branch: Branch<T>, place: Place): void {
    const isOpen = branch.children.length > 0 && branch.open !== this.#toggled.has(branch.id);
    this.#spans.push(single(branch, place, branch.children.length === 0 ? null : isOpen));
    if (!isOpen) return;
    const siblings = branch.children.reduce((sum, child) => sum + (isMany(child) ? child.count : 1), 0);
    const at = { depth: place.depth + 1, siblings };
    let next = 1;
    for (const child of branch.children) {
      if (isMany(child)) this.#many(child, { ...at, place: next });
      else this.#branch(child, { ...at, place: next });
      next += isMany(child) ? child.count : 1;
    }
  }

  /** Runs of closed children, with the toggled ones open between them. */
  #many(many: Many<T>, first: Place): void {
    let from = 0;
    for (const index of this.#toggledIn(many)) {
      this.#run(many, from, index, first);
      this.#branch(many.at(index), { ...first, place: first.place + index });
      from = index + 1;
    }
    this.#run(many, from, many.count, first);
  }

  #toggledIn({ prefix, count }: Many<T>): readonly number[] {
    const indexes = [...this.#toggled]
      .filter((id) => id.startsWith(prefix) && /^\d+$/.test(id.slice(prefix.length)))
      .map((id) => Number(id.slice(prefix.length)));
    return indexes.filter((index) => index < count).sort((a, b) => a - b);
  }

  #run(many: Many<T>, from: number, to: number, first: Place): void {
    if (from >= to) return;
    this.#spans.push({
      length: to - from,
      at: (index) => {
        const branch = many.at(from + index);
        return rowOf(
          branch,
          { ...first, place: first.place + from + index },
          branch.children.length === 0 ? null : false,
        );
      },
      startedBy: (offset) => Math.min(many.startedBy(offset), to - 1) - from,
    });
  }
}

function single<T>(branch: Branch<T>, place: Place, open: boolean | null): Span<T> {
  return {
    length: 1,
    at: () => rowOf(branch, place, open),
    startedBy: (offset) => (branch.range !== null && branch.range.start <= offset ? 0 : -1),
  };
}

function rowOf<T>(branch: Branch<T>, place: Place, open: boolean | null): Row<T> {
  return { id: branch.id, item: branch.item(), range: branch.range, open, ...place };
}
