/** Pads a request to an exact length with a visible field in front of its empty line. */
import { type Range, utf8 } from '../base/octets.ts';
import type { Edit } from './edits.ts';
import { headOf, type RawHead } from './head.ts';

const NAME = 'X-Padding';
const EMPTY = `${NAME}: \r\n`.length;

export type Padding =
  | { readonly ok: true; readonly edits: readonly Edit[] }
  /** `no-head`: there is no empty line yet to put it before; `too-short`: the minimum length. */
  | { readonly ok: false; readonly why: 'no-head' }
  | { readonly ok: false; readonly why: 'too-short'; readonly least: number };

/** The edits that make octets `length` long. An existing padding field grows or shrinks. */
export function padTo(bytes: Uint8Array, length: number): Padding {
  const head = headOf(bytes);
  if (head.content === null || head.lines.length === 0) return { ok: false, why: 'no-head' };
  const field = paddingIn(head);
  if (length === bytes.length) return { ok: true, edits: [] };
  const change = length - bytes.length;
  if (field !== null) {
    const filler = field.end - field.start + change;
    if (filler < 0) return { ok: false, why: 'too-short', least: bytes.length - (field.end - field.start) };
    return { ok: true, edits: [{ ...field, insert: fillerOf(filler) }] };
  }
  if (change < EMPTY) return { ok: false, why: 'too-short', least: bytes.length + EMPTY };
  const insert = utf8(`${NAME}: ${'x'.repeat(change - EMPTY)}\r\n`);
  return { ok: true, edits: [{ start: head.end, end: head.end, insert }] };
}

/** The edits that remove the padding; none when there is none. */
export function withoutPadding(bytes: Uint8Array): readonly Edit[] {
  const found = headOf(bytes).fields.find(({ name }) => name === NAME.toLowerCase());
  return found === undefined ? [] : [{ start: found.line.start, end: found.line.next, insert: new Uint8Array() }];
}

/** The filler of the padding: from after the SP behind its colon to the end of its line. */
function paddingIn({ fields }: RawHead): Range | null {
  const found = fields.find(({ name }) => name === NAME.toLowerCase());
  return found === undefined ? null : found.value;
}

const fillerOf = (length: number): Uint8Array => utf8('x'.repeat(length));
