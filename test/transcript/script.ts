/**
 * A tiny notation for transcripts in tests: each call gives a draft, `script` numbers and times them.
 *
 *   script(open(), reads('GET / HTTP/1.1\r\n'), writes('HTTP/1.1 200 OK\r\n'), fin('client'))
 */
import { fromLatin1 } from '#shared/base/octets.ts';
import { ENGINE_LIMITS, PATIENT_TIMEOUTS, type TimerName } from '#shared/base/options.ts';
import {
  type ConnectionOptions,
  type DecisionKind,
  type Draft,
  type Entry,
  type KeptCall,
  type Side,
  TRANSCRIPT_FORMAT,
} from '#shared/transcript/record/entries.ts';
import { Replay } from '#shared/transcript/replay/replay.ts';

export const OPTIONS: ConnectionOptions = {
  format: TRANSCRIPT_FORMAT,
  engineVersion: '0.0.0',
  tableDigest: '',
  server: 'engine',
  origin: 'page',
  mode: 'hardened',
  leniencies: [],
  clocks: 'patient',
  limits: ENGINE_LIMITS,
  timeouts: PATIENT_TIMEOUTS,
  startedAt: 0,
};

export const open = (options: Partial<ConnectionOptions> = {}): Draft => ({
  kind: 'open',
  at: 'server',
  local: '127.0.0.1:8100',
  remote: '127.0.0.1:40000',
  options: { ...OPTIONS, ...options },
});
export const reads = (octets: string): Draft => ({
  kind: 'read',
  at: 'server',
  length: octets.length,
  bytes: fromLatin1(octets),
});
export const writes = (octets: string): Draft => ({ kind: 'write', at: 'server', bytes: fromLatin1(octets) });
export const clientWrites = (octets: string): Draft => ({ kind: 'write', at: 'client', bytes: fromLatin1(octets) });
export const clientReads = (length: number): Draft => ({ kind: 'read', at: 'client', length });
/** A connection seen from the client alone, as to a server that is not ours. */
export const reached = (server = 'localhost:8000'): Draft => ({
  kind: 'open',
  at: 'client',
  local: '127.0.0.1:40000',
  remote: '127.0.0.1:8000',
  options: { ...OPTIONS, server },
});
/** What the client read, where nobody else has these octets. */
export const clientTakes = (octets: string): Draft => ({
  kind: 'read',
  at: 'client',
  length: octets.length,
  bytes: fromLatin1(octets),
});
export const fin = (by: Side, at: Side = 'server'): Draft => ({ kind: 'fin', at, by });
export const closed = (at: Side = 'server'): Draft => ({ kind: 'close', at });
export const crash = (): Draft => ({ kind: 'crash', at: 'server', message: 'boom' });
export const armed = (name: TimerName | null, ms = 1000): Draft => ({
  kind: 'timer',
  at: 'server',
  what: 'armed',
  name,
  ms,
});
export const fired = (name: TimerName): Draft => ({ kind: 'timer', at: 'server', what: 'fired', name, ms: 1000 });
export const dropped = (inbound: number, outbound: number): Draft => ({
  kind: 'dropped',
  at: 'server',
  entries: 3,
  inbound,
  outbound,
});
export const witness = (request: number, end: number, digest: number): Draft => ({
  kind: 'witness',
  at: 'server',
  request,
  end,
  digest,
});
export const decides = (what: DecisionKind, request: number, status?: number): Draft => ({
  kind: 'decision',
  at: 'server',
  what,
  request,
  ...(status === undefined ? {} : { status }),
});

/** Numbers the drafts from 0, one millisecond apart. */
export function script(...drafts: readonly Draft[]): readonly Entry[] {
  return drafts.map((draft, seq) => ({ ...draft, seq, t: seq }) as Entry);
}

/** A replay of the drafts. */
export function replayed(...drafts: readonly Draft[]): Replay {
  const replay = new Replay();
  replay.append(script(...drafts));
  return replay;
}

/** What the code of a profile was told: shared state as JSON, a file as its octets. */
export const told = (call: KeptCall, result: string): Draft => ({
  kind: 'call',
  at: 'server',
  call,
  what: 'answered',
  bytes: fromLatin1(result),
});
export const failed = (call: KeptCall, error: string): Draft => ({
  kind: 'call',
  at: 'server',
  call,
  what: 'failed',
  error,
  bytes: new Uint8Array(),
});
export const blocks = (what: 'waits' | 'answered'): Draft => ({
  kind: 'call',
  at: 'server',
  call: 'send',
  what,
  bytes: new Uint8Array(),
});
export const rst = (by: Side): Draft => ({ kind: 'reset', at: 'server', by });
