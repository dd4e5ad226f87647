/**
 * What a profile would do: it runs in memory against one client that sends these octets, and its actions are recorded
 * as a transcript. Predictions and recorded connections are thus read by the same code (transcript/judge/outcome.ts).
 */

import { DEFAULT_READING, ENGINE_LIMITS, PATIENT_TIMEOUTS } from '../base/options.ts';
import { readingDigest } from '../http1/parser.ts';
import type { CallName, Results } from '../profiles/calls.ts';
import type { Runnable } from '../profiles/index.ts';
import { type Made, type Played, play } from '../profiles/memory.ts';
import type { ProfileOptions } from '../servers/start-options.ts';
import { type Outcome, outcomeOf } from '../transcript/judge/outcome.ts';
import { type Draft, type Entry, TRANSCRIPT_FORMAT } from '../transcript/record/entries.ts';
import type { Doubt, PredictedOutcome, Sent } from './predicted.ts';

/** The socket of the only client. */
const CLIENT = 1;

const at = 'server';

/** The kernel may split anything larger than this over several reads. */
const ONE_PIECE = 64 * 1024;

/** What a freshly started profile does with these octets. `port`: where it listens. */
export function predictProfile(profile: Runnable, options: ProfileOptions, port: number, sent: Sent): PredictedOutcome {
  const { reads, fin } = sent;
  const after = fin ? 'fin' : 'stays';
  const played = play(profile.serve, {
    ...(profile.tree !== null && { tree: profile.tree }),
    ...(profile.transport === 'tcp'
      ? { visitors: [{ reads, after, paced: true }] }
      : { datagrams: reads.map((bytes) => ({ bytes, from: ['127.0.0.1', 50_000] as const })) }),
    options,
    port,
  });
  return predictedOf(outcomeOf(entriesOf(profile, options, played, fin)), played, doubtsOf(played, sent));
}

function predictedOf(outcome: Outcome, played: Played, doubts: readonly Doubt[]): PredictedOutcome {
  const { statuses, reason, fate, consumed, requests, response } = outcome;
  return {
    answers: statuses.map((status, at) => ({
      ...{ status, rule: null, at: null, asked: null, reason: at === 0 ? reason : '' },
    })),
    continues: false,
    fate,
    consumed: consumed ?? 0,
    requests,
    response,
    awaits: null,
    dies: diedOf(played),
    doubts,
  };
}

function doubtsOf({ made }: Played, { reads }: Sent): readonly Doubt[] {
  const doubts: Doubt[] = [];
  if (made.some(({ call }) => call.call === 'load')) doubts.push('state');
  if (reads.some(({ length }) => length > ONE_PIECE)) doubts.push('divided');
  return doubts;
}

function entriesOf(profile: Runnable, options: ProfileOptions, played: Played, fin: boolean): readonly Entry[] {
  const drafts: Draft[] = [openOf(profile, options)];
  if (profile.transport === 'udp') drafts.push(...datagramsOf(played));
  else if (played.visitors[0]?.accepted !== true) return [];
  else drafts.push(...played.made.flatMap((made) => draftsOf(made, played)));
  const dies = diedOf(played);
  // A connection that was closed before it arrived has not seen it.
  if (dies !== null && played.visitors[0]?.end === 'open') drafts.push({ kind: 'crash', at, message: dies });
  // Over UDP the client's end is the only end there is.
  else if (fin && profile.transport === 'udp') drafts.push({ kind: 'close', at: 'client' });
  return drafts.map((draft, seq): Entry => ({ ...draft, seq, t: 0 }));
}

const diedOf = ({ died }: Played): string | null => (died === null ? null : `${died.name}: ${died.message}`);

function openOf({ id, transport }: Runnable, profile: ProfileOptions): Draft {
  return {
    kind: 'open',
    at: 'server',
    local: '',
    remote: '',
    options: {
      format: TRANSCRIPT_FORMAT,
      engineVersion: '',
      tableDigest: readingDigest(DEFAULT_READING),
      server: id,
      ...(transport === 'udp' && { transport: 'udp' as const }),
      profile,
      origin: 'page',
      ...DEFAULT_READING,
      clocks: 'patient',
      limits: ENGINE_LIMITS,
      timeouts: PATIENT_TIMEOUTS,
      startedAt: 0,
    },
  };
}

function draftsOf({ call, outcome }: Made, { visitors }: Played): readonly Draft[] {
  if (!('socket' in call) || call.socket !== CLIENT) return [];
  const value = 'value' in outcome ? outcome.value : null;
  if (call.call === 'recv' && value instanceof Uint8Array) {
    if (value.length === 0) return [{ kind: 'fin', at, by: 'client' }];
    return [{ kind: 'read', at, length: value.length, bytes: value }];
  }
  if (call.call === 'send' || call.call === 'sendall') return call.bytes.length > 0 ? [wrote(call.bytes)] : [];
  if (call.call === 'shutdown') return [{ kind: 'fin', at, by: 'server' }];
  if (call.call !== 'close') return [];
  const ended: Draft = { kind: visitors[0]?.end === 'reset' ? 'reset' : 'fin', at, by: 'server' };
  return [ended, { kind: 'close', at }];
}

const wrote = (bytes: Uint8Array): Draft => ({ kind: 'write', at, bytes });

function datagramsOf({ made }: Played): readonly Draft[] {
  return made.flatMap(({ call, outcome }): Draft[] => {
    if (call.call === 'sendto') return [wrote(call.bytes)];
    const bytes = call.call === 'recvfrom' && 'value' in outcome ? datagramIn(outcome.value) : null;
    return bytes === null ? [] : [{ kind: 'read', at, length: bytes.length, bytes }];
  });
}

function datagramIn(value: Results[CallName]): Uint8Array | null {
  const bytes = typeof value === 'object' && value !== null && 'bytes' in value ? value.bytes : null;
  return bytes instanceof Uint8Array ? bytes : null;
}
