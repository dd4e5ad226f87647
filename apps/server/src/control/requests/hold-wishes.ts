/** Handles the page's hold requests. A page may hold any lane it can see: its own, or one from outside. */
import type { RefusalCode, ToServer } from '#shared/wire/messages.ts';
import type { Lane } from '../../lab/recording/lane.ts';
import type { Recorder } from '../../lab/recording/recorder.ts';
import type { HoldDeed } from '../../lab/servers/holds.ts';
import type { NoGate, Workers } from '../../lab/workers.ts';

/** All requests about holds. */
export type HoldWish = Extract<
  ToServer,
  { type: 'hold' | 'hold-next' | 'hold-step' | 'hold-run' | 'release' | 'freeze' }
>;

type OfLane = Exclude<HoldWish, { type: 'hold-next' }>;

interface Refusal {
  readonly code: RefusalCode;
  readonly detail: string;
}

/** Why the request was refused; null when it was passed to the gate. */
export function performHold(wish: HoldWish, session: string, workers: Workers, recorder: Recorder): Refusal | null {
  if (wish.type === 'hold-next') {
    return refusalOf(workers.holdNext(wish.server, session, wish.stops, wish.now), wish.server);
  }
  const detail = `#${wish.lane}`;
  const lane = recorder.lane(wish.lane);
  if (lane === undefined || (lane.facts.session !== null && lane.facts.session !== session)) {
    return { code: 'unknown-lane', detail };
  }
  return lane.serverClosed ? { code: 'lane-closed', detail } : refusalOf(ask(wish, lane, session, workers), detail);
}

function ask(wish: OfLane, lane: Lane, session: string, workers: Workers): HoldDeed | NoGate {
  switch (wish.type) {
    case 'hold':
      return workers.hold(lane, session, wish.stops, wish.now);
    case 'hold-step':
      return workers.askGate(lane, { type: 'step', unit: wish.unit });
    case 'hold-run':
      return workers.askGate(lane, { type: 'run' });
    case 'release':
      return workers.askGate(lane, { type: 'release', by: 'page' });
    case 'freeze':
      return workers.askGate(lane, { type: 'freeze', frozen: wish.frozen });
  }
}

function refusalOf(deed: HoldDeed | NoGate, detail: string): Refusal | null {
  return deed === 'done' ? null : { code: deed, detail };
}
