/** The lanes of a comparison that this browser remembers: which were chosen, and those somebody has put together. */
import { decodeJson, list, record, text } from '#shared/base/decode.ts';
import { utf8 } from '#shared/base/octets.ts';
import { keep, recall } from '../state/storage.ts';
import { engineLaneOf } from './compare-lanes.ts';

const KEY = 'compare';

export interface KeptLanes {
  readonly chosen: readonly string[];
  readonly own: readonly string[];
}

const ids = list(text(400), 200);
const keptLanes = record<KeptLanes>({ chosen: ids, own: ids });

/** What was kept; nothing where nothing was, or what was kept is not ours. */
export function recallLanes(): Partial<KeptLanes> {
  const bytes = utf8(recall('localStorage', KEY) ?? '');
  const kept = keptLanes(decodeJson(bytes, 0, bytes.length));
  if (kept === undefined) return {};
  return { chosen: kept.chosen, own: kept.own.filter((id) => engineLaneOf(id) !== null) };
}

export function keepLanes({ chosen, own }: KeptLanes): void {
  keep('localStorage', KEY, JSON.stringify({ chosen, own }));
}
