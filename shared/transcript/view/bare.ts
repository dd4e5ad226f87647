/** CR or LF that ends a line alone. Everywhere else, above all in content, they are octets like any other. */

import { CR, LF } from '../../base/octets.ts';
import { STATES } from '../../http1/table.ts';
import type { Stream } from '../replay/stream.ts';

/** Whether octet `offset` is a CR without LF after it, or an LF without CR before it, where lines end with both. */
export function isBare(stream: Stream, offset: number): boolean {
  const octet = stream.octet(offset);
  if (octet !== CR && octet !== LF) return false;
  return !isPaired(stream, octet, offset) && endsLines(stream, offset);
}

/** A CR at the very end may still get its LF. */
function isPaired(stream: Stream, octet: number, offset: number): boolean {
  if (octet === CR) return offset + 1 >= stream.length || stream.octet(offset + 1) === LF;
  return offset > 0 && stream.octet(offset - 1) === CR;
}

/** Whether a CR or LF at `offset` is part of the message syntax: not content, not discarded. */
export function endsLines(stream: Stream, offset: number): boolean {
  const row = stream.row(offset);
  return row !== undefined && row.count === undefined && STATES[row.from] !== 'end';
}
