/** multipart/byteranges: several ranges in one content (RFC 9110 §14.6). Pure. */
import { fromLatin1, type Range } from '#shared/base/octets.ts';
import { contentRange } from './ranges.ts';

/** The layout of content with several ranges. */
export interface ByteRanges {
  /** The Content-Type field's value. */
  readonly type: string;
  /** Octets in total. */
  readonly length: number;
  /** What precedes each range, in order. */
  readonly parts: readonly { readonly before: Uint8Array; readonly range: Range }[];
  readonly after: Uint8Array;
}

/**
 * Lays out the ranges of a representation of `size` octets.
 * @param type the representation's Content-Type, or null when it has none
 * @param boundary 1 to 70 letters and digits that the content will not contain by chance
 */
export function layOutByteRanges(
  ranges: readonly Range[],
  size: number,
  type: string | null,
  boundary: string,
): ByteRanges {
  const typeLine = type === null ? '' : `Content-Type: ${type}\r\n`;
  const parts = ranges.map((range, index) => {
    const line = `${index === 0 ? '' : '\r\n'}--${boundary}\r\n`;
    return { before: fromLatin1(`${line}${typeLine}Content-Range: ${contentRange(range, size)}\r\n\r\n`), range };
  });
  const after = fromLatin1(`\r\n--${boundary}--\r\n`);
  const length = parts.reduce(
    (sum, { before, range }) => sum + before.length + (range.end - range.start),
    after.length,
  );
  return { type: `multipart/byteranges; boundary=${boundary}`, length, parts, after };
}
