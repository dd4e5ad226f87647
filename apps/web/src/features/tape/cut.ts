/** Cutting on the tape: the request goes to the composer as it was sent, with a cut, to be sent again. */
import type { Range } from '#shared/base/octets.ts';
import type { Replay } from '#shared/transcript/replay/replay.ts';
import { compose } from '../../session/handoff/input-source.ts';

/** The request around the gap before octet `at`, as far as it has come. */
function requestAround({ request }: Replay, at: number): Range {
  const message = request.log.messageAt(at - 1);
  return { start: message?.start ?? 0, end: Math.max(message?.end ?? request.length, at) };
}

/** Whether there is a request to cut before octet `at`: both neighbours belong to one. */
export function canCut(replay: Replay, at: number): boolean {
  if (at <= 0 || at >= replay.request.length) return false;
  const { start, end } = requestAround(replay, at);
  return start < at && at < end;
}

/** Gives the composer the current request, cut before octet `at` of the connection. */
export function cutBefore(replay: Replay, at: number): void {
  const { start, end } = requestAround(replay, at);
  compose({ bytes: replay.request.bytes(start, end).slice(), cuts: [{ at: at - start, pauseMs: 0 }] });
}
