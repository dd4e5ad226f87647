/** The required header of each kind of entry: one row per kind, every field checked. */
import { type Decoder, duration, integer, list, nullable, oneOf, record, tagged, text } from '../../base/decode.ts';
import {
  type Limits,
  REQUEST_LENIENCIES,
  type RequestLeniency,
  sortedLeniencies,
  type Timeouts,
} from '../../base/options.ts';
import { heldBy, RELEASERS, stepUnit, stops } from '../../hold/stops.ts';
import { RULES, type RuleId } from '../../http1/rules.ts';
import { MOST_SERVER_ID } from '../../net/target.ts';
import { profileOptions } from '../../servers/start-options.ts';
import {
  type ConnectionOptions,
  type Entry,
  type HoldEntry,
  KEPT_CALLS,
  type TlsFacts,
  TRANSCRIPT_FORMAT,
} from './entries.ts';

const count = integer(0);
const vantage = oneOf('client', 'server');
const server = oneOf('server');
const base = { seq: count, t: duration };
const address = text(128);
const serverId = text(MOST_SERVER_ID);
const ruleId: Decoder<RuleId> = (value) =>
  typeof value === 'string' && Object.hasOwn(RULES, value) ? (value as RuleId) : undefined;
const timerName = oneOf('header', 'body', 'idle', 'write', 'handler', 'linger');

const limits: Decoder<Limits> = record<Limits>({
  method: count,
  startLine: count,
  headerSection: count,
  fieldLines: count,
  content: count,
  chunkLine: count,
  chunkExtensions: count,
  trailerSection: count,
});

const timeouts: Decoder<Timeouts> = record<Timeouts>({
  header: duration,
  body: duration,
  idle: duration,
  write: duration,
  handler: duration,
  linger: duration,
});

const udp = oneOf('udp');

type Optional = 'transport' | 'profile';

const leniencies: Decoder<readonly RequestLeniency[]> = (value) => {
  const names = list(oneOf(...REQUEST_LENIENCIES), REQUEST_LENIENCIES.length)(value);
  return names && sortedLeniencies(names);
};

/** The conditions without the leniencies, which format 1 does not have. */
const conditions = {
  engineVersion: text(64),
  tableDigest: text(128),
  server: serverId,
  origin: oneOf('page', 'outside'),
  mode: oneOf('hardened', 'rfc'),
  clocks: oneOf('patient', 'strict'),
  limits,
  timeouts,
  startedAt: duration,
};

const optional = { transport: udp, profile: profileOptions };

const former = record<Omit<ConnectionOptions, 'leniencies' | Optional>, Pick<ConnectionOptions, Optional>>(
  { format: integer(1, 1), ...conditions },
  optional,
);
const current = record<Omit<ConnectionOptions, Optional>, Pick<ConnectionOptions, Optional>>(
  { format: integer(2, TRANSCRIPT_FORMAT), ...conditions, leniencies },
  optional,
);

const connectionOptions: Decoder<ConnectionOptions> = (value) => {
  const old = former(value);
  return old === undefined ? current(value) : { ...old, leniencies: [] };
};

const tlsFacts: Decoder<TlsFacts> = record<TlsFacts>({
  protocol: text(32),
  cipher: text(128),
  alpn: nullable(text(255)),
  name: nullable(text(255)),
});

/** An entry without its octets, which travel beside the header. */
export type Header<E = Entry> = E extends Entry ? Omit<E, 'bytes'> : never;

const hold = { ...base, kind: oneOf('hold'), at: server };

const left = nullable(duration);

type HoldCases = { readonly [W in HoldEntry['what']]: Decoder<Header<Extract<HoldEntry, { what: W }>>> };

const holdCases: HoldCases = {
  armed: record({ ...hold, what: oneOf('armed'), stands: oneOf('behind-read', 'before-recv'), stops }),
  held: record({ ...hold, what: oneOf('held'), consumed: count, by: heldBy }),
  step: record({ ...hold, what: oneOf('step'), unit: stepUnit }),
  ran: record({ ...hold, what: oneOf('ran') }),
  consumed: record({ ...hold, what: oneOf('consumed'), octets: integer(1) }),
  fin: record({ ...hold, what: oneOf('fin') }),
  waiting: record({ ...hold, what: oneOf('waiting') }),
  released: record({ ...hold, what: oneOf('released'), by: oneOf(...RELEASERS) }),
  frozen: record({ ...hold, what: oneOf('frozen'), left }),
  thawed: record({ ...hold, what: oneOf('thawed'), left }),
};

const cases: { readonly [K in Entry['kind']]: Decoder<Header<Extract<Entry, { kind: K }>>> } = {
  open: record({
    ...base,
    kind: oneOf('open'),
    at: vantage,
    local: address,
    remote: address,
    options: connectionOptions,
  }),
  connect: record(
    { ...base, kind: oneOf('connect'), at: oneOf('client'), local: address, remote: address },
    { server: serverId, transport: udp },
  ),
  tls: record({ ...base, kind: oneOf('tls'), at: server, agreed: nullable(tlsFacts), error: nullable(text(128)) }),
  write: record({ ...base, kind: oneOf('write'), at: vantage }),
  read: record({ ...base, kind: oneOf('read'), at: vantage, length: integer(1) }),
  fin: record({ ...base, kind: oneOf('fin'), at: vantage, by: vantage }),
  reset: record({ ...base, kind: oneOf('reset'), at: vantage, by: vantage }),
  close: record({ ...base, kind: oneOf('close'), at: vantage }, { error: text(64) }),
  timer: record({
    ...base,
    kind: oneOf('timer'),
    at: server,
    what: oneOf('armed', 'fired'),
    name: nullable(timerName),
    ms: duration,
  }),
  decision: record(
    {
      ...base,
      kind: oneOf('decision'),
      at: server,
      what: oneOf('continue', 'respond', 'refuse', 'abort', 'keep', 'close'),
      request: count,
    },
    { status: integer(100, 999), rule: ruleId },
  ),
  witness: record({
    ...base,
    kind: oneOf('witness'),
    at: server,
    request: count,
    end: count,
    digest: integer(0, 0xffff_ffff),
  }),
  crash: record({ ...base, kind: oneOf('crash'), at: server, message: text(4096) }),
  call: record(
    {
      ...base,
      kind: oneOf('call'),
      at: server,
      call: oneOf(...KEPT_CALLS),
      what: oneOf('answered', 'failed', 'waits'),
    },
    { error: text(64) },
  ),
  hold: tagged<Header<HoldEntry>>('what', holdCases),
  dropped: record({
    ...base,
    kind: oneOf('dropped'),
    at: vantage,
    entries: integer(1),
    inbound: count,
    outbound: count,
  }),
};

/** Checks the header of an entry of any kind. */
export const entryHeader: Decoder<Header> = tagged<Header>('kind', cases);
