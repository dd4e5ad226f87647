/** What the raw client does with octets: convert line endings, as a visible change, and split an answer. */
import { CR, LF, type Range } from '../base/octets.ts';

/** LF alone becomes CR LF. `at`: offset in the result of each inserted CR. A CR LF stays as it is. */
export function toCrlf(bytes: Uint8Array): { bytes: Uint8Array; at: readonly number[] } {
  const at: number[] = [];
  for (let i = bytes.indexOf(LF); i >= 0; i = bytes.indexOf(LF, i + 1)) {
    if (bytes[i - 1] !== CR) at.push(i + at.length);
  }
  const out = new Uint8Array(bytes.length + at.length);
  let from = 0;
  at.forEach((cr, before) => {
    out.set(bytes.subarray(from, cr - before), from + before);
    out[cr] = CR;
    from = cr - before;
  });
  out.set(bytes.subarray(from), from + at.length);
  return { bytes: out, at };
}

/** Head and content of an answer: the part before the first empty line, the empty line itself, and the rest. */
export interface Split {
  readonly head: Range;
  readonly emptyLine: Range;
  readonly content: Range;
}

/** Splits at the first CR LF CR LF, or at LF LF as old servers send; null without an empty line. */
export function splitAtEmptyLine(bytes: Uint8Array): Split | null {
  for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, at + 1)) {
    const end = bytes[at + 1] === LF ? at + 2 : bytes[at + 1] === CR && bytes[at + 2] === LF ? at + 3 : -1;
    if (end < 0) continue;
    return {
      head: { start: 0, end: at + 1 },
      emptyLine: { start: at + 1, end },
      content: { start: end, end: bytes.length },
    };
  }
  return null;
}
