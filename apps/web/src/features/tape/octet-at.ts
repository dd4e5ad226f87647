import type { Replay } from '#shared/transcript/replay/replay.ts';
import { type OctetStep, stepAt } from '#shared/transcript/replay/step.ts';

/** The octet just taken at `position`; at an event, the last octet before it. Null before the first. */
export function octetAt(replay: Replay, position: number): OctetStep | null {
  for (let index = replay.placeIndex(position - 1); index >= 0; index--) {
    const place = replay.places[index];
    if (place === undefined || place.steps === 0) continue;
    const step = stepAt(replay, Math.min(position, place.position + place.steps));
    if (step?.kind === 'octet') return step;
  }
  return null;
}
