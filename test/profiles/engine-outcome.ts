/** What the engine does with a wire case: its own connection, in memory, with the demo site and the case's options. */

import { REQUEST_LENIENCIES } from '#shared/base/options.ts';
import type { RuleId } from '#shared/http1/rules.ts';
import { ruleOf } from '#shared/http1/rules.ts';
import type { WireCase } from '../cases/load.ts';
import { Talk } from '../engine/talk.ts';

export interface EngineOutcome {
  /** `answers 400 and closes`. */
  readonly name: string;
  /** Of the first answer. */
  readonly status: number | null;
}

export async function engineOutcomeOf(wire: WireCase): Promise<EngineOutcome> {
  const { octets, late, end, limits, mode } = wire;
  const leniencies = REQUEST_LENIENCIES.filter((name) => wire.leniencies?.includes(name));
  const talk = await new Talk({ limits, mode, leniencies }).receives(octets).settles();
  if (end === 'FIN') talk.receivesFin();
  if (end === 'TIMEOUT' && talk.timer !== null) talk.waits(talk.timer);
  await talk.receives(late).settles();
  const status = /^HTTP\/1\.1 ([2-5]\d\d) /.exec(talk.sent())?.[1];
  const closes = talk.log.some((what) => what === 'fin' || what === 'close' || what === 'abort');
  if (status === undefined) return { name: closes ? 'closes without an answer' : 'waits', status: null };
  return { name: `answers ${status} and ${closes ? 'closes' : 'keeps the connection'}`, status: Number(status) };
}

/** The status that the case's events ask of its first request: null where they refuse nothing. */
export function refusalIn({ events }: WireCase): number | null {
  const whole = events.findIndex((event) => event.startsWith('complete '));
  const refused = events.findIndex((event) => event.startsWith('reject '));
  if (refused < 0 || (whole >= 0 && whole < refused)) return null;
  return ruleOf(/^reject ([\w.-]+) /.exec(events[refused] ?? '')?.[1] as RuleId).status ?? null;
}
