/** Available repairs: each a list of edits, previewed as octets before it is applied. Nothing is repaired unasked. */
import { CR, LF, utf8 } from '../base/octets.ts';
import type { Edit } from './edits.ts';
import { contentCount, headOf, type RawHead } from './head.ts';
import type { Judgement } from './judge.ts';

export const FIXES = ['bare-lf', 'host', 'content-length', 'empty-line'] as const;
export type FixId = (typeof FIXES)[number];

export interface Fix {
  readonly id: FixId;
  readonly edits: readonly Edit[];
}

const CRLF = utf8('\r\n');

/** The repairs for these verdicts, in the best order to apply them. */
export function fixesFor(bytes: Uint8Array, judgement: Judgement): readonly Fix[] {
  const head = headOf(bytes);
  const found: Readonly<Record<FixId, readonly Edit[]>> = {
    'bare-lf': bareLfEdits(bytes, head),
    host: hostEdits(head, judgement),
    'content-length': lengthEdits(bytes, head),
    'empty-line': emptyLineEdits(bytes, head, judgement),
  };
  return FIXES.filter((id) => found[id].length > 0).map((id) => ({ id, edits: found[id] }));
}

/** Every LF of the head without a CR before it. */
function bareLfEdits(bytes: Uint8Array, head: RawHead): readonly Edit[] {
  const edits: Edit[] = [];
  const end = head.content ?? head.end;
  for (let at = bytes.indexOf(LF); at >= 0 && at < end; at = bytes.indexOf(LF, at + 1)) {
    if (bytes[at - 1] !== CR) edits.push({ start: at, end: at, insert: Uint8Array.of(CR) });
  }
  return edits;
}

function hostEdits(head: RawHead, { verdicts }: Judgement): readonly Edit[] {
  if (!verdicts.some(({ rule }) => rule === 'host-missing')) return [];
  if (head.fields.some(({ name }) => name === 'host')) return [];
  return [{ start: head.first.next, end: head.first.next, insert: utf8('Host: localhost\r\n') }];
}

/** Content after the head is counted as this request's, so this is offered only if the user has declared a length. */
function lengthEdits(bytes: Uint8Array, head: RawHead): readonly Edit[] {
  const count = contentCount(bytes, head);
  if (count === null || count.declared === count.actual) return [];
  const field = head.fields.find(({ name }) => name === 'content-length');
  const insert = utf8(`${count.actual}`);
  if (field !== undefined) return [{ ...field.value, insert }];
  if (count.actual === 0) return [];
  return [{ start: head.end, end: head.end, insert: utf8(`Content-Length: ${count.actual}\r\n`) }];
}

/** The missing parts of the last line's ending and the empty line. */
function emptyLineEdits(bytes: Uint8Array, head: RawHead, { missing }: Judgement): readonly Edit[] {
  const inHead = missing !== null && head.content === null && bytes.length > 0;
  if (!inHead || head.first.start === bytes.length) return [];
  const last = bytes[bytes.length - 1];
  const begun = last === CR;
  const line = bytes.length > (head.lines.at(-1)?.next ?? head.first.start);
  const insert = !line ? CRLF : begun ? utf8('\n\r\n') : utf8('\r\n\r\n');
  const lone = begun && bytes.length - 1 === (head.lines.at(-1)?.next ?? -1);
  return [{ start: bytes.length, end: bytes.length, insert: lone ? Uint8Array.of(LF) : insert }];
}
