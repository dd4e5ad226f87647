/**
 * The system calls of a profile, and their results.
 *
 * A profile is a generator shaped like its tutorial: where the tutorial calls the system, it yields a {@link Call} and is
 * resumed with the result. The driver (memory.ts, a performer on real sockets, the page with recorded results)
 * decides what a call does; the profile itself is pure. System errors are thrown into it as Python's exceptions.
 */
import { type BaseException, type Exception, OSError } from './python/exceptions.ts';

export type Address = readonly [host: string, port: number];

/** A driver's own number for a socket. */
export type SocketId = number;

/** What shared state may hold: plain data, so it can be recorded. */
export type Value = null | boolean | number | string | readonly Value[] | { readonly [name: string]: Value };

export type Call =
  | { readonly call: 'socket'; readonly kind: 'tcp' | 'udp' }
  | { readonly call: 'bind'; readonly socket: SocketId; readonly address: Address }
  | { readonly call: 'listen'; readonly socket: SocketId; readonly backlog: number }
  /** `timeout` in seconds, or null: forever. */
  | { readonly call: 'accept'; readonly socket: SocketId; readonly timeout: number | null }
  /** At most `size` octets; none once the peer has sent its FIN. */
  | { readonly call: 'recv'; readonly socket: SocketId; readonly size: number }
  | { readonly call: 'send'; readonly socket: SocketId; readonly bytes: Uint8Array }
  | { readonly call: 'sendall'; readonly socket: SocketId; readonly bytes: Uint8Array }
  /** FIN; the other direction stays open. */
  | { readonly call: 'shutdown'; readonly socket: SocketId }
  /** With unread octets the system sends RST, else FIN. */
  | { readonly call: 'close'; readonly socket: SocketId }
  | { readonly call: 'getpeername'; readonly socket: SocketId }
  /** The `sockets` on which accept or recv would not block; waits until there is one. */
  | { readonly call: 'select'; readonly sockets: readonly SocketId[] }
  | { readonly call: 'recvfrom'; readonly socket: SocketId; readonly size: number }
  | { readonly call: 'sendto'; readonly socket: SocketId; readonly bytes: Uint8Array; readonly to: Address }
  /** Runs a task beside this one, as a daemon thread: it ends with the server. */
  | { readonly call: 'start'; readonly task: Task }
  | { readonly call: 'exists'; readonly path: string }
  | { readonly call: 'isFile'; readonly path: string }
  | { readonly call: 'readFile'; readonly path: string }
  | { readonly call: 'makeFolder'; readonly path: string }
  /** State shared with other tasks. Another task may run between a load and the store that follows. */
  | { readonly call: 'load'; readonly name: string }
  | { readonly call: 'store'; readonly name: string; readonly value: Value }
  | { readonly call: 'print'; readonly text: string }
  /** Does nothing for that long; a sleeping thread does not keep others from running. */
  | { readonly call: 'sleep'; readonly seconds: number };

export type CallName = Call['call'];

/** The result of each call. */
export interface Results {
  socket: SocketId;
  bind: null;
  listen: null;
  accept: { readonly socket: SocketId; readonly address: Address };
  recv: Uint8Array;
  send: number;
  sendall: null;
  shutdown: null;
  close: null;
  getpeername: Address;
  select: readonly SocketId[];
  recvfrom: { readonly bytes: Uint8Array; readonly address: Address };
  sendto: number;
  start: null;
  exists: boolean;
  isFile: boolean;
  readFile: Uint8Array;
  makeFolder: null;
  load: Value;
  store: null;
  print: null;
  sleep: null;
}

/** How a call ended. */
export type Outcome = { readonly value: Results[CallName] } | { readonly error: Exception };

/** How a system answers each call; undefined while the call waits. An OSError is thrown. */
export type Answers = { readonly [K in CallName]: (call: Extract<Call, { call: K }>) => Results[K] | undefined };

/** Asks a system once; null while the call waits. Any error but an OSError is a bug and passes through. */
export function attempt(answers: Answers, call: Call): Outcome | null {
  try {
    const answer = answers[call.call] as (call: Call) => Results[CallName] | undefined;
    const value = answer(call);
    return value === undefined ? null : { value };
  } catch (error) {
    if (error instanceof OSError) return { error };
    throw error;
  }
}

/** A running profile, a thread of it, or a part of either that is to be `yield*`ed. */
export type Task<T = void> = Generator<Call, T, Results[CallName]>;

/** Yields one call and gives its result the right type. */
export function* ask<K extends CallName>(call: Extract<Call, { call: K }>): Task<Results[K]> {
  return (yield call) as Results[K];
}

/** Resumes a task with the outcome of its call; without an outcome, starts it. */
export function resume<T>(
  task: Task<T>,
  outcome: Outcome | { readonly error: BaseException } | null,
): IteratorResult<Call, T> {
  if (outcome === null) return task.next(null);
  return 'error' in outcome ? task.throw(outcome.error) : task.next(outcome.value);
}
