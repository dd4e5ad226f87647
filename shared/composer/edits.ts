/** Edits of octets as data, so they can be previewed. */
import { concat, type Range } from '../base/octets.ts';

/** Replaces octets `[start, end)`. */
export interface Edit extends Range {
  readonly insert: Uint8Array;
}

/** One change with its surrounding octets, as a diff shows it. */
export interface Hunk {
  readonly before: Uint8Array;
  readonly removed: Uint8Array;
  readonly inserted: Uint8Array;
  readonly after: Uint8Array;
  /** Offset of the first octet removed, or of the octet before which the new ones are inserted. */
  readonly at: number;
}

/** The octets after the edits, which are ascending and do not overlap. */
export function applyEdits(bytes: Uint8Array, edits: readonly Edit[]): Uint8Array {
  const pieces: Uint8Array[] = [];
  let from = 0;
  for (const { start, end, insert } of edits) {
    pieces.push(bytes.subarray(from, start), insert);
    from = end;
  }
  return concat([...pieces, bytes.subarray(from)]);
}

/** Each edit with up to `context` unchanged octets on either side. */
export function hunksOf(bytes: Uint8Array, edits: readonly Edit[], context = 6): readonly Hunk[] {
  return edits.map(({ start, end, insert }, i) => {
    const from = Math.max(edits[i - 1]?.end ?? 0, start - context);
    const to = Math.min(edits[i + 1]?.start ?? bytes.length, end + context);
    return {
      before: bytes.slice(from, start),
      removed: bytes.slice(start, end),
      inserted: insert,
      after: bytes.slice(end, to),
      at: start,
    };
  });
}
