/** Handles the page's hold requests. A page may hold any lane it can see: its own, or one from outside. */
import type { RefusalCode, ToServer } from '#shared/wire/messages.ts';
import type { Lane } from '../../lab/recording/lane.ts';
import type { Recorder } from '../../lab/recording/recorder.ts';
import type { HoldResult } from '../../lab/servers/holds.ts';
import type { NoGate, Workers } from '../../lab/workers.ts';

/** All requests about holds. */
export type HoldRequest = Extract<
  ToServer,
  { type: 'hold' | 'hold-next' | 'hold-step' | 'hold-run' | 'release' | 'freeze' }
>;

type OfLane = Exclude<HoldRequest, { type: 'hold-next' }>;

interface Refusal {
  readonly code: RefusalCode;
  readonly detail: string;
}

/** Why the request was refused; null when it was passed to the gate. */
export function performHold(
  request: HoldRequest,
  session: string,
  workers: Workers,
  recorder: Recorder,
): Refusal | null {
  if (request.type === 'hold-next') {
    return refusalOf(workers.holdNext(request.server, session, request.stops, request.now), request.server);
  }
  const detail = `#${request.lane}`;
  const lane = recorder.lane(request.lane);
  if (lane === undefined || (lane.facts.session !== null && lane.facts.session !== session)) {
    return { code: 'unknown-lane', detail };
  }
  return lane.serverClosed ? { code: 'lane-closed', detail } : refusalOf(ask(request, lane, session, workers), detail);
}

function ask(request: OfLane, lane: Lane, session: string, workers: Workers): HoldResult | NoGate {
  switch (request.type) {
    case 'hold':
      return workers.hold(lane, session, request.stops, request.now);
    case 'hold-step':
      return workers.askGate(lane, { type: 'step', unit: request.unit });
    case 'hold-run':
      return workers.askGate(lane, { type: 'run' });
    case 'release':
      return workers.askGate(lane, { type: 'release', by: 'page' });
    case 'freeze':
      return workers.askGate(lane, { type: 'freeze', frozen: request.frozen });
  }
}

function refusalOf(result: HoldResult | NoGate, detail: string): Refusal | null {
  return result === 'done' ? null : { code: result, detail };
}
