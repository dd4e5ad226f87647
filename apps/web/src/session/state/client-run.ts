/** The page's client, as reported by the server: what runs, what it reported, and what it keeps between runs. */
import { create } from 'zustand';
import type { RunEvent } from '#shared/client/hops.ts';
import type { ClientMemory, RunEnd } from '#shared/client/run-notes.ts';
import type { RunRequest } from '#shared/client/run-request.ts';
import { decodeEntries } from '#shared/transcript/record/codec.ts';
import type { ToPage } from '#shared/wire/messages.ts';
import type { Refused, Result } from './result.ts';

/** Where a run was started. */
export type Room = 'request' | 'raw';

/** One run, growing while it lasts. */
export interface Run {
  readonly request: RunRequest;
  readonly sent: Uint8Array;
  /** Whether a 4xx or 5xx status counts as a failure. */
  readonly raise: boolean;
  readonly events: readonly RunEvent[];
  /** Decoded content, as it came; empty if there were no codings. */
  readonly decoded: readonly Uint8Array[];
  /** null while it runs. */
  readonly end: RunEnd | null;
  readonly refused: Refused | null;
}

interface ClientState {
  /** The last run in either room. */
  readonly runs: Readonly<Record<Room, Run | null>>;
  readonly running: Room | null;
  readonly kept: ClientMemory;
  /** Our end of each connection, by the client's own number. */
  readonly locals: ReadonlyMap<number, string>;
  /** Which answer set a cookie, by {@link cookieKey}. */
  readonly setBy: ReadonlyMap<string, string>;
}

const NOTHING: ClientMemory = { cookies: [], withheld: 0, resting: [] };

export const useClient = create<ClientState>(() => ({
  runs: { request: null, raw: null },
  running: null,
  kept: NOTHING,
  locals: new Map(),
  setBy: new Map(),
}));

export function cookieKey({ name, domain, path }: { name: string; domain: string; path: string }): string {
  return JSON.stringify([name, domain, path]);
}

type ClientMessage = Extract<ToPage, { type: 'client-entries' | 'client-note' | 'client-content' | 'client-kept' }>;

/** Handles what the server reports about the client. A run's result goes to its caller. */
export function takeClientMessage(message: ClientMessage): void {
  switch (message.type) {
    case 'client-entries':
      for (const entry of decodeEntries(message.bytes) ?? [])
        add({ kind: 'entry', connection: message.connection, entry });
      break;
    case 'client-note':
      add({ kind: 'note', ...message.at });
      break;
    case 'client-content':
      pieces.push(message.bytes.slice());
      schedule();
      break;
    case 'client-kept':
      useClient.setState({ kept: message.kept });
      break;
  }
}

/**
 * The room of the last run: what happens after its end goes there, since a server may close a kept connection at any
 * time.
 */
let last: Room = 'request';

/**
 * Events come one by one and are shown in batches: an answer may come in thousands of pieces, and everything derived
 * from them is recomputed each time. The more there is, the less often it is shown.
 */
let waiting: RunEvent[] = [];
let pieces: Uint8Array[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;

const FRAME_MS = 16;
const MUCH = 256;
const MUCH_MS = 250;

function add(event: RunEvent): void {
  waiting.push(event);
  schedule();
}

function schedule(): void {
  const shown = useClient.getState().runs[last]?.events.length ?? 0;
  timer ??= setTimeout(flush, shown > MUCH ? MUCH_MS : FRAME_MS);
}

function flush(): void {
  clearTimeout(timer);
  timer = undefined;
  const [events, decoded] = [waiting, pieces];
  waiting = [];
  pieces = [];
  if (events.length === 0 && decoded.length === 0) return;
  remember(events);
  change((run) => ({
    ...run,
    events: [...run.events, ...events.filter((event) => isOf(run, event))],
    decoded: decoded.length === 0 ? run.decoded : [...run.decoded, ...decoded],
  }));
}

/** Connection 0 carries raw octets; events of a kept connection do not belong to their run. */
function isOf({ request }: Run, event: RunEvent): boolean {
  return event.kind === 'note' || (event.connection === 0) === (request.kind === 'raw');
}

/** What outlasts a run: our end of each connection, and the origin of each cookie. */
function remember(events: readonly RunEvent[]): void {
  const { locals, setBy } = useClient.getState();
  const [ends, sources] = [new Map(locals), new Map(setBy)];
  for (const event of events) {
    if (event.kind === 'entry' && event.entry.kind === 'connect') ends.set(event.connection, event.entry.local);
    if (event.kind !== 'note') continue;
    if (event.note.what === 'request') asking = `${event.note.method} ${event.note.url}`;
    if (event.note.what === 'cookie-set') sources.set(cookieKey(event.note), asking);
  }
  useClient.setState({ locals: ends, setBy: sources });
}

/** The request whose answer is being reported. */
let asking = '';

function change(act: (run: Run) => Run): void {
  useClient.setState(({ runs }) => {
    const run = runs[last];
    return run === null ? {} : { runs: { ...runs, [last]: act(run) } };
  });
}

/** Starts a run. `send` asks the server, and resolves to its result. */
export async function startRun(
  room: Room,
  request: RunRequest,
  sent: Uint8Array,
  raise: boolean,
  send: () => Promise<Result<RunEnd>>,
): Promise<void> {
  flush();
  last = room;
  const run: Run = { request, sent, raise, events: [], decoded: [], end: null, refused: null };
  useClient.setState(({ runs }) => ({ running: room, runs: { ...runs, [room]: run } }));
  const result = await send();
  flush();
  useClient.setState({ running: null });
  change((now) => (result.ok ? { ...now, end: result.value } : { ...now, refused: result }));
}
