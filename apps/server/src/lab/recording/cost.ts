/** The assumed memory weight of an entry, wherever entries are bounded. */
import type { Draft } from '#shared/transcript/record/entries.ts';

/** An entry without octets: the object, its strings, its place in the lists that hold it. */
const OVERHEAD = 256;

export function costOf(draft: Draft): number {
  return OVERHEAD + ('bytes' in draft && draft.bytes !== undefined ? draft.bytes.length : 0);
}
