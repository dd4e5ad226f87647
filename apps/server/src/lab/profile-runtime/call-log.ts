/**
 * Which calls of a profile go into which transcript. Results that do not come from a socket (shared state, files,
 * errors) belong to the connection that the task last touched.
 */
import { encodeJson } from '#shared/base/decode.ts';
import type { Call, Outcome, SocketId } from '#shared/profiles/calls.ts';
import { OSError } from '#shared/profiles/python/exceptions.ts';
import { type CallEntry, type Draft, KEPT_CALLS, type KeptCall } from '#shared/transcript/record/entries.ts';
import type { TcpSocket } from './tcp-socket.ts';

/** Which connection each task serves. */
export class CallLog {
  readonly #sockets = new Map<number, TcpSocket>();

  /** The connection of a task; if the task has just `touched` one, it is that one from now on. */
  socketOf(task: number, touched: TcpSocket | undefined): TcpSocket | undefined {
    if (touched !== undefined) this.#sockets.set(task, touched);
    return this.#sockets.get(task);
  }

  threadStarted(task: number, by: number): void {
    const socket = this.#sockets.get(by);
    if (socket !== undefined) this.#sockets.set(task, socket);
  }

  threadEnded(task: number): void {
    this.#sockets.delete(task);
  }
}

const NONE: SocketId = -1;

/** The socket that a task serves after a call; −1: none. Closing a socket leaves none. */
export function touched(call: Call, outcome: Outcome | null): SocketId {
  if (call.call === 'accept' && outcome !== null && 'value' in outcome) return acceptedIn(outcome.value);
  if (call.call === 'close' || call.call === 'accept') return NONE;
  return 'socket' in call ? call.socket : NONE;
}

function acceptedIn(value: unknown): SocketId {
  return typeof value === 'object' && value !== null && 'socket' in value ? (value.socket as SocketId) : NONE;
}

const KEPT: ReadonlySet<string> = new Set<KeptCall>(KEPT_CALLS);

/** Calls whose results the socket does not show. */
const TOLD: ReadonlySet<string> = new Set<KeptCall>(['load', 'exists', 'isFile', 'readFile']);

const NOTHING = new Uint8Array();

/** The entry for a completed call; null when it does not need one. */
export function callEntry({ call }: Call, outcome: Outcome): Draft | null {
  if (!KEPT.has(call)) return null;
  const entry = { kind: 'call', at: 'server', call: call as KeptCall } as const;
  if ('error' in outcome) return { ...entry, what: 'failed', error: codeOf(outcome.error), bytes: NOTHING };
  return TOLD.has(call) ? { ...entry, what: 'answered', bytes: octetsOf(outcome.value) } : null;
}

function codeOf(error: unknown): string {
  return error instanceof OSError ? error.code : 'EIO';
}

function octetsOf(value: unknown): CallEntry['bytes'] {
  return value instanceof Uint8Array ? value.slice() : encodeJson(value);
}
