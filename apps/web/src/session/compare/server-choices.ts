/**
 * The servers a comparison can include: the engine in three readings, and in any other the user puts together; the
 * tutorials' servers, the references, third-party servers on this machine, and chains of two servers.
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

/** The engine's named readings: t.compare.engines has a name for each. */
export type EngineName = 'hardened' | 'rfc' | 'lenient';

export interface ServerChoice {
  readonly id: string;
  readonly server: string;
  /** For the engine: how it reads this connection. */
  readonly reading: Reading | null;
  /** For a chain: what stands in front of `server`. */
  readonly front?: FrontId;
}

const READINGS: Readonly<Record<EngineName, Reading>> = {
  hardened: { mode: 'hardened', leniencies: [] },
  rfc: { mode: 'rfc', leniencies: [] },
  lenient: { mode: 'rfc', leniencies: REQUEST_LENIENCIES },
};

const ENGINES = Object.keys(READINGS) as readonly EngineName[];

/** The user's own servers, after the others. */
export const ownServers = (targets: readonly string[]): readonly ServerChoice[] =>
  targets.map((server) => ({ id: server, server, reading: null }));

/** In the order of the chooser: servers that speak HTTP over TCP. */
export const SERVER_CHOICES: readonly ServerChoice[] = CHOICES.flatMap(({ id, transport }): ServerChoice[] => {
  if (id === 'engine') return ENGINES.map((name) => ({ id: name, server: id, reading: READINGS[name] }));
  // Inside TLS it reads exactly as it does without.
  if (isEngine(id)) return [];
  const http = isPeer(id) ? false : (profileOf(id)?.http ?? true);
  return transport === 'tcp' && http ? [{ id, server: id, reading: null }] : [];
});

/** The third-party servers; their ServerInfo says whether one is on this machine. */
export const PEER_CHOICES: readonly ServerChoice[] = PEER_IDS.map((id) => ({ id, server: id, reading: null }));

/** What can be the back of a chain. */
export const BACK_CHOICES: readonly ServerChoice[] = SERVER_CHOICES.filter(({ server }) => isBack(server));

/** Separates a chain's two servers in its id. */
const ARROW = '>';

/** The id of a chain. `back`: the id of one of {@link BACK_CHOICES}. */
export const chainId = (front: FrontId, back: string): string => `${front}${ARROW}${back}`;

/** The front server and the back, from a chain's id; null for any other text. */
export function chainOfId(id: string): { readonly front: FrontId; readonly back: ServerChoice } | null {
  const [front = '', name] = id.split(ARROW);
  const back = BACK_CHOICES.find((one) => one.id === name);
  return back !== undefined && isFront(front) ? { front, back } : null;
}

/** Precedes the reading in the id of a custom engine. */
const CUSTOM_ENGINE = 'engine:';

/** The id of the engine with this reading: by name for one of the three, else by the reading itself. */
export function engineId({ mode, leniencies }: Reading): string {
  const names = sortedLeniencies(leniencies);
  const known = SERVER_CHOICES.find(
    ({ reading }) => reading?.mode === mode && reading.leniencies.join() === names.join(),
  );
  return known?.id ?? `${CUSTOM_ENGINE}${[mode, ...names].join('+')}`;
}

/** The custom engine for an id that {@link engineId} made from a custom reading; null for any other text. */
export function customEngineOf(id: string): (ServerChoice & { readonly reading: Reading }) | null {
  if (!id.startsWith(CUSTOM_ENGINE)) return null;
  const [mode, ...names] = id.slice(CUSTOM_ENGINE.length).split('+');
  const leniencies = REQUEST_LENIENCIES.filter((name) => names.includes(name));
  if ((mode !== 'hardened' && mode !== 'rfc') || leniencies.length !== names.length) return null;
  const reading: Reading = { mode, leniencies };
  return engineId(reading) === id ? { id, server: 'engine', reading } : null;
}

/**
 * The choices with these ids, in the order of the chooser: Octet's own, with custom engines after the engine's
 * three; the user's servers, the third-party servers on this machine, and chains.
 */
export function choicesOf(
  ids: readonly string[],
  targets: readonly string[],
  isHere: (server: string) => boolean,
): readonly ServerChoice[] {
  const own = ids.flatMap((id) => customEngineOf(id) ?? []);
  const known = [...SERVER_CHOICES, ...ownServers(targets), ...PEER_CHOICES].filter(
    ({ id, server }) => ids.includes(id) && isHere(server),
  );
  const engines = known.filter(({ server }) => server === 'engine');
  const chains = ids.flatMap((id): ServerChoice[] => {
    const chain = chainOfId(id);
    return chain === null || !isHere(chain.front) ? [] : [{ ...chain.back, id, front: chain.front }];
  });
  return [...engines, ...own, ...known.filter(({ server }) => server !== 'engine'), ...chains];
}

// What this browser remembers of a comparison: the chosen servers, and the custom engines.

const KEY = 'compare';

export interface KeptChoices {
  readonly chosen: readonly string[];
  readonly own: readonly string[];
}

const ids = list(text(400), 200);
const keptChoices = record<KeptChoices>({ chosen: ids, own: ids });

/** The stored value; nothing if there is none, or if it is not Octet's. */
export function recallChoices(): Partial<KeptChoices> {
  const bytes = utf8(recall('localStorage', KEY) ?? '');
  const kept = keptChoices(decodeJson(bytes, 0, bytes.length));
  if (kept === undefined) return {};
  return { chosen: kept.chosen, own: kept.own.filter((id) => customEngineOf(id) !== null) };
}

export function keepChoices({ chosen, own }: KeptChoices): void {
  keep('localStorage', KEY, JSON.stringify({ chosen, own }));
}

export function choiceTitleIn(t: Messages, id: string): string {
  const chain = chainOfId(id);
  if (chain !== null) return t.peers.chain(t.shell.serverName(chain.front), choiceTitleIn(t, chain.back.id));
  const engines: Readonly<Record<string, string>> = t.compare.engines;
  if (Object.hasOwn(engines, id)) return engines[id] ?? id;
  const own = customEngineOf(id);
  return own === null ? t.shell.serverName(id) : t.compare.ownEngine(own.reading);
}
