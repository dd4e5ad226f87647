/** The name of a lane of Compare on the screen, by its id: a reading of the engine, a server, or a chain of two. */
import type { Messages } from '#shared/text/index.ts';
import { chainOfId, engineLaneOf } from './compare-lanes.ts';

export function laneTitleIn(t: Messages, id: string): string {
  const chain = chainOfId(id);
  if (chain !== null) return t.peers.chain(t.shell.serverName(chain.front), laneTitleIn(t, chain.back.id));
  const engines: Readonly<Record<string, string>> = t.compare.lane;
  if (Object.hasOwn(engines, id)) return engines[id] ?? id;
  const own = engineLaneOf(id);
  return own === null ? t.shell.serverName(id) : t.compare.ownEngine(own.reading);
}
