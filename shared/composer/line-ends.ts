/** Line endings in the composer: each can be changed on its own. */

import { type Ending, endingOctets } from '../base/endings.ts';
import { CR, LF } from '../base/octets.ts';
import type { Edit } from './edits.ts';

/** How the line that contains octet `at` ends, and where: `[start, end)` are the octets of the ending. */
export interface LineEnd {
  readonly ending: Ending;
  readonly start: number;
  readonly end: number;
}

/** The ending at or after `at`. Between CR and LF, this is that CR LF. */
export function lineEndAt(bytes: Uint8Array, at: number): LineEnd {
  const from = at > 0 && bytes[at] === LF && bytes[at - 1] === CR ? at - 1 : at;
  for (let start = from; start < bytes.length; start++) {
    if (bytes[start] === LF) return { ending: 'lf', start, end: start + 1 };
    if (bytes[start] !== CR) continue;
    const pair = bytes[start + 1] === LF;
    return { ending: pair ? 'crlf' : 'cr', start, end: start + (pair ? 2 : 1) };
  }
  return { ending: 'none', start: bytes.length, end: bytes.length };
}

/** The edits that change the ending of the line at `at`. */
export function changeEnding(bytes: Uint8Array, at: number, ending: Ending): readonly Edit[] {
  const now = lineEndAt(bytes, at);
  if (now.ending === ending) return [];
  return [{ start: now.start, end: now.end, insert: endingOctets(ending) }];
}
