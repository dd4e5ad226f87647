/** The servers to choose from, in groups: the engine, the texts' servers, the references, those of others. */
import { fromLatin1, latin1 } from '../base/octets.ts';
import { type Concurrency, originalOf } from '../servers/facts.ts';
import { isEngine, REFERENCES } from '../servers/names.ts';
import { FIRST_PEER_PORT, PEER_IDS, type PeerId } from '../servers/peers.ts';
import { DEFAULT_OPTIONS, type ProfileOptions } from '../servers/start-options.ts';
import { demonstrationOf } from './demonstrations.ts';
import { PROFILES, type Profile } from './index.ts';
import type { Shortcoming } from './shortcomings.ts';

/**
 * `events`: all at once, in one event loop; `many`: all at once, with its own event loops and threads. `datagrams`: one
 * after another, from any sender.
 */
export type Serving = Concurrency | 'events' | 'many' | 'datagrams';

export type ChoiceGroup = 'engine' | 'tutorials' | 'references' | 'peers';

export const CHOICE_GROUPS: readonly ChoiceGroup[] = ['engine', 'tutorials', 'references', 'peers'];

export interface Choice {
  readonly id: string;
  readonly group: ChoiceGroup;
  readonly transport: 'tcp' | 'udp';
  readonly serving: Serving;
  /** Where it listens unless that port is taken. */
  readonly port: number;
  /** The options it accepts at its start. */
  readonly options: readonly (keyof ProfileOptions)[];
  readonly shortcomings: readonly Shortcoming[];
}

const ofProfile = ({ id, transport, concurrency, port, options, shortcomings }: Profile): Choice => ({
  ...{
    id,
    group: 'tutorials',
    transport,
    serving: transport === 'udp' ? 'datagrams' : concurrency,
    port,
    options,
    shortcomings,
  },
});

const ofReference = ({ id, port }: (typeof REFERENCES)[number]): Choice => ({
  ...{ id, group: isEngine(id) ? 'engine' : 'references', transport: 'tcp', serving: 'events', port },
  ...{ options: [], shortcomings: [] },
});

/** How the servers of others serve in Octet's configuration. */
const PEERS_SERVE: Readonly<Record<PeerId, Serving>> = {
  nginx: 'events',
  apache: 'many',
  haproxy: 'events',
  lighttpd: 'events',
  caddy: 'many',
  python: 'tasks',
};

const ofPeer = (id: PeerId, at: number): Choice => ({
  ...{ id, group: 'peers', transport: 'tcp', serving: PEERS_SERVE[id], port: FIRST_PEER_PORT + at },
  ...{ options: [], shortcomings: [] },
});

/** In the order of their groups. */
export const CHOICES: readonly Choice[] = [
  ...REFERENCES.map(ofReference),
  ...PROFILES.map(ofProfile),
  ...PEER_IDS.map(ofPeer),
].sort((a, b) => CHOICE_GROUPS.indexOf(a.group) - CHOICE_GROUPS.indexOf(b.group));

export function choiceOf(id: string): Choice | undefined {
  return CHOICES.find((choice) => choice.id === id);
}

/** What one connection sends, write by write, and what follows the last write. */
export interface Visit {
  readonly writes: readonly Uint8Array[];
  readonly after: Shortcoming['after'];
}

/**
 * All the connections that show a shortcoming, one after another, in octets, for a server with the name it was
 * started under. Over UDP one socket sends every datagram.
 */
export function visitsOf(
  choice: Pick<Choice, 'id' | 'transport'>,
  shortcoming: Shortcoming,
  { name }: ProfileOptions,
): readonly [Visit, ...Visit[]] {
  const { visitors, datagrams = [] } = demonstrationOf(choice, shortcoming);
  const named = (octets: Uint8Array): Uint8Array =>
    fromLatin1(
      latin1(octets).replaceAll(DEFAULT_OPTIONS.name, name).replaceAll(capital(DEFAULT_OPTIONS.name), capital(name)),
    );
  const [first, ...more] = visitors.map(({ reads, after }): Visit => ({ writes: reads.map(named), after }));
  return [first ?? { writes: datagrams.map(({ bytes }) => bytes), after: 'stays' }, ...more];
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Whether a shortcoming shows only when a second client arrives while the first is silent. */
export function needsSecondClient(id: string, { writes, after }: Shortcoming): boolean {
  return writes.length === 0 && after === 'stays' && originalOf(id)?.concurrency === 'serial';
}
