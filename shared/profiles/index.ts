/** The catalogue of profiles, as data: what each is, how it serves, and what it gets wrong. Sentences: text/en/profiles.ts. */
import * as echo from './echo.ts';
import * as onePage from './one-page.ts';
import type { ProfileOptions, Serve } from './os.ts';
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

/** How many clients at a time: one after another, all those that are ready in one loop, a thread for each. */
export type Concurrency = 'serial' | 'select' | 'tasks';

const IDS = [
  'web-server-1.0',
  'one-page',
  'static-threads',
  'users-api',
  'echo',
  'tcp-upper',
  'tcp-upper-select',
  'tcp-upper-tasks',
  'udp-upper',
  'three-answers',
] as const;

export type ProfileId = (typeof IDS)[number];

export interface Profile {
  readonly id: ProfileId;
  readonly serve: Serve;
  /** Its source, in this folder. */
  readonly file: string;
  readonly transport: 'tcp' | 'udp';
  readonly concurrency: Concurrency;
  /** Whether it means to speak HTTP. */
  readonly http: boolean;
  /** Where it listens in the lab, unless the port is taken. */
  readonly port: number;
  /** Which of the options it heeds. */
  readonly options: readonly (keyof ProfileOptions)[];
  /** The files it finds. */
  readonly tree: Tree | null;
  readonly shortcomings: readonly Shortcoming[];
}

/** What can be run: a profile, or one with some lines mended (mended/index.ts). */
export interface Runnable extends Omit<Profile, 'id'> {
  readonly id: string;
}

/** The first port of the profiles; 8100 is the engine's. */
const FIRST_PORT = 8101;

type Facts = Omit<Profile, 'id' | 'port' | 'shortcomings'>;

const TCP = { transport: 'tcp', http: false, concurrency: 'serial', options: [], tree: null } as const;
const HTTP = { ...TCP, http: true } as const;

const FACTS: { readonly [Id in ProfileId]: Facts } = {
  'web-server-1.0': { ...HTTP, serve: webServer.main, file: 'web-server.ts', options: ['once'] },
  'one-page': { ...HTTP, serve: onePage.main, file: 'one-page.ts', tree: ONE_PAGE_TREE },
  'static-threads': {
    ...HTTP,
    serve: staticThreads.main,
    file: 'static-threads.ts',
    concurrency: 'tasks',
    tree: STATIC_TREE,
  },
  'users-api': { ...HTTP, serve: usersApi.main, file: 'users-api.ts', options: ['name'] },
  echo: { ...TCP, serve: echo.main, file: 'echo.ts' },
  'tcp-upper': { ...TCP, serve: tcpUpper.main, file: 'tcp-upper.ts' },
  'tcp-upper-select': { ...TCP, serve: tcpUpperSelect.main, file: 'tcp-upper-select.ts', concurrency: 'select' },
  'tcp-upper-tasks': { ...TCP, serve: tcpUpperTasks.main, file: 'tcp-upper-tasks.ts', concurrency: 'tasks' },
  'udp-upper': { ...TCP, serve: udpUpper.main, file: 'udp-upper.ts', transport: 'udp' },
  'three-answers': { ...HTTP, serve: threeAnswers.main, file: 'three-answers.ts' },
};

/** In the order of their ports. */
export const PROFILES: readonly Profile[] = IDS.map((id, i) => ({
  id,
  port: FIRST_PORT + i,
  shortcomings: SHORTCOMINGS[id],
  ...FACTS[id],
}));

/** The profile of this name, if there is one. */
export function profileOf(id: string): Profile | undefined {
  return PROFILES.find((profile) => profile.id === id);
}

/** `users-api`, `users-api+mended:no-accept`, or `tcp-upper+busy`. */
const NAME = /^(?<id>.+?)(?:\+mended:(?<mended>[\w-]+)|\+(?<busy>busy))?$/;

/** The shortcoming after which a mended profile is named; null for every other server. */
export function mendedIn(server: string): string | null {
  return NAME.exec(server)?.groups?.mended ?? null;
}

/** Whether a server is a profile with a handler that works (busy/index.ts). */
export function isBusy(server: string): boolean {
  return NAME.exec(server)?.groups?.busy !== undefined;
}

/** The profile a server is, or was before some of its lines were mended; undefined for the engine and Node's server. */
export function originalOf(server: string): Profile | undefined {
  return profileOf(NAME.exec(server)?.groups?.id ?? '');
}

/** A server to compare with: no generator, no bugs to show. */
export const REFERENCES = [
  { id: 'engine', port: 8100 },
  // Behind a key and a certificate, which somebody has to bring.
  { id: 'engine-tls', port: 8443 },
  { id: 'node-http', port: FIRST_PORT + IDS.length },
] as const;

export type ReferenceId = (typeof REFERENCES)[number]['id'];

/** Whether there is TLS below what a server speaks. */
export function speaksTls(id: string): boolean {
  return id === 'engine-tls';
}

/** Whether a server is the engine, whatever lies below it: what it reads, it reads by the table. */
export function isEngine(id: string): boolean {
  return id === 'engine' || speaksTls(id);
}
