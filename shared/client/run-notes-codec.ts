/** The notes of a run, read from JSON: the decoders of run-notes.ts. */
import { type Decoder, duration, flag, integer, list, nullable, oneOf, record, tagged, text } from '../base/decode.ts';
import { RULES, type RuleId } from '../http1/rules.ts';
import type { Cookie, CookieRefusal } from './cookie.ts';
import type { Failure, FailureCode, SystemError, Wait } from './failure.ts';
import type { Change } from './input.ts';
import type { KeepReason } from './notes.ts';
import type { Halt } from './redirect.ts';
import {
  type ClientMemory,
  LONGEST,
  MOST_COOKIES_SENT,
  MOST_RESTING_SENT,
  type RunEnd,
  type RunNote,
  type TimedRunNote,
} from './run-notes.ts';

const words = text(LONGEST);
const count = integer(0);
const is =
  <W extends string>(word: W): Decoder<W> =>
  (value) =>
    value === word ? word : undefined;

const rule: Decoder<RuleId> = (value) =>
  typeof value === 'string' && Object.hasOwn(RULES, value) ? (value as RuleId) : undefined;

const KEEP_REASONS = [
  'request-close',
  'request-unfinished',
  'octets-after-response',
  'failed',
  'client-done',
] as const satisfies readonly KeepReason[];
const keepReason: Decoder<KeepReason> = (value) => oneOf(...KEEP_REASONS)(value) ?? rule(value);

const system: Decoder<SystemError> = record<SystemError>({ name: words, number: nullable(count), call: words });

const change: Decoder<Change> = record<Change>({
  what: oneOf(
    'scheme-added',
    'host-encoded',
    'fragment-dropped',
    'percent-encoded',
    'userinfo-moved',
    'userinfo-dropped',
    'crlf',
  ),
  before: words,
  after: words,
});

const halt = oneOf<Halt>(
  'no-location',
  'many-locations',
  'bad-location',
  'other-scheme',
  'content-gone',
  'limit',
  'loop',
);

const cookieRefusal = oneOf<CookieRefusal>('no-name', 'too-large', 'other-domain', 'top-level', 'not-secure', 'prefix');

type Cases = { readonly [W in RunNote['what']]: Decoder<Extract<RunNote, { what: W }>> };

const cases: Omit<Cases, 'interim' | 'head'> & { readonly interim: Decoder<RunNote>; readonly head: Decoder<RunNote> } =
  {
    request: record({ what: is('request'), hop: count, method: words, url: words, changes: list(change, 8) }),
    resolved: record({ what: is('resolved'), host: words, addresses: list(words, 64), ms: duration }),
    connecting: record({ what: is('connecting'), remote: words }),
    'not-connected': record({ what: is('not-connected'), remote: words, error: system }),
    tls: record({
      what: is('tls'),
      connection: count,
      protocol: words,
      cipher: words,
      subject: words,
      issuer: words,
      trusted: flag,
    }),
    reused: record({ what: is('reused'), connection: count }),
    interim: record({ what: is('interim'), connection: count, status: count }),
    head: record({ what: is('head'), connection: count, status: count }),
    tolerated: record({ what: is('tolerated'), connection: count, rule, at: count }),
    complete: record({ what: is('complete'), connection: count, content: count, trailers: count }),
    keep: record({ what: is('keep'), connection: count, kept: flag, why: keepReason }),
    repeat: record({ what: is('repeat'), connection: count }),
    redirect: record({
      what: is('redirect'),
      status: count,
      method: words,
      url: words,
      methodChanged: flag,
      dropped: list(words, 32),
      downgraded: flag,
    }),
    halt: record({ what: is('halt'), status: count, halt, detail: words }),
    'cookie-set': record({ what: is('cookie-set'), name: words, domain: words, path: words, removed: flag }),
    'cookie-refused': record({ what: is('cookie-refused'), why: cookieRefusal, line: words }),
    'coding-unknown': record({ what: is('coding-unknown'), codings: list(words, 16) }),
    decoded: record({ what: is('decoded'), codings: list(words, 16), before: count, after: count }),
  };

export const timedRunNote: Decoder<TimedRunNote> = record<TimedRunNote>({
  t: duration,
  note: tagged<RunNote>('what', cases),
});

const failureCode = oneOf<FailureCode>(
  'name',
  'refused',
  'connect',
  'timeout',
  'reset',
  'empty',
  'cut-short',
  'bad-response',
  'interim-storm',
  'tls',
  'certificate',
  'coding',
  'too-large',
  'content',
  'aborted',
  'not-allowed',
);

type Details = Required<Omit<Failure, 'code' | 'where'>>;

const failure: Decoder<Failure> = record<Pick<Failure, 'code' | 'where'>, Details>(
  { code: failureCode, where: words },
  {
    system,
    wait: oneOf<Wait>('resolve', 'connect', 'tls', 'write', 'read', 'total'),
    limit: count,
    rule,
    at: count,
    missing: count,
    detail: words,
  },
);

export const runEnd: Decoder<RunEnd> = record<RunEnd>({
  failure: nullable(failure),
  halted: nullable(oneOf('limit', 'loop', 'other')),
  read: count,
  withheld: count,
  decodedWithheld: count,
});

/** More than fits into the header of a frame. */
const MOST_PATH = 65_536;

const cookie: Decoder<Cookie> = record<Cookie>({
  name: text(4096),
  value: text(4096),
  domain: text(4096),
  hostOnly: flag,
  path: text(MOST_PATH),
  secure: flag,
  httpOnly: flag,
  expires: nullable(duration),
});

export const kept: Decoder<ClientMemory> = record<ClientMemory>({
  cookies: list(cookie, MOST_COOKIES_SENT),
  withheld: count,
  resting: list(record<ClientMemory['resting'][number]>({ connection: count, origin: words }), MOST_RESTING_SENT),
});
