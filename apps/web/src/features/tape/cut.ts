/** Cutting what was sent, on the tape: the request goes to the composer as it was, with a cut, to be sent again. */
import type { Range } from '#shared/base/octets.ts';
import type { Replay } from '#shared/transcript/replay/replay.ts';
import { compose } from '../../session/handoff/input-source.ts';

/** The request around the place before octet `at`, what came of it so far. */
function requestAround({ request }: Replay, at: number): Range {
  const message = request.log.messageAt(at - 1);
  return { start: message?.start ?? 0, end: Math.max(message?.end ?? request.length, at) };
}

/** Whether there is a request to cut before octet `at`: both its neighbours are of one. */
export function canCut(replay: Replay, at: number): boolean {
  if (at <= 0 || at >= replay.request.length) return false;
  const { start, end } = requestAround(replay, at);
  return start < at && at < end;
}

/** Gives the composer the request in hand, cut before octet `at` of the connection. */
export function cutBefore(replay: Replay, at: number): void {
  const { start, end } = requestAround(replay, at);
  compose({ bytes: replay.request.bytes(start, end).slice(), cuts: [{ at: at - start, pauseMs: 0 }] });
}
