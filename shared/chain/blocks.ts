/**
 * A chain divided into blocks for drawing: the requests as one of the two servers delimited them, and the octets that
 * belong to none. Also maps the octet where the two servers diverge to the octets that the front received.
 */
import type { BackSide, ChainPicture, Cutout, Octet } from './chain.ts';

/** Octets `[start, end)` that one server treated as one unit. */
export interface Block {
  /** `whole`: how it delimited them is unknown. `rest`: octets it ignored, or has not yet assigned to a request. */
  readonly kind: 'request' | 'rest' | 'whole';
  readonly start: number;
  readonly end: number;
  /** For a request: its number on this connection, from 1. */
  readonly number: number;
  readonly complete: boolean;
  readonly line: string | null;
}

/** The blocks of `length` octets, in order and without gaps. From `ignoredFrom` on, nothing was read. */
export function blocksOf(length: number, cuts: readonly Cutout[] | null, ignoredFrom = length): readonly Block[] {
  if (cuts === null) return length === 0 ? [] : [{ ...NONE, kind: 'whole', start: 0, end: length }];
  const blocks: Block[] = [];
  let at = 0;
  for (const [index, { start, end, line }] of cuts.entries()) {
    if (start > at) blocks.push({ ...NONE, start: at, end: start });
    at = Math.min(end ?? Math.max(start, ignoredFrom), length);
    blocks.push({ kind: 'request', start, end: at, number: index + 1, complete: end !== null, line });
  }
  if (at < length) blocks.push({ ...NONE, start: at, end: length });
  return blocks.filter(({ start, end }) => end > start);
}

const NONE = { kind: 'rest', number: 0, complete: true, line: null } as const;

/** The octet of a verdict, if it has one. */
export function octetOf({ verdict }: ChainPicture): Octet | null {
  return 'at' in verdict ? verdict.at : null;
}

/** The same octet in what the front received; null where the front forwarded something else, or if unknown. */
export function receivedAt({ sides, cuts }: ChainPicture, { side, octet }: Octet): number | null {
  if (cuts === null) return null;
  const before = sides.slice(0, side).reduce((sum, one) => sum + frontEnd(one), 0);
  return before + octet;
}

const frontEnd = ({ front }: BackSide): number => front?.at(-1)?.end ?? 0;

/** Whether the octets that reached the back are those that the front received, as far as they go. */
export function isVerbatim({ received, sides }: ChainPicture): boolean {
  let at = 0;
  return sides.every(({ octets }) => octets.every((octet) => octet === received[at++]));
}
