/**
 * The lanes a comparison can have: the engine in three readings, and in any other that one puts together; the texts'
 * servers, the references, the servers of others on this machine, and chains of two servers.
 */

import { decodeJson, list, record, text } from '#shared/base/decode.ts';
import { utf8 } from '#shared/base/octets.ts';
import { REQUEST_LENIENCIES, type Reading, sortedLeniencies } from '#shared/base/options.ts';
import { CHOICES } from '#shared/profiles/choices.ts';
import { profileOf } from '#shared/profiles/index.ts';
import { isEngine } from '#shared/servers/names.ts';
import { type FrontId, isBack, isFront, isPeer, PEER_IDS } from '#shared/servers/peers.ts';
import type { Messages } from '#shared/text/index.ts';
import { keep, recall } from '../state/storage.ts';

/** How the engine may read: t.compare.lane has a name for each. */
export type EngineLane = 'hardened' | 'rfc' | 'lenient';

export interface LaneChoice {
  readonly id: string;
  readonly server: string;
  /** Of the engine: how it shall read this connection. */
  readonly reading: Reading | null;
  /** Of a chain: what stands in front of `server`. */
  readonly front?: FrontId;
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
  // Inside TLS it reads as it does without.
  if (isEngine(id)) return [];
  const http = isPeer(id) ? false : (profileOf(id)?.http ?? true);
  return transport === 'tcp' && http ? [{ id, server: id, reading: null }] : [];
});

/** The servers of others: whether one is on this machine, its ServerInfo says. */
export const PEER_LANES: readonly LaneChoice[] = PEER_IDS.map((id) => ({ id, server: id, reading: null }));

/** What can stand at the back of a chain. */
export const BACK_LANES: readonly LaneChoice[] = LANE_CHOICES.filter(({ server }) => isBack(server));

/** Between the names of a chain's two servers, in its id. */
const ARROW = '>';

/** The id of a chain's lane. `back`: the id of a lane of {@link BACK_LANES}. */
export const chainId = (front: FrontId, back: string): string => `${front}${ARROW}${back}`;

/** The two servers of a chain by its id: the front, and the lane of the back; null for what is none. */
export function chainOfId(id: string): { readonly front: FrontId; readonly back: LaneChoice } | null {
  const [front = '', name] = id.split(ARROW);
  const back = BACK_LANES.find((one) => one.id === name);
  return back !== undefined && isFront(front) ? { front, back } : null;
}

/** Before the reading, in the id of an engine's lane that somebody has put together. */
const ENGINE_LANE = 'engine:';

/** The id of the engine's lane that is read so: one of the three by its name, another by its reading. */
export function engineLaneId({ mode, leniencies }: Reading): string {
  const names = sortedLeniencies(leniencies);
  const known = LANE_CHOICES.find(
    ({ reading }) => reading?.mode === mode && reading.leniencies.join() === names.join(),
  );
  return known?.id ?? `${ENGINE_LANE}${[mode, ...names].join('+')}`;
}

/** The lane of an id that {@link engineLaneId} gave to a reading of one's own; null for every other text. */
export function engineLaneOf(id: string): (LaneChoice & { readonly reading: Reading }) | null {
  if (!id.startsWith(ENGINE_LANE)) return null;
  const [mode, ...names] = id.slice(ENGINE_LANE.length).split('+');
  const leniencies = REQUEST_LENIENCIES.filter((name) => names.includes(name));
  if ((mode !== 'hardened' && mode !== 'rfc') || leniencies.length !== names.length) return null;
  const reading: Reading = { mode, leniencies };
  return engineLaneId(reading) === id ? { id, server: 'engine', reading } : null;
}

/**
 * The lanes of these ids, in the order of the chooser: ours, those of the engine put together behind its three; the
 * user's own, those of others that are here, chains.
 */
export function choicesOf(
  ids: readonly string[],
  targets: readonly string[],
  isHere: (server: string) => boolean,
): readonly LaneChoice[] {
  const own = ids.flatMap((id) => engineLaneOf(id) ?? []);
  const known = [...LANE_CHOICES, ...ownLanes(targets), ...PEER_LANES].filter(
    ({ id, server }) => ids.includes(id) && isHere(server),
  );
  const engines = known.filter(({ server }) => server === 'engine');
  const chains = ids.flatMap((id): LaneChoice[] => {
    const chain = chainOfId(id);
    return chain === null || !isHere(chain.front) ? [] : [{ ...chain.back, id, front: chain.front }];
  });
  return [...engines, ...own, ...known.filter(({ server }) => server !== 'engine'), ...chains];
}

// The lanes of a comparison that this browser remembers: which were chosen, and those somebody has put together.

const KEY = 'compare';

export interface KeptLanes {
  readonly chosen: readonly string[];
  readonly own: readonly string[];
}

const ids = list(text(400), 200);
const keptLanes = record<KeptLanes>({ chosen: ids, own: ids });

/** What was kept; nothing where nothing was, or what was kept is not ours. */
export function recallLanes(): Partial<KeptLanes> {
  const bytes = utf8(recall('localStorage', KEY) ?? '');
  const kept = keptLanes(decodeJson(bytes, 0, bytes.length));
  if (kept === undefined) return {};
  return { chosen: kept.chosen, own: kept.own.filter((id) => engineLaneOf(id) !== null) };
}

export function keepLanes({ chosen, own }: KeptLanes): void {
  keep('localStorage', KEY, JSON.stringify({ chosen, own }));
}

export function laneTitleIn(t: Messages, id: string): string {
  const chain = chainOfId(id);
  if (chain !== null) return t.peers.chain(t.shell.serverName(chain.front), laneTitleIn(t, chain.back.id));
  const engines: Readonly<Record<string, string>> = t.compare.lane;
  if (Object.hasOwn(engines, id)) return engines[id] ?? id;
  const own = engineLaneOf(id);
  return own === null ? t.shell.serverName(id) : t.compare.ownEngine(own.reading);
}
