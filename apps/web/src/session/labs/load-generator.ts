/**
 * The load of the concurrency lab: clients of this page that send requests to one server, each on ordinary connections,
 * so that their transcripts can be drawn and opened. Clients, requests and time are bounded; the user may stop it.
 */
import { create } from 'zustand';
import { utf8 } from '#shared/base/octets.ts';
import type { Entry } from '#shared/transcript/record/entries.ts';
import type { ToServer } from '#shared/wire/messages.ts';
import { pending, socket } from '../link/session.ts';
import { isOver, summaryOf } from '../state/lane-state.ts';
import { type Lane, useStore } from '../state/store.ts';

export const LOAD_SERVERS = ['tcp-upper', 'tcp-upper-select', 'tcp-upper-tasks', 'static-threads', 'engine'] as const;
export type LoadServer = (typeof LOAD_SERVERS)[number];

/** One load, the same for every server. */
export interface LoadPlan {
  /** 1 to {@link MOST_CLIENTS}. */
  readonly clients: number;
  /** Per client, 1 to {@link MOST_REQUESTS}. */
  readonly requests: number;
  /** Between an answer and the next request, ms. */
  readonly think: number;
  /** How long the first client stays silent after connecting, ms. */
  readonly silence: number;
  /** Instead, the first client starts with a request that keeps the handler busy for a second. */
  readonly work: boolean;
}

export const MOST_CLIENTS = 8;
export const MOST_REQUESTS = 4;
export const MOST_THINK = 500;
export const MOST_SILENCE = 3000;
/** A run that takes longer is stopped. */
const PATIENCE_MS = 20_000;

export interface LoadRun {
  readonly server: LoadServer;
  readonly plan: LoadPlan;
  readonly state: 'running' | 'done' | 'stopped' | 'late' | 'failed';
  readonly answered: number;
  /** The connections of each client, in order. */
  readonly lanes: readonly (readonly Lane[])[];
}

interface Loads {
  /** The settings of the next run. */
  readonly plan: LoadPlan;
  readonly chosen: readonly LoadServer[];
  readonly runs: ReadonlyMap<LoadServer, LoadRun>;
  /** The servers still to come, the running one first. */
  readonly queue: readonly LoadServer[];
}

export const useLoads = create<Loads>(() => ({
  plan: { clients: 4, requests: 2, think: 100, silence: 1000, work: false },
  chosen: ['tcp-upper', 'tcp-upper-select'],
  runs: new Map(),
  queue: [],
}));

/** Changes part of the next run's plan. */
export function planLoad(part: Partial<LoadPlan>): void {
  useLoads.setState(({ plan }) => ({ plan: { ...plan, ...part } }));
}

/** Adds a server to the next run, or removes it. */
export function chooseServer(server: LoadServer, taken: boolean): void {
  useLoads.setState(({ chosen }) => ({
    chosen: LOAD_SERVERS.filter((one) => (one === server ? taken : chosen.includes(one))),
  }));
}

let stopping: AbortController | null = null;

/** Puts the load on one server after the other. */
export async function runLoads(servers: readonly LoadServer[], plan: LoadPlan): Promise<void> {
  if (stopping !== null) return;
  const stop = new AbortController();
  stopping = stop;
  useLoads.setState({ queue: servers, runs: new Map() });
  for (const server of servers) {
    if (!stop.signal.aborted) await new Load(server, plan, stop.signal).run();
    useLoads.setState(({ queue }) => ({ queue: queue.slice(1) }));
  }
  stopping = null;
}

/** Ends this run and those to come; resets its connections. */
export function stopLoads(): void {
  stopping?.abort();
}

class Load {
  readonly #server: LoadServer;
  /** The server under load: one with a busy handler where the plan asks for work. */
  readonly #target: string;
  readonly #plan: LoadPlan;
  readonly #signal: AbortSignal;
  readonly #stop: AbortSignal;
  readonly #numbers: number[][];
  #answered = 0;

  constructor(server: LoadServer, plan: LoadPlan, stop: AbortSignal) {
    this.#server = server;
    this.#target = plan.work && isKept(server) ? `${server}+busy` : server;
    this.#plan = plan;
    this.#stop = stop;
    this.#signal = AbortSignal.any([stop, AbortSignal.timeout(PATIENCE_MS)]);
    this.#numbers = Array.from({ length: plan.clients }, () => []);
  }

  async run(): Promise<void> {
    this.#tell('running');
    const forget = useStore.subscribe(() => this.#tell('running'));
    const clients = this.#numbers.keys();
    let state: LoadRun['state'] = 'done';
    try {
      await this.#listening();
      // The silent client connects first, so that all others find it there.
      let first = (): void => undefined;
      const there = new Promise<void>((resolve) => {
        first = resolve;
      });
      await Promise.all([...clients].map((client) => this.#talk(client, client === 0 ? first : () => there)));
    } catch {
      // Stopped, out of time, or a connection was lost or refused: the lanes show how far each client came.
      state = this.#stop.aborted ? 'stopped' : this.#signal.aborted ? 'late' : 'failed';
      this.#resetAll();
    }
    forget();
    this.#tell(state);
  }

  /** One client, from its first connect to its last close. `begin` waits, or releases the others. */
  async #talk(client: number, begin: () => Promise<void> | void): Promise<void> {
    const { requests, think, silence, work } = this.#plan;
    let lane: number | null = null;
    for (let request = 0; request < requests; request++) {
      if (client > 0 && request === 0) await begin();
      lane ??= await this.#connect(client);
      if (client === 0 && request === 0) {
        await this.#until(lane, ({ entries }) => entries.some(({ kind }) => kind === 'open'));
        if (!work) {
          void begin();
          await this.#pause(silence);
        }
      }
      const kept = isKept(this.#server);
      this.#say({ type: 'send', lane, bytes: this.#words(client, request) });
      if (work && client === 0 && request === 0) {
        // The others start once the handler is busy.
        await this.#until(lane, ({ entries }) => entries.some(({ kind, at }) => kind === 'read' && at === 'server'));
        void begin();
      }
      await this.#until(lane, (found) => (kept ? isAnswered(found, request + 1) : isFinished(found)));
      this.#answered += 1;
      if (!kept) lane = null;
      if (request + 1 < requests) await this.#pause(think);
    }
    if (lane === null) return;
    const last = lane;
    this.#say({ type: 'end', lane: last });
    await this.#until(last, isFinished);
  }

  #say(message: ToServer): void {
    if (!socket.send(message)) throw new Error('The link is lost');
  }

  #words(client: number, request: number): Uint8Array {
    const works = this.#plan.work && client === 0 && request === 0;
    if (isKept(this.#server)) return utf8(`${works ? 'work for ' : ''}client ${client + 1}, request ${request + 1}\n`);
    const path = works && this.#server === 'engine' ? '/slow?ms=1000' : '/';
    return utf8(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
  }

  async #connect(client: number): Promise<number> {
    const server = this.#target;
    const asked = pending.ask<number>((ref) => socket.send({ type: 'connect', ref, server, clocks: 'patient' }));
    const result = await this.#unlessStopped(asked);
    if (!result.ok) throw new Error(result.code);
    this.#numbers[client]?.push(result.value);
    // The accept may be known before connect() returns; only then can anything be sent.
    await this.#until(result.value, ({ entries }) => entries.some(({ kind }) => kind === 'connect'));
    return result.value;
  }

  async #listening(): Promise<void> {
    const listens = (): boolean =>
      useStore.getState().servers.some(({ id, state }) => id === this.#target && state === 'listening');
    if (!listens()) socket.send({ type: 'start', server: this.#target });
    await this.#when(listens);
  }

  #until(number: number, holds: (lane: Lane) => boolean): Promise<void> {
    return this.#when(() => {
      const lane = useStore.getState().lanes.get(number);
      if (lane === undefined) return false;
      if (holds(lane)) return true;
      if (lane.detached || hasLeft(lane)) throw new Error('The connection ended early');
      return false;
    });
  }

  /** Resolves when the condition holds; checked again whenever something arrives. */
  #when(holds: () => boolean): Promise<void> {
    return this.#unlessStopped(
      new Promise((resolve, reject) => {
        const look = (): void => {
          try {
            if (!holds()) return;
            resolve();
          } catch (error) {
            reject(error);
          }
          forget();
        };
        const forget = useStore.subscribe(look);
        this.#signal.addEventListener('abort', forget, { once: true });
        look();
      }),
    );
  }

  #pause(ms: number): Promise<void> {
    return this.#unlessStopped(new Promise((resolve) => setTimeout(resolve, ms)));
  }

  #unlessStopped<T>(work: Promise<T>): Promise<T> {
    return Promise.race([
      work,
      new Promise<never>((_, reject) => {
        const stop = (): void => reject(new Error('stopped'));
        if (this.#signal.aborted) stop();
        this.#signal.addEventListener('abort', stop, { once: true });
      }),
    ]);
  }

  #resetAll(): void {
    const { lanes } = useStore.getState();
    for (const number of this.#numbers.flat()) {
      const lane = lanes.get(number);
      if (lane !== undefined && !isOver(summaryOf(lane).state)) socket.send({ type: 'reset', lane: number });
    }
  }

  /** Copies the current lanes into the store: they stay when the page forgets old connections. */
  #tell(state: LoadRun['state']): void {
    const { lanes: all } = useStore.getState();
    useLoads.setState(({ runs }) => {
      const before = runs.get(this.#server)?.lanes.flat() ?? [];
      const lanes = this.#numbers.map((numbers) =>
        numbers.flatMap((number) => all.get(number) ?? before.find(({ info }) => info.lane === number) ?? []),
      );
      const run = { server: this.#server, plan: this.#plan, state, answered: this.#answered, lanes };
      return { runs: new Map(runs).set(this.#server, run) };
    });
  }
}

/** The upper-casing servers answer every line; the others are asked to close after each answer. */
function isKept(server: LoadServer): boolean {
  return server.startsWith('tcp-upper');
}

/** Whether the client has written this often, and read since. */
function isAnswered({ entries }: Lane, asked: number): boolean {
  let writes = 0;
  return entries.some((entry: Entry) => {
    if (entry.at !== 'client') return false;
    if (entry.kind === 'write') writes += 1;
    return entry.kind === 'read' && writes >= asked;
  });
}

/** Seen from the client: the server's thread reports its close before the client reads the last octets. */
function isFinished(lane: Lane): boolean {
  const finished = lane.entries.some((entry) => entry.kind === 'fin' && entry.at === 'client' && entry.by === 'server');
  return finished || hasLeft(lane);
}

/** Nothing more comes to the client, and nothing goes out. */
function hasLeft({ entries }: Lane): boolean {
  return entries.some(({ kind, at }) => kind === 'close' && at === 'client');
}
