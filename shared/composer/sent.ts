/** What the composer has sent, newest last, so it can be recalled. An immutable value, bounded in number and octets. */
import type { Cut } from './pieces.ts';

export interface Composition {
  readonly bytes: Uint8Array;
  readonly cuts: readonly Cut[];
}

const MOST = 50;
const MOST_OCTETS = 4 * 1024 * 1024;

/** The list after a send: a repeated entry moves to the end. */
export function rememberSent(list: readonly Composition[], sent: Composition): readonly Composition[] {
  const kept = [...list.filter((one) => !sameComposition(one, sent)), sent].slice(-MOST);
  let octets = 0;
  let from = kept.length - 1;
  while (from > 0 && octets + size(kept, from) + size(kept, from - 1) <= MOST_OCTETS) {
    octets += size(kept, from);
    from--;
  }
  return kept.slice(from);
}

/** The recalled entry, and the unsent text that is kept meanwhile. */
export interface Recalled {
  readonly to: Composition;
  readonly draft: Composition | null;
}

/**
 * The entry sent before or after the current text, which may itself be an entry; after the newest comes the draft, the
 * unsent text from before the first recall. Null: there is none.
 */
export function recall(
  list: readonly Composition[],
  draft: Composition | null,
  now: Composition,
  way: 'older' | 'newer',
): Recalled | null {
  const found = list.findIndex((one) => sameComposition(one, now));
  const at = found < 0 ? list.length : found;
  const kept = found < 0 ? now : draft;
  const next = at + (way === 'older' ? -1 : 1);
  const to = next === list.length ? kept : list[next];
  return to == null ? null : { to, draft: kept };
}

const size = (list: readonly Composition[], at: number): number => list[at]?.bytes.length ?? 0;

export function sameComposition(a: Composition, b: Composition): boolean {
  const cuts = a.cuts.length === b.cuts.length;
  if (!cuts || a.bytes.length !== b.bytes.length) return false;
  const sameCuts = a.cuts.every((cut, i) => cut.at === b.cuts[i]?.at && cut.pauseMs === b.cuts[i]?.pauseMs);
  return sameCuts && a.bytes.every((octet, i) => octet === b.bytes[i]);
}
