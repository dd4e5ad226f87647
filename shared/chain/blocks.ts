/**
 * A picture of a chain, cut into blocks to be drawn: the requests as one of the two servers cut them, and what belongs to
 * none. And where the octet at which they part lies in what the front received.
 */
import type { BackSide, ChainPicture, Cutout, Octet } from './chain.ts';

/** Octets `[start, end)` that one server took for one thing. */
export interface Block {
  /** `whole`: how it cut is not known. `rest`: octets it took for nothing, or has no request for yet. */
  readonly kind: 'request' | 'rest' | 'whole';
  readonly start: number;
  readonly end: number;
  /** Of a request: its number, from 1, on this connection. */
  readonly number: number;
  readonly complete: boolean;
  readonly line: string | null;
}

/** The blocks of `length` octets, in order and without a gap. `ignoredFrom`: from there on nothing was read. */
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

/** The octet of a verdict that has one. */
export function octetOf({ verdict }: ChainPicture): Octet | null {
  return 'at' in verdict ? verdict.at : null;
}

/** The same octet in what the front received; null where it forwarded something of its own, or that is not known. */
export function receivedAt({ sides, cuts }: ChainPicture, { side, octet }: Octet): number | null {
  if (cuts === null) return null;
  const before = sides.slice(0, side).reduce((sum, one) => sum + frontEnd(one), 0);
  return before + octet;
}

const frontEnd = ({ front }: BackSide): number => front?.at(-1)?.end ?? 0;

/** Whether what reached the back is what the front received, octet for octet, as far as it goes. */
export function isVerbatim({ received, sides }: ChainPicture): boolean {
  let at = 0;
  return sides.every(({ octets }) => octets.every((octet) => octet === received[at++]));
}
