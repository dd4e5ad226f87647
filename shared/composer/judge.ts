/**
 * What a server would make of octets not yet sent, read as the first on a connection: the engine's own parser runs over
 * them. Nothing is changed.
 */

import { ENGINE_LIMITS, type Reading } from '../base/options.ts';
import type { Verdict } from '../http1/events.ts';
import { RequestParser } from '../http1/parser.ts';
import { STATES, type StateName } from '../http1/table.ts';
import { MessageLog } from '../transcript/replay/message-log.ts';

export interface Judgement {
  /** In the order in which they were decided; a refusal is the last. */
  readonly verdicts: readonly Verdict[];
  /** Requests that are complete. */
  readonly complete: number;
  /** What is missing before the last request is complete; null when nothing is, or when it is refused. */
  readonly missing: Missing | null;
}

export interface Missing {
  readonly state: StateName;
  /** Octets of content or of a chunk still to come; 0 where no length says so. */
  readonly remaining: number;
}

/** Reads octets as a server with such a reading does. */
export function judge(bytes: Uint8Array, { mode, leniencies }: Reading): Judgement {
  const log = new MessageLog();
  const parser = new RequestParser(log, { limits: ENGINE_LIMITS, mode, leniencies });
  parser.feed(bytes);
  const complete = log.completeBy(bytes.length);
  const open = parser.inMessage && STATES[parser.state] !== 'end';
  const missing = open || complete === 0 ? { state: parser.state, remaining: parser.remaining } : null;
  return {
    verdicts: log.verdicts,
    complete,
    missing: parser.state === 'refused' ? null : missing,
  };
}
