/**
 * What a server would make of octets not yet sent, as the first on a connection: the engine's own parser runs on
 * them. Nothing is changed.
 */

import { ENGINE_LIMITS, type Reading } from '../base/options.ts';
import type { Verdict } from '../http1/events.ts';
import { RequestParser } from '../http1/parser.ts';
import { STATES, type StateName } from '../http1/table.ts';
import { MessageLog } from '../transcript/replay/message-log.ts';

export interface Judgement {
  /** In the order of decision; a refusal is the last one. */
  readonly verdicts: readonly Verdict[];
  /** The complete requests. */
  readonly complete: number;
  /** What the last request still needs to be complete; null when it is complete or refused. */
  readonly missing: Missing | null;
}

export interface Missing {
  readonly state: StateName;
  /** Octets of content or of a chunk still to come; 0 where no length is declared. */
  readonly remaining: number;
}

/** Parses octets as a server with these options does. */
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
