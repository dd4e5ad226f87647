/**
 * Runs a comparison: the same writes to each chosen server, on a connection of its own, recorded as any other. A lane is
 * done when its connection has ended, or nothing more has come for a while; then how it stands is fixed, and our side
 * is ended, so that a server that serves one client at a time is free again.
 *
 * All lanes run side by side, the readings of the engine too: each is requested for one connection alone, and how the
 * server reads all others is left as it is.
 */
import { create } from 'zustand';
import type { Reading } from '#shared/base/options.ts';
import type { Write } from '#shared/transcript/view/sending.ts';
import type { BackendSpec } from '#shared/wire/messages.ts';
import { endLane, resetLane, sendFrames } from '../actions/actions.ts';
import { pending, socket } from '../link/session.ts';
import { isHandling, isOver, summaryOf } from '../state/lane-state.ts';
import type { RefusalReason, Result } from '../state/result.ts';
import { useSettings } from '../state/settings.ts';
import { type Lane, useStore } from '../state/store.ts';
import { engineLaneId, engineLaneOf, keepLanes, type LaneChoice, recallLanes } from './compare-lanes.ts';

/** A lane, as far as it counts. */
export interface Counted {
  readonly lane: number;
  readonly entries: number;
}

export type Phase =
  | { readonly is: 'connecting' }
  | { readonly is: 'sending' | 'listening'; readonly lane: number }
  /** `entries`: how many of the lane's entries count. `behind`: of a chain, the same for what reached its back. */
  | { readonly is: 'done'; readonly lane: number; readonly entries: number; readonly behind: readonly Counted[] }
  | { readonly is: 'failed'; readonly code: RefusalReason; readonly detail: string }
  | { readonly is: 'stopped' };

export interface Runner {
  readonly choice: LaneChoice;
  readonly phase: Phase;
}

interface Comparison {
  /** What is written in the box; kept while one is elsewhere. */
  readonly text: string;
  readonly chosen: readonly string[];
  /** Lanes of the engine that somebody has put together, chosen or not. */
  readonly own: readonly string[];
  /** What was sent in the run shown. */
  readonly writes: readonly Write[];
  readonly runners: readonly Runner[];
  readonly running: boolean;
  /** Whether the predictions are unfolded. */
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
  ...recallLanes(),
  writes: [],
  runners: [],
  running: false,
  predictionsOpen: true,
}));

export function setComparison(change: Pick<Partial<Comparison>, 'text' | 'chosen' | 'predictionsOpen'>): void {
  useComparison.setState(change);
  if (change.chosen !== undefined) keepLanes(useComparison.getState());
}

/** Puts another lane of the engine among those to choose from, and chooses it. Gives its id. */
export function addEngineLane(reading: Reading): string {
  const id = engineLaneId(reading);
  useComparison.setState(({ own, chosen }) => ({
    own: engineLaneOf(id) === null || own.includes(id) ? own : [...own, id],
    chosen: chosen.includes(id) ? chosen : [...chosen, id],
  }));
  keepLanes(useComparison.getState());
  return id;
}

/** Takes a lane away that {@link addEngineLane} has put there. */
export function removeEngineLane(id: string): void {
  const without = (ids: readonly string[]) => ids.filter((one) => one !== id);
  useComparison.setState(({ own, chosen }) => ({ own: without(own), chosen: without(chosen) }));
  keepLanes(useComparison.getState());
}

/** More octets are not compared at a time. */
export const MOST_OCTETS = 1024 * 1024;

/** Nothing has come for so long, ms: the server waits. */
const QUIET_MS = 700;
/** A lane is given up after so long, ms, whatever still comes. */
const LANE_MS = 8000;
/** An accept, or the read of the write before, is waited for so long, ms. */
const ACCEPT_MS = 1500;
const READ_MS = 1000;
const LOOK_MS = 25;
/** How long a chain may take to end by itself, ms. */
const CHAIN_MS = 2000;

let run = 0;

/** Sends the writes to every chosen server. A run that goes on is stopped first. */
export async function startComparison(writes: readonly Write[], choices: readonly LaneChoice[]): Promise<void> {
  stopComparison();
  const mine = ++run;
  const runners = choices.map((choice): Runner => ({ choice, phase: { is: 'connecting' } }));
  // What they did takes the place of what they would do.
  useComparison.setState({ writes, runners, running: true, predictionsOpen: false });
  await Promise.all(choices.map((choice) => runLane(mine, choice, writes)));
  if (mine === run) useComparison.setState({ running: false });
}

/** Stops what runs: lanes that are connected keep what came so far. */
export function stopComparison(): void {
  run++;
  for (const { choice, phase } of useComparison.getState().runners) {
    if (phase.is === 'sending' || phase.is === 'listening') finish(choice, phase.lane);
    else if (phase.is === 'connecting') put(choice, { is: 'stopped' });
  }
  useComparison.setState({ running: false });
}

async function runLane(mine: number, choice: LaneChoice, writes: readonly Write[]): Promise<void> {
  const lane = await open(mine, choice);
  if (lane !== null) await talk(mine, choice, lane, writes);
}

/** A connection, accepted or in the backlog; null when there is none, or the run is over. */
async function open(mine: number, choice: LaneChoice): Promise<number | null> {
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

/** A chain is started for its connection, so how its back reads goes with the request. */
function destinationOf({ server, front, reading }: LaneChoice): {
  server: string;
  reading?: Reading;
  back?: BackendSpec;
} {
  const to = { server, ...(reading !== null && { reading }) };
  return front === undefined ? to : { server: front, back: to };
}

async function talk(mine: number, choice: LaneChoice, lane: number, writes: readonly Write[]): Promise<void> {
  const started = performance.now();
  let sent = 0;
  for (const [at, { bytes, pauseMs, fin }] of writes.entries()) {
    const due = sent;
    if (at > 0 && isTapped(lane)) await until(() => readBy(lane) >= due || ended(lane), READ_MS);
    if (pauseMs > 0) await pause(pauseMs);
    if (mine !== run || ended(lane)) break;
    sendFrames(lane, bytes);
    sent += bytes.length;
    if (fin === true) endLane(lane);
  }
  if (mine !== run) return;
  put(choice, { is: 'listening', lane });
  // What is on its way to the socket is no silence of the server.
  await until(() => wroteOn(lane) >= sent || ended(lane) || mine !== run, LANE_MS);
  // On a busy machine a server may not even have read yet: its silence counts from there.
  if (isTapped(lane)) await until(() => readBy(lane) >= sent || ended(lane), READ_MS);
  await quiet(mine, lane, started);
  if (mine === run) finish(choice, lane);
}

/** Until nothing more has come for a while, the lane has ended, or its time is up. */
async function quiet(mine: number, lane: number, started: number): Promise<void> {
  let seen = -1;
  let since = performance.now();
  while (mine === run && !ended(lane) && performance.now() - started < LANE_MS) {
    const talking = [laneOf(lane), ...behind(lane)].filter((one) => one !== undefined);
    const count = talking.reduce((sum, one) => sum + one.count, 0);
    if (count !== seen || talking.some(isHandling)) {
      seen = count;
      since = performance.now();
    }
    if (performance.now() - since >= QUIET_MS) return;
    await pause(LOOK_MS);
  }
}

function finish(choice: LaneChoice, lane: number): void {
  const backs = behind(lane).map(({ info, count }) => ({ lane: info.lane, entries: count }));
  put(choice, { is: 'done', lane, entries: laneOf(lane)?.count ?? 0, behind: backs });
  if (ended(lane)) return;
  endLane(lane);
  // A proxy whose back is silent waits on, FIN or not, and a chain takes two servers.
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

/** Whether its server's reads are told; of one that is not ours nobody tells, and the pause is all there is. */
function isTapped(lane: number): boolean {
  const open = laneOf(lane)?.entries[0];
  return open?.kind !== 'open' || open.at === 'server';
}

/** Octets our side has written on a lane. */
function wroteOn(lane: number): number {
  const entries = laneOf(lane)?.entries ?? [];
  return entries.reduce(
    (sum, entry) => (entry.kind === 'write' && entry.at === 'client' ? sum + entry.bytes.length : sum),
    0,
  );
}

/** Octets the server has read on a lane. */
function readBy(lane: number): number {
  const entries = laneOf(lane)?.entries ?? [];
  return entries.reduce((sum, entry) => (entry.kind === 'read' && entry.at === 'server' ? sum + entry.length : sum), 0);
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Until something holds, at most for `ms`. */
async function until(holds: () => boolean, ms: number): Promise<void> {
  const started = performance.now();
  while (!holds() && performance.now() - started < ms) await pause(LOOK_MS);
}

function put(choice: LaneChoice, phase: Phase): void {
  useComparison.setState(({ runners }) => ({
    runners: runners.map((one) => (one.choice.id === choice.id ? { choice, phase } : one)),
  }));
}
