import type { EngineLane } from '../../session/compare-lanes.ts';
import { t } from '../../text.ts';

/** The name of a lane on the screen. */
export function laneTitle(id: string): string {
  const engines: Readonly<Record<EngineLane, string>> = t.compare.lane;
  const found = Object.entries(engines).find(([name]) => name === id);
  return found?.[1] ?? t.shell.serverName(id);
}
