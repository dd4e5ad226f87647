/** What the user does. Every action reports its result; a refused action is never queued or retried. */

import type { Range } from '#shared/base/octets.ts';
import type { Reading } from '#shared/base/options.ts';
import { type Cut, cutsWithin } from '#shared/composer/pieces.ts';
import { NAIVE_PROXY } from '#shared/servers/peers.ts';
import { group } from '#shared/text/en/count.ts';
import type { Breakpoint } from '#shared/transcript/replay/navigate.ts';
import type { Direction } from '#shared/transcript/replay/stream.ts';
import { type CodingName, MOST_DATAGRAM, type ToServer } from '#shared/wire/messages.ts';
import { isDatagram } from '#shared/wire/server-state.ts';
import { notify } from '../link/intake.ts';
import { pending, socket } from '../link/session.ts';
import { canSend, isOver, summaryOf } from '../state/lane-state.ts';
import { replayOf } from '../state/replays.ts';
import { done, type Result, refused } from '../state/result.ts';
import { useSettings } from '../state/settings.ts';
import { type Cursor, currentLane, useStore } from '../state/store.ts';
import { askForOwnServer } from './targets.ts';

/** A frame holds at most 1 MiB; longer sends go out as several writes, which the transcript shows. */
const MAX_PIECE = 512 * 1024;
const MAX_DECODE = 1024 * 1024 - 4096;

let dials = 0;

/**
 * Opens a connection of the page and shows it once it exists. Returns its number. For an outside server it asks for
 * consent first.
 */
export async function connect(server = serverOfNext()): Promise<Result<number>> {
  const result = await dial(server);
  if (result.ok || result.code !== 'target-unasked') return result;
  const allowed = await askForOwnServer(server);
  return allowed === null ? result : dial(allowed);
}

async function dial(server: string): Promise<Result<number>> {
  const { clocks, profile: options } = useSettings.getState();
  const number = ++dials;
  useStore.setState(({ dialling }) => ({ dialling: new Map(dialling).set(number, server) }));
  const result = await pending.ask<number>((ref) => socket.send({ type: 'connect', ref, server, clocks, options }));
  useStore.setState(({ dialling }) => ({ dialling: new Map([...dialling].filter(([dial]) => dial !== number)) }));
  if (result.ok) showLane(result.value);
  return result;
}

/** The server of the next connection: that of the lane shown, else the engine. A proxy cannot run without a back. */
export function serverOfNext(): string {
  const shown = currentLane(useStore.getState())?.info.server ?? 'engine';
  return shown === NAIVE_PROXY ? 'engine' : shown;
}

/** Writes octets on the connection shown, now; each piece between cuts waits until the one before was read. */
export function send(bytes: Uint8Array, cuts: readonly Cut[] = []): Result {
  const lane = currentLane(useStore.getState());
  if (lane === null) return refused('no-connection');
  if (!canSend(lane)) return refused('lane-closed');
  if (isDatagram(lane.info.server) && bytes.length > MOST_DATAGRAM)
    return refused('datagram-too-large', group(bytes.length));
  for (let at = 0; at < bytes.length; ) {
    const end = frameEnd(at, cuts);
    const piece = bytes.subarray(at, end);
    const within = cutsWithin(
      piece.length,
      cuts.map((cut) => ({ ...cut, at: cut.at - at })),
    );
    const cutting = within.length === 0 ? {} : { cuts: within };
    if (!socket.send({ type: 'send', lane: lane.info.lane, bytes: piece, ...cutting })) return refused('offline');
    at = end;
  }
  goLive();
  return done;
}

/** Writes octets on any connection of this page, in as many frames as needed. */
export function sendFrames(lane: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; at += MAX_PIECE) {
    socket.send({ type: 'send', lane, bytes: bytes.subarray(at, at + MAX_PIECE) });
  }
}

/** Where the frame that starts at `at` ends: not at a cut, because its pause would be lost between two frames. */
function frameEnd(at: number, cuts: readonly Cut[]): number {
  let end = at + MAX_PIECE;
  while (cuts.some((cut) => cut.at === end)) end--;
  return end;
}

/** Drops what has not been written yet on the connection shown. */
export function cancelSend(): Result {
  return onLane((lane) => ({ type: 'cancel', lane }));
}

/** FIN after what was sent. */
export function end(): Result {
  return onLane((lane) => ({ type: 'end', lane }));
}

/** FIN on any connection of this page, shown or not. */
export function endLane(lane: number): Result {
  return tell({ type: 'end', lane });
}

/** RST at once, on any connection of this page. */
export function resetLane(lane: number): Result {
  return tell({ type: 'reset', lane });
}

/** RST at once. */
export function reset(): Result {
  return onLane((lane) => ({ type: 'reset', lane }));
}

function onLane(message: (lane: number) => ToServer): Result {
  const lane = currentLane(useStore.getState());
  if (lane === null || lane.info.ref === null) return refused('no-connection');
  if (isOver(summaryOf(lane).state)) return refused('lane-closed');
  return tell(message(lane.info.lane));
}

/**
 * Resolves once the server of a lane has handled everything that has reached it, and what it did is in the store; after
 * `ms` at the latest, and at once without a link. Until then its silence says nothing: the machine may be busy.
 */
export async function settled(lane: number, ms: number): Promise<void> {
  const late = new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));
  await Promise.race([pending.ask((ref) => socket.send({ type: 'settle', ref, lane })), late]);
}

/** Starts a server that is not running. */
export function startServer(server: string): Result {
  return tell({ type: 'start', server, options: useSettings.getState().profile });
}

/** Stops a server and starts it again. */
export function restartServer(server: string): Result {
  return tell({ type: 'restart', server, options: useSettings.getState().profile });
}

/** Sets how a server reads the connections it accepts from now on, from the page and from everyone else. */
export function configureServer(server: string, { mode, leniencies }: Reading): Result {
  return tell({ type: 'configure', server, mode, leniencies });
}

/** Kills a server's thread. */
export function killServer(server: string): Result {
  return tell({ type: 'kill', server });
}

function tell(message: ToServer): Result {
  return socket.send(message) ? done : refused('offline');
}

/** Decodes content, on the server. */
export async function decode(coding: CodingName, bytes: Uint8Array): Promise<Result<Uint8Array>> {
  if (bytes.length > MAX_DECODE) return refused('coded-too-large');
  return pending.ask<Uint8Array>((ref) => socket.send({ type: 'decode', ref, coding, bytes }));
}

/** Shows a refusal to the user, for callers without a better place for it. Returns the result. */
export function report<T>(result: Result<T>): Result<T> {
  if (!result.ok) notify(result.code, result.detail);
  return result;
}

export function dismissNotice(id: number): void {
  useStore.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));
}

/** Shows a lane, with its cursor where it was left. */
export function showLane(lane: number): void {
  useStore.setState(({ selection, seen }) => ({
    current: lane,
    selection: selection?.lane === lane ? selection : null,
    seen: Math.max(seen, lane),
  }));
}

/** The user has noticed the outside connections. */
export function markSeen(): void {
  useStore.setState(({ lanes, seen }) => ({ seen: Math.max(seen, ...lanes.keys()) }));
}

/** Moves the cursor of the lane shown; at the end it follows what comes. */
export function moveTo(position: number): void {
  const lane = currentLane(useStore.getState());
  if (lane === null) return;
  const cursor = position >= replayOf(lane).total ? 'live' : Math.max(0, Math.floor(position));
  setCursor(lane.info.lane, cursor);
}

/** To the end, following whatever comes. */
export function goLive(): void {
  const { current } = useStore.getState();
  if (current !== null) setCursor(current, 'live');
}

function setCursor(lane: number, cursor: Cursor): void {
  useStore.setState(({ cursors }) =>
    (cursors.get(lane) ?? 'live') === cursor ? {} : { cursors: new Map(cursors).set(lane, cursor) },
  );
}

/** Selects octets of the lane shown, in every panel; `null` clears the selection. */
export function select(chosen: { readonly direction: Direction; readonly range: Range } | null): void {
  useStore.setState(({ current }) => ({
    selection: chosen === null || current === null ? null : { lane: current, ...chosen },
  }));
}

/** Toggles a breakpoint. */
export function toggleBreakpoint(breakpoint: Breakpoint): void {
  useStore.setState(({ breakpoints }) => {
    const others = breakpoints.filter((one) => !sameBreakpoint(one, breakpoint));
    return { breakpoints: others.length < breakpoints.length ? others : [...breakpoints, breakpoint] };
  });
}

export function clearBreakpoints(): void {
  useStore.setState({ breakpoints: [] });
}

export function sameBreakpoint(a: Breakpoint, b: Breakpoint): boolean {
  if (a.kind === 'octet') return b.kind === 'octet' && a.direction === b.direction && a.offset === b.offset;
  if (a.kind === 'state') return b.kind === 'state' && a.state === b.state;
  if (a.kind === 'field') return b.kind === 'field' && a.name === b.name;
  return b.kind === 'refusal';
}
