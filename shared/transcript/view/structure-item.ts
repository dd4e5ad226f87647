/** The content of a row of the structure tree; text/en/structure.ts has the words. */

import type { Legible } from '../../base/legible.ts';
import type { Range } from '../../base/octets.ts';
import type { Framing, Persistence, TokenKind, Verdict } from '../../http1/events.ts';
import type { DecisionEntry } from '../record/entries.ts';
import type { Direction, Reader } from '../replay/stream.ts';
import type { Branch } from './structure-rows.ts';

interface Message {
  /** Method and target, or status and reason, as far as they have arrived. */
  readonly line: string;
  readonly octets: number;
  readonly complete: boolean;
}

export type Shown =
  | ({ readonly what: 'request'; readonly ordinal: number } & Message)
  | ({ readonly what: 'response'; readonly request: number } & Message)
  | { readonly what: 'token'; readonly token: TokenKind; readonly text: Legible }
  | { readonly what: 'header-section'; readonly fields: number }
  /** `value`: null until the colon has arrived. */
  | { readonly what: 'field'; readonly name: string; readonly value: Legible | null; readonly trailer: boolean }
  | { readonly what: 'empty-line'; readonly ends: 'header-section' | 'message' }
  | { readonly what: 'content'; readonly framing: Framing; readonly octets: number; readonly chunks: number }
  | { readonly what: 'chunk'; readonly number: number; readonly size: number }
  | { readonly what: 'trailers'; readonly fields: number }
  | { readonly what: 'persistence'; readonly persistence: Persistence; readonly reader: Reader }
  | { readonly what: 'verdict'; readonly verdict: Verdict; readonly reader: Reader }
  | { readonly what: 'decision'; readonly decision: DecisionEntry }
  | { readonly what: 'discarded'; readonly octets: number; readonly reader: Reader }
  | { readonly what: 'unparsed' | 'foreign'; readonly octets: number };

/** When it became known: after `taken` octets of its direction, or after a number of `steps`. */
export type Known = { readonly taken: number } | { readonly steps: number };

export type Item = { readonly direction: Direction; readonly known: Known } & Shown;

export type ItemBranch = Branch<Item>;

/** A branch without children. */
export function leaf(
  id: string,
  range: Range | null,
  direction: Direction,
  known: Known,
  shown: () => Shown,
): ItemBranch {
  return branch(id, range, direction, known, shown, []);
}

/** A branch that is open by default. */
export function branch(
  id: string,
  range: Range | null,
  direction: Direction,
  known: Known,
  shown: () => Shown,
  children: ItemBranch['children'],
): ItemBranch {
  return { id, range, open: true, children, item: () => ({ ...shown(), direction, known }) };
}
