/**
 * Runs a comparison: the same writes to each chosen server, on a connection of its own, recorded as any other. A server
 * is done when its connection has ended, or nothing more has come for a while and its thread has settled; then its state
 * is fixed and our side is closed, so that a server that serves one client at a time is free again. All run side by
 * side, including the engine's readings: each reading applies to one connection only, and leaves the server's own
 * options alone.
 */
import { create } from 'zustand';
import type { Reading } from '#shared/base/options.ts';
import type { Write } from '#shared/transcript/view/sending.ts';
import type { BackendSpec } from '#shared/wire/messages.ts';
import { endLane, resetLane, sendFrames, settled } from '../actions/actions.ts';
import { pending, socket } from '../link/session.ts';
import { isHandling, isOver, summaryOf } from '../state/lane-state.ts';
import type { RefusalReason, Result } from '../state/result.ts';
import { useSettings } from '../state/settings.ts';
import { type Lane, useStore } from '../state/store.ts';
import { customEngineOf, engineId, keepChoices, recallChoices, type ServerChoice } from './server-choices.ts';

/** A lane, with the part of it that counts. */
export interface Counted {
  readonly lane: number;
  readonly entries: number;
}

export type Phase =
  | { readonly is: 'connecting' }
  | { readonly is: 'sending' | 'listening'; readonly lane: number }
  /** `entries`: how many of the lane's entries count. `behind`: for a chain, the same for its back's connection. */
  | { readonly is: 'done'; readonly lane: number; readonly entries: number; readonly behind: readonly Counted[] }
  | { readonly is: 'failed'; readonly code: RefusalReason; readonly detail: string }
  | { readonly is: 'stopped' };

export interface Runner {
  readonly choice: ServerChoice;
  readonly phase: Phase;
}

interface Comparison {
  /** The text in the box; kept while the user is elsewhere. */
  readonly text: string;
  readonly chosen: readonly string[];
  /** The custom engines, chosen or not. */
  readonly own: readonly string[];
  /** What was sent in the run shown. */
  readonly writes: readonly Write[];
  readonly runners: readonly Runner[];
  readonly running: boolean;
  /** Whether the predictions are expanded. */
  readonly predictionsOpen: boolean;
}

const USUAL = [
  'hardened',
  'rfc',
  'web-server-1.0',
  'one-page',
  'static-threads',
  'users-api',
  'three-answers',
  'node-http',
];

export const useComparison = create<Comparison>(() => ({
  text: 'GET / HTTP/1.1\\r\\n\n\\r\\n\n',
  chosen: USUAL,
  own: [],
  ...recallChoices(),
  writes: [],
  runners: [],
  running: false,
  predictionsOpen: true,
}));

export function setComparison(change: Pick<Partial<Comparison>, 'text' | 'chosen' | 'predictionsOpen'>): void {
  useComparison.setState(change);
  if (change.chosen !== undefined) keepChoices(useComparison.getState());
}

/** Adds a custom engine to those on offer, and chooses it. Returns its id. */
export function addEngine(reading: Reading): string {
  const id = engineId(reading);
  useComparison.setState(({ own, chosen }) => ({
    own: customEngineOf(id) === null || own.includes(id) ? own : [...own, id],
    chosen: chosen.includes(id) ? chosen : [...chosen, id],
  }));
  keepChoices(useComparison.getState());
  return id;
}

/** Removes an engine that {@link addEngine} added. */
export function removeEngine(id: string): void {
  const without = (ids: readonly string[]) => ids.filter((one) => one !== id);
  useComparison.setState(({ own, chosen }) => ({ own: without(own), chosen: without(chosen) }));
  keepChoices(useComparison.getState());
}

/** Longer requests are not compared. */
export const MOST_OCTETS = 1024 * 1024;

/** After this many ms of silence the server is taken to be waiting. */
const QUIET_MS = 700;
/** A connection ends after this many ms, even if more is still coming. */
const LANE_MS = 8000;
/** How long to wait for an accept, or for the read of the write before, ms. */
const ACCEPT_MS = 1500;
const READ_MS = 1000;
const LOOK_MS = 25;
/** How long a chain may take to end by itself, ms. */
const CHAIN_MS = 2000;

let run = 0;

/** Sends the writes to every chosen server. Stops a running comparison first. */
export async function startComparison(writes: readonly Write[], choices: readonly ServerChoice[]): Promise<void> {
  stopComparison();
  const mine = ++run;
  const runners = choices.map((choice): Runner => ({ choice, phase: { is: 'connecting' } }));
  // What the servers did replaces what they would do.
  useComparison.setState({ writes, runners, running: true, predictionsOpen: false });
  await Promise.all(choices.map((choice) => converse(mine, choice, writes)));
  if (mine === run) useComparison.setState({ running: false });
}

/** Stops the run: open connections keep what has come so far. */
export function stopComparison(): void {
  run++;
  for (const { choice, phase } of useComparison.getState().runners) {
    if (phase.is === 'sending' || phase.is === 'listening') finish(choice, phase.lane);
    else if (phase.is === 'connecting') put(choice, { is: 'stopped' });
  }
  useComparison.setState({ running: false });
}

async function converse(mine: number, choice: ServerChoice, writes: readonly Write[]): Promise<void> {
  const lane = await open(mine, choice);
  if (lane !== null) await talk(mine, choice, lane, writes);
}

/** A connection, accepted or in the backlog; null if there is none, or the run is over. */
async function open(mine: number, choice: ServerChoice): Promise<number | null> {
  const { profile: options } = useSettings.getState();
  const to = destinationOf(choice);
  const result: Result<number> = await pending.ask<number>((ref) =>
    socket.send({ type: 'connect', ref, ...to, clocks: 'patient', options }),
  );
  if (mine !== run) {
    if (result.ok) endLane(result.value);
    return null;
  }
  if (!result.ok) {
    put(choice, { is: 'failed', code: result.code, detail: result.detail });
    return null;
  }
  put(choice, { is: 'sending', lane: result.value });
  await until(() => laneOf(result.value)?.entries.some(({ kind }) => kind === 'open') ?? false, ACCEPT_MS);
  return mine === run ? result.value : null;
}

/** A chain starts for its connection, so the request also says how its back reads. */
function destinationOf({ server, front, reading }: ServerChoice): {
  server: string;
  reading?: Reading;
  back?: BackendSpec;
} {
  const to = { server, ...(reading !== null && { reading }) };
  return front === undefined ? to : { server: front, back: to };
}

async function talk(mine: number, choice: ServerChoice, lane: number, writes: readonly Write[]): Promise<void> {
  const started = performance.now();
  let sent = 0;
  for (const [at, { bytes, pauseMs, fin }] of writes.entries()) {
    const due = sent;
    if (at > 0) await untilRead(lane, due);
    if (pauseMs > 0) await pause(pauseMs);
    if (mine !== run || ended(lane)) break;
    sendFrames(lane, bytes);
    sent += bytes.length;
    if (fin === true) endLane(lane);
  }
  if (mine !== run) return;
  put(choice, { is: 'listening', lane });
  // Octets on their way to the socket do not count as the server's silence.
  await until(() => wroteOn(lane) >= sent || ended(lane) || mine !== run, LANE_MS);
  await untilRead(lane, sent);
  await quiet(mine, lane, started);
  if (mine === run) finish(choice, lane);
}

/** Until the server has read so many octets, or has had the chance to; an outside server's reads are unknown. */
async function untilRead(lane: number, octets: number): Promise<void> {
  if (!isTapped(lane)) return;
  const isRead = () => readBy(lane) >= octets || ended(lane);
  await until(isRead, READ_MS);
  if (!isRead()) await settled(lane, LANE_MS);
}

/** Until nothing more has come for a while from a server that has settled, the lane has ended, or its time is up. */
async function quiet(mine: number, lane: number, started: number): Promise<void> {
  let seen = -1;
  let since = performance.now();
  while (mine === run && !ended(lane) && performance.now() - started < LANE_MS) {
    const count = countOf(lane);
    if (count !== seen || talking(lane).some(isHandling)) {
      seen = count;
      since = performance.now();
    }
    if (performance.now() - since < QUIET_MS) await pause(LOOK_MS);
    else {
      await settled(lane, started + LANE_MS - performance.now());
      if (countOf(lane) === seen) return;
    }
  }
}

/** The connections that count: a lane and those behind it. */
const talking = (lane: number): readonly Lane[] => [laneOf(lane), ...behind(lane)].filter((one) => one !== undefined);

/** How many entries they have so far. */
const countOf = (lane: number): number => talking(lane).reduce((sum, one) => sum + one.count, 0);

function finish(choice: ServerChoice, lane: number): void {
  const backs = behind(lane).map(({ info, count }) => ({ lane: info.lane, entries: count }));
  put(choice, { is: 'done', lane, entries: laneOf(lane)?.count ?? 0, behind: backs });
  if (ended(lane)) return;
  endLane(lane);
  // A proxy whose back is silent keeps waiting despite a FIN, and a chain occupies two servers.
  if (choice.front !== undefined) setTimeout(() => !ended(lane) && resetLane(lane), CHAIN_MS);
}

const laneOf = (lane: number): Lane | undefined => useStore.getState().lanes.get(lane);

/** The connections between a chain's front and its back. */
const behind = (lane: number): readonly Lane[] =>
  [...useStore.getState().lanes.values()].filter(({ info }) => info.behind === lane);

function ended(number: number): boolean {
  const lane = laneOf(number);
  return lane !== undefined && isOver(summaryOf(lane).state);
}

/**
 * Whether Octet sees this server's reads; it cannot see those of an outside server, so only the pause applies there.
 */
function isTapped(lane: number): boolean {
  const open = laneOf(lane)?.entries[0];
  return open?.kind !== 'open' || open.at === 'server';
}

/** How many octets our side has written on a lane. */
function wroteOn(lane: number): number {
  const entries = laneOf(lane)?.entries ?? [];
  return entries.reduce(
    (sum, entry) => (entry.kind === 'write' && entry.at === 'client' ? sum + entry.bytes.length : sum),
    0,
  );
}

/** How many octets the server has read on a lane. */
function readBy(lane: number): number {
  const entries = laneOf(lane)?.entries ?? [];
  return entries.reduce((sum, entry) => (entry.kind === 'read' && entry.at === 'server' ? sum + entry.length : sum), 0);
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until a condition holds, for at most `ms`. */
async function until(holds: () => boolean, ms: number): Promise<void> {
  const started = performance.now();
  while (!holds() && performance.now() - started < ms) await pause(LOOK_MS);
}

function put(choice: ServerChoice, phase: Phase): void {
  useComparison.setState(({ runners }) => ({
    runners: runners.map((one) => (one.choice.id === choice.id ? { choice, phase } : one)),
  }));
}
