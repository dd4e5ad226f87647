/**
 * Which calls of a profile go into whose transcript. What a connection's code was told beside its socket (shared state,
 * files, errors) belongs to that connection: the one its task touched last.
 */
import { encodeJson } from '#shared/base/decode.ts';
import type { Call, Outcome, SocketId } from '#shared/profiles/calls.ts';
import { OSError } from '#shared/profiles/python/exceptions.ts';
import { type CallEntry, type Draft, KEPT_CALLS, type KeptCall } from '#shared/transcript/record/entries.ts';
import type { TcpSocket } from './tcp-socket.ts';

/** Which connection each task serves. */
export class CallLog {
  readonly #sockets = new Map<number, TcpSocket>();

  /** The connection of a task, which is `touched` from now on, if it touched one. */
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

/** The socket a call makes its task serve; −1: none. Closing one turns to nobody. */
export function touched(call: Call, outcome: Outcome | null): SocketId {
  if (call.call === 'accept' && outcome !== null && 'value' in outcome) return acceptedIn(outcome.value);
  if (call.call === 'close' || call.call === 'accept') return NONE;
  return 'socket' in call ? call.socket : NONE;
}

function acceptedIn(value: unknown): SocketId {
  return typeof value === 'object' && value !== null && 'socket' in value ? (value.socket as SocketId) : NONE;
}

const KEPT: ReadonlySet<string> = new Set<KeptCall>(KEPT_CALLS);

/** Whose answers the socket does not show. */
const TOLD: ReadonlySet<string> = new Set<KeptCall>(['load', 'exists', 'isFile', 'readFile']);

const NOTHING = new Uint8Array();

/** The entry for an answered call; null where none is needed. */
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
