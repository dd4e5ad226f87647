/** The lanes a comparison can have: the engine in three readings, the texts' servers, the references. */

import { REQUEST_LENIENCIES, type Reading } from '../../../../shared/options.ts';
import { CHOICES } from '../../../../shared/profiles/choices.ts';
import { profileOf } from '../../../../shared/profiles/index.ts';

/** How the engine may read: t.compare.lane has a name for each. */
export type EngineLane = 'hardened' | 'rfc' | 'lenient';

export interface LaneChoice {
  readonly id: string;
  readonly server: string;
  /** Of the engine: how it shall read this connection. */
  readonly reading: Reading | null;
}

const READINGS: Readonly<Record<EngineLane, Reading>> = {
  hardened: { mode: 'hardened', leniencies: [] },
  rfc: { mode: 'rfc', leniencies: [] },
  lenient: { mode: 'rfc', leniencies: REQUEST_LENIENCIES },
};

const ENGINES = Object.keys(READINGS) as readonly EngineLane[];

/** Those of servers that are not ours, behind the others. */
export const ownLanes = (targets: readonly string[]): readonly LaneChoice[] =>
  targets.map((server) => ({ id: server, server, reading: null }));

/** In the order of the chooser: what speaks HTTP over TCP. */
export const LANE_CHOICES: readonly LaneChoice[] = CHOICES.flatMap(({ id, transport }): LaneChoice[] => {
  if (id === 'engine') return ENGINES.map((name) => ({ id: name, server: id, reading: READINGS[name] }));
  const http = profileOf(id)?.http ?? true;
  return transport === 'tcp' && http ? [{ id, server: id, reading: null }] : [];
});
