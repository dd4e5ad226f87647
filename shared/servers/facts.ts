/** What is known of a profile without its code: how it listens and serves. The code is in profiles/index.ts. */
import { FIRST_PROFILE_PORT, PROFILE_IDS, type ProfileId, profileIdIn } from './names.ts';
import type { ProfileOptions } from './start-options.ts';

/** How many clients at a time: one after another, all ready ones in one loop, or a thread for each. */
export type Concurrency = 'serial' | 'select' | 'tasks';

export interface ProfileFacts {
  readonly id: ProfileId;
  readonly transport: 'tcp' | 'udp';
  readonly concurrency: Concurrency;
  /** Whether it is meant to speak HTTP. */
  readonly http: boolean;
  /** Where it listens in the lab, unless the port is taken. */
  readonly port: number;
  /** Which of the options it reads. */
  readonly options: readonly (keyof ProfileOptions)[];
}

type Facts = Omit<ProfileFacts, 'id' | 'port'>;

const TCP = { transport: 'tcp', http: false, concurrency: 'serial', options: [] } as const;
const HTTP = { ...TCP, http: true } as const;

const FACTS: { readonly [Id in ProfileId]: Facts } = {
  'web-server-1.0': { ...HTTP, options: ['once'] },
  'one-page': HTTP,
  'static-threads': { ...HTTP, concurrency: 'tasks' },
  'users-api': { ...HTTP, options: ['name'] },
  echo: TCP,
  'tcp-upper': TCP,
  'tcp-upper-select': { ...TCP, concurrency: 'select' },
  'tcp-upper-tasks': { ...TCP, concurrency: 'tasks' },
  'udp-upper': { ...TCP, transport: 'udp' },
  'three-answers': HTTP,
};

/** The facts of every profile, in the order of their ports. */
export const PROFILE_FACTS: readonly ProfileFacts[] = PROFILE_IDS.map((id, i) => ({
  id,
  port: FIRST_PROFILE_PORT + i,
  ...FACTS[id],
}));

/** The facts of the profile that a server is or was made from; undefined for a server without a profile. */
export function originalOf(server: string): ProfileFacts | undefined {
  const id = profileIdIn(server);
  return PROFILE_FACTS.find((facts) => facts.id === id);
}
