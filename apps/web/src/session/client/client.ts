/** What the user does with the page's client. */

import { utf8 } from '#shared/base/octets.ts';
import type { WrittenDraft } from '#shared/client/draft/draft.ts';
import { toCrlf } from '#shared/client/raw.ts';
import type { RunEnd } from '#shared/client/run-notes.ts';
import type { ClientSettings, Forget, HttpRunRequest, RunRequest } from '#shared/client/run-request.ts';
import { showLane, startServer } from '../actions/actions.ts';
import { pending, socket } from '../link/session.ts';
import { type Room, startRun, useClient } from '../state/client-run.ts';
import { goToPlace, PLAY_PATH } from '../state/router.ts';
import { useStore } from '../state/store.ts';
import { type RawDraft, TOTAL, useDraft, writtenNow } from './client-draft.ts';

/** A frame holds at most 1 MiB, its header included. */
export const MOST_SENT = 960 * 1024;

function run(room: Room, request: RunRequest, bytes: Uint8Array, sent: Uint8Array, raise = false): Promise<void> {
  return startRun(room, request, sent, raise, () =>
    pending.ask<RunEnd>((ref) => socket.send({ type: 'client', ref, asked: request, bytes })),
  );
}

/** Sends the request of the form, or the hand-written octets as they are. */
export function sendRequest(): void {
  const { draft, octets, fault, settings } = useDraft.getState();
  if (fault !== null) {
    if (fault.why !== 'escape') void run('request', byHand(draft.url, settings), octets, octets);
    return;
  }
  const written = writtenNow(draft);
  if (written === null) return;
  const { content } = written.built;
  const bytes = content.kind === 'octets' ? content.bytes : new Uint8Array(0);
  void run('request', runRequestOf(draft.url, draft.jar, written, settings), bytes, written.octets, settings.raise);
}

function runRequestOf(url: string, jar: boolean, { spec }: WrittenDraft, settings: ClientSettings): HttpRunRequest {
  const { follow, redirects, decode, insecure, timeouts } = settings;
  const { method, target = null, params = [], fields = [], cookies = [], exact = false, content } = spec;
  const typed = content.kind === 'octets' ? { type: content.type } : null;
  const shared = { follow, redirects, decode, insecure, timeouts };
  return { kind: 'request', method, url, target, params, fields, cookies, exact, jar, content: typed, ...shared };
}

/** Ends with FIN, so that a server that reads to the end can answer and close. */
function byHand(url: string, { insecure, timeouts }: ClientSettings): RunRequest {
  return { kind: 'raw', url, halfClose: true, insecure, timeouts };
}

/** The octets of the raw client, after the chosen changes. */
export function rawOctets({ text, crlf }: RawDraft): { readonly bytes: Uint8Array; readonly at: readonly number[] } {
  const bytes = utf8(text);
  return crlf ? toCrlf(bytes) : { bytes, at: [] };
}

export function sendRaw(): void {
  const { raw, settings } = useDraft.getState();
  const { bytes } = rawOctets(raw);
  const { insecure } = settings;
  const timeouts = { connect: raw.timeout, write: raw.timeout, read: raw.timeout, total: TOTAL };
  const request: RunRequest = { kind: 'raw', url: raw.url, halfClose: raw.halfClose, insecure, timeouts };
  void run('raw', request, bytes, bytes);
}

/** Ends the run. */
export function stopRun(): void {
  socket.send({ type: 'client-stop' });
}

/** Empties the jar, or closes the idle connections. */
export function forget(what: Forget): void {
  socket.send({ type: 'client-keep', forget: what });
}

/** Asks for everything the client still has: after a reload that restores it all. */
export function askKept(): void {
  socket.send({ type: 'client-keep', forget: null });
}

/**
 * The recorded connection: at the server's end where the lab has one, else at the client's; null where there is none
 * (TLS).
 */
export function laneOf(connection: number | null): number | null {
  const local = connection === null ? undefined : useClient.getState().locals.get(connection);
  if (local === undefined) return null;
  for (const [number, { entries }] of [...useStore.getState().lanes].reverse()) {
    if (
      entries.some((entry) => entry.kind === 'open' && (entry.at === 'client' ? entry.local : entry.remote) === local)
    )
      return number;
  }
  return null;
}

export function openInPlay(lane: number): void {
  showLane(lane);
  goToPlace(PLAY_PATH);
}

/** The URL of a lab server once it listens; starts the server if necessary. null if it never does. */
export async function urlOfServer(id: string): Promise<string | null> {
  const find = () => useStore.getState().servers.find((server) => server.id === id);
  const state = find()?.state;
  if (state !== 'listening' && state !== 'starting') startServer(id);
  for (const end = performance.now() + START_MS; performance.now() < end; ) {
    const server = find();
    if (server?.state === 'listening') return `http://${server.host}:${server.port}`;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  return null;
}

const START_MS = 4000;
const LOOK_MS = 25;
