/** Arbitrary entries for property tests. */
import fc from 'fast-check';
import { ENGINE_LIMITS, REQUEST_LENIENCIES, STRICT_TIMEOUTS } from '#shared/base/options.ts';
import { type HeldBy, RELEASERS, STEP_UNITS, type Stop } from '#shared/hold/stops.ts';
import { RULES, type RuleId } from '#shared/http1/rules.ts';
import { type Entry, type HoldEntry, TRANSCRIPT_FORMAT } from '#shared/transcript/record/entries.ts';

/** An entry without its place; `seq` and `t` are given by {@link transcript}. */
type Unplaced = Entry extends infer E ? (E extends Entry ? Omit<E, 'seq' | 't'> : never) : never;

const side = fc.constantFrom('client' as const, 'server' as const);
const server = fc.constant('server' as const);
const octets = fc.uint8Array({ maxLength: 40 });
const count = fc.maxSafeNat();
const address = fc.string({ unit: 'grapheme', maxLength: 20 });
const kind = <K extends Entry['kind']>(name: K) => fc.constant(name);

const options = fc.record({
  format: fc.constant(TRANSCRIPT_FORMAT),
  engineVersion: fc.string({ unit: 'binary', maxLength: 20 }),
  tableDigest: fc.string({ maxLength: 20 }),
  server: fc.string({ maxLength: 20 }),
  origin: fc.constantFrom('page' as const, 'outside' as const),
  mode: fc.constantFrom('hardened' as const, 'rfc' as const),
  leniencies: fc.subarray([...REQUEST_LENIENCIES]),
  clocks: fc.constantFrom('patient' as const, 'strict' as const),
  limits: fc.constant(ENGINE_LIMITS),
  timeouts: fc.constant(STRICT_TIMEOUTS),
  startedAt: count,
});

const decision = fc.record(
  {
    kind: kind('decision'),
    at: server,
    what: fc.constantFrom('continue', 'respond', 'refuse', 'abort', 'keep', 'close' as const),
    request: count,
    status: fc.integer({ min: 100, max: 999 }),
    rule: fc.constantFrom(...(Object.keys(RULES) as RuleId[])),
  },
  { requiredKeys: ['kind', 'at', 'what', 'request'] },
);

const timer = fc.record({
  kind: kind('timer'),
  at: server,
  what: fc.constantFrom('armed' as const, 'fired' as const),
  name: fc.constantFrom('header', 'body', 'idle', 'write', 'handler', 'linger', null),
  ms: count,
});

const read = fc
  .record({ kind: kind('read'), at: side, bytes: fc.uint8Array({ minLength: 1, maxLength: 40 }), bare: fc.boolean() })
  .map(({ bare, bytes, ...rest }) => ({ ...rest, length: bytes.length, ...(bare ? {} : { bytes }) }));

const stop = fc.constantFrom<Stop>(
  { kind: 'octet', after: 16 },
  { kind: 'state', state: 'field-name' },
  { kind: 'field', name: 'host' },
  { kind: 'message' },
);

const hold = <W extends HoldEntry['what']>(what: W) => ({ kind: kind('hold'), at: server, what: fc.constant(what) });
const left = fc.option(count);

const holds = fc.oneof(
  fc.record({
    ...hold('armed'),
    stands: fc.constantFrom('behind-read', 'before-recv' as const),
    stops: fc.array(stop, { maxLength: 3 }),
  }),
  fc.record({
    ...hold('held'),
    consumed: count,
    by: fc.oneof(stop, fc.constantFrom<HeldBy>({ kind: 'now' }, { kind: 'step', unit: 'line' })),
  }),
  fc.record({ ...hold('step'), unit: fc.constantFrom(...STEP_UNITS) }),
  fc.record(hold('ran')),
  fc.record({ ...hold('consumed'), octets: fc.integer({ min: 1, max: 1000 }) }),
  fc.record(hold('fin')),
  fc.record({ ...hold('waiting'), bytes: octets }),
  fc.record({ ...hold('released'), by: fc.constantFrom(...RELEASERS) }),
  fc.record({ ...hold('frozen'), left }),
  fc.record({ ...hold('thawed'), left }),
);

const unplaced = fc.oneof(
  holds,
  fc.record({ kind: kind('open'), at: side, local: address, remote: address, options }),
  fc.record({ kind: kind('connect'), at: fc.constant('client' as const), local: address, remote: address }),
  fc.record({
    kind: kind('tls'),
    at: server,
    agreed: fc.option(
      fc.record({
        protocol: fc.string({ maxLength: 10 }),
        cipher: fc.string({ maxLength: 30 }),
        alpn: fc.option(fc.string({ maxLength: 10 })),
        name: fc.option(fc.string({ maxLength: 30 })),
      }),
    ),
    error: fc.option(fc.string({ maxLength: 40 })),
  }),
  fc.record({ kind: kind('write'), at: side, bytes: octets }),
  read,
  fc.record({ kind: kind('fin'), at: side, by: side }),
  fc.record({ kind: kind('reset'), at: side, by: side }),
  fc.record({ kind: kind('close'), at: side, error: fc.string({ maxLength: 20 }) }, { requiredKeys: ['kind', 'at'] }),
  timer,
  decision,
  fc.record({ kind: kind('witness'), at: server, request: count, end: count, digest: fc.nat(0xffff_ffff) }),
  fc.record({ kind: kind('crash'), at: server, message: fc.string({ unit: 'binary', maxLength: 50 }) }),
  fc.record(
    {
      kind: kind('call'),
      at: server,
      call: fc.constantFrom('load', 'readFile', 'send', 'getpeername' as const),
      what: fc.constantFrom('answered', 'failed', 'waits' as const),
      error: fc.string({ maxLength: 20 }),
      bytes: octets,
    },
    { requiredKeys: ['kind', 'at', 'call', 'what', 'bytes'] },
  ),
  fc.record({
    kind: kind('dropped'),
    at: side,
    entries: fc.integer({ min: 1, max: 1000 }),
    inbound: count,
    outbound: count,
  }),
) as fc.Arbitrary<Unplaced>;

/** Entries of one connection, numbered without gaps. */
export const transcript: fc.Arbitrary<Entry[]> = fc.array(unplaced, { maxLength: 12 }).map((drafts) => {
  let seq = 0;
  return drafts.map((draft, i) => {
    const entry = { ...draft, seq, t: i * 1.5 } as Entry;
    seq += entry.kind === 'dropped' ? entry.entries : 1;
    return entry;
  });
});

/** Octets with some of their bits turned over. */
export function flipped(bytes: Uint8Array, places: readonly number[]): Uint8Array {
  const copy = bytes.slice();
  for (const place of places) {
    const at = (place >> 3) % Math.max(1, copy.length);
    copy[at] = (copy[at] ?? 0) ^ (1 << (place & 7));
  }
  return copy;
}
