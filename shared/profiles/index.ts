/** The catalogue of profiles: code, files and shortcomings besides their facts. Sentences: text/en/profiles.ts. */
import { PROFILE_FACTS, type ProfileFacts } from '../servers/facts.ts';
import type { ProfileId } from '../servers/names.ts';
import * as echo from './echo.ts';
import * as onePage from './one-page.ts';
import type { Serve } from './os.ts';
import { SHORTCOMINGS, type Shortcoming } from './shortcomings.ts';
import * as staticThreads from './static-threads.ts';
import * as tcpUpper from './tcp-upper.ts';
import * as tcpUpperSelect from './tcp-upper-select.ts';
import * as tcpUpperTasks from './tcp-upper-tasks.ts';
import * as threeAnswers from './three-answers.ts';
import { ONE_PAGE_TREE, STATIC_TREE, type Tree } from './trees.ts';
import * as udpUpper from './udp-upper.ts';
import * as usersApi from './users-api.ts';
import * as webServer from './web-server.ts';

export type { Shortcoming } from './shortcomings.ts';

export interface Profile extends ProfileFacts {
  readonly serve: Serve;
  /** Its source, in this folder. */
  readonly file: string;
  /** The files it can read. */
  readonly tree: Tree | null;
  readonly shortcomings: readonly Shortcoming[];
}

/** A runnable server: a profile, or a patched one (patched-profiles.ts). */
export interface Runnable extends Omit<Profile, 'id'> {
  readonly id: string;
}

type Code = Pick<Profile, 'serve' | 'file' | 'tree'>;

const CODE: { readonly [Id in ProfileId]: Code } = {
  'web-server-1.0': { serve: webServer.main, file: 'web-server.ts', tree: null },
  'one-page': { serve: onePage.main, file: 'one-page.ts', tree: ONE_PAGE_TREE },
  'static-threads': { serve: staticThreads.main, file: 'static-threads.ts', tree: STATIC_TREE },
  'users-api': { serve: usersApi.main, file: 'users-api.ts', tree: null },
  echo: { serve: echo.main, file: 'echo.ts', tree: null },
  'tcp-upper': { serve: tcpUpper.main, file: 'tcp-upper.ts', tree: null },
  'tcp-upper-select': { serve: tcpUpperSelect.main, file: 'tcp-upper-select.ts', tree: null },
  'tcp-upper-tasks': { serve: tcpUpperTasks.main, file: 'tcp-upper-tasks.ts', tree: null },
  'udp-upper': { serve: udpUpper.main, file: 'udp-upper.ts', tree: null },
  'three-answers': { serve: threeAnswers.main, file: 'three-answers.ts', tree: null },
};

/** In the order of their ports. */
export const PROFILES: readonly Profile[] = PROFILE_FACTS.map((facts) => ({
  ...facts,
  shortcomings: SHORTCOMINGS[facts.id],
  ...CODE[facts.id],
}));

/** The profile of this name, if there is one. */
export function profileOf(id: string): Profile | undefined {
  return PROFILES.find((profile) => profile.id === id);
}
