import type { EngineLane } from '../../session/compare-lanes.ts';
import { chainOfId } from '../../session/compare-lanes.ts';
import { t } from '../../text.ts';

/** The name of a lane on the screen. */
export function laneTitle(id: string): string {
  const chain = chainOfId(id);
  if (chain !== null) return t.peers.chain(t.shell.serverName(chain.front), laneTitle(chain.back.id));
  const engines: Readonly<Record<EngineLane, string>> = t.compare.lane;
  const found = Object.entries(engines).find(([name]) => name === id);
  return found?.[1] ?? t.shell.serverName(id);
}
