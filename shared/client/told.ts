/**
 * What the server tells the page of a client's run: its notes, with what the page can read from the octets itself left
 * out, and how it ended.
 */
import { type Decoder, duration, flag, integer, list, nullable, oneOf, record, tagged, text } from '../decode.ts';
import { RULES, type RuleId } from '../http1/rules.ts';
import type { Cookie, CookieRefusal } from './cookie.ts';
import type { Failure, FailureCode, SystemError, Wait } from './failure.ts';
import type { Change } from './input.ts';
import type { KeepReason, Note } from './notes.ts';
import type { Halt } from './redirect.ts';
import { showUrl } from './url.ts';

type Of<W extends Note['what']> = Extract<Note, { what: W }>;

/** A note as it travels. */
export type Told =
  | {
      readonly what: 'request';
      readonly hop: number;
      readonly method: string;
      readonly url: string;
      readonly changes: readonly Change[];
    }
  | Of<'resolved' | 'connecting' | 'not-connected' | 'tls' | 'reused' | 'complete' | 'keep' | 'repeat' | 'halt'>
  | Of<'cookie-set' | 'cookie-refused' | 'coding-unknown' | 'decoded'>
  | { readonly what: 'interim' | 'head'; readonly connection: number; readonly status: number }
  | { readonly what: 'tolerated'; readonly connection: number; readonly rule: RuleId; readonly at: number }
  | {
      readonly what: 'redirect';
      readonly status: number;
      readonly method: string;
      readonly url: string;
      readonly methodChanged: boolean;
      readonly dropped: readonly string[];
      readonly downgraded: boolean;
    };

/** A note, and when: milliseconds on the clock of the entries. */
export interface ToldAt {
  readonly t: number;
  readonly note: Told;
}

/** How a run ended. */
export interface RunEnd {
  readonly failure: Failure | null;
  /** Why the last redirect was not followed. */
  readonly halted: 'limit' | 'loop' | 'other' | null;
  /** Octets read from the socket, and those of them the page was not sent. */
  readonly read: number;
  readonly withheld: number;
  /** The content was not sent to the page to its end, once its codings were undone: so many octets more. */
  readonly decodedWithheld: number;
}

/** What the client keeps between runs. */
export interface Kept {
  readonly cookies: readonly Cookie[];
  /** Connections that rest, ready to be used again. */
  readonly resting: readonly { readonly connection: number; readonly origin: string }[];
}

/** The longest text of a note; what is longer is cut. */
const LONGEST = 1024;

const cut = (value: string): string => value.slice(0, LONGEST);

/** What of a note travels. */
export function tell(note: Note): Told {
  switch (note.what) {
    case 'request': {
      const { request, hop, changes } = note;
      const shown = changes.map(({ what, before, after }) => ({ what, before: cut(before), after: cut(after) }));
      return {
        what: 'request',
        hop,
        method: request.method,
        url: cut(showUrl(request.url)),
        changes: shown.slice(0, 8),
      };
    }
    case 'interim':
    case 'head':
      return { what: note.what, connection: note.connection, status: note.head.status };
    case 'tolerated':
      return { what: 'tolerated', connection: note.connection, rule: note.verdict.rule, at: note.verdict.at };
    case 'redirect': {
      const { request, methodChanged, dropped, downgraded } = note.hop;
      const { method, url } = request;
      const left = dropped.slice(0, 32).map((name) => name.slice(0, 128));
      return {
        what: 'redirect',
        status: note.status,
        method,
        url: cut(showUrl(url)),
        methodChanged,
        dropped: left,
        downgraded,
      };
    }
    case 'halt':
      return { ...note, detail: cut(note.detail) };
    case 'cookie-set':
      return { ...note, name: cut(note.name), domain: cut(note.domain), path: cut(note.path) };
    case 'cookie-refused':
      return { ...note, line: cut(note.line) };
    case 'coding-unknown':
    case 'decoded':
      return { ...note, codings: note.codings.slice(0, 16).map(cut) };
    case 'tls':
      return { ...note, cipher: cut(note.cipher), subject: cut(note.subject), issuer: cut(note.issuer) };
    case 'resolved':
      return { ...note, addresses: note.addresses.slice(0, 64) };
    default:
      return note;
  }
}

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

type Cases = { readonly [W in Told['what']]: Decoder<Extract<Told, { what: W }>> };

const cases: Omit<Cases, 'interim' | 'head'> & { readonly interim: Decoder<Told>; readonly head: Decoder<Told> } = {
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

export const toldAt: Decoder<ToldAt> = record<ToldAt>({ t: duration, note: tagged<Told>('what', cases) });

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

/** A failure whose texts are short enough to travel. */
export function tellFailure(failed: Failure): Failure {
  const { system: said, detail, where } = failed;
  return {
    ...failed,
    where: cut(where),
    ...(said === undefined ? {} : { system: { ...said, name: cut(said.name), call: cut(said.call) } }),
    ...(detail === undefined ? {} : { detail: cut(detail) }),
  };
}

export const runEnd: Decoder<RunEnd> = record<RunEnd>({
  failure: nullable(failure),
  halted: nullable(oneOf('limit', 'loop', 'other')),
  read: count,
  withheld: count,
  decodedWithheld: count,
});

const cookie: Decoder<Cookie> = record<Cookie>({
  name: text(4096),
  value: text(4096),
  domain: text(4096),
  hostOnly: flag,
  path: text(16_384),
  secure: flag,
  httpOnly: flag,
  expires: nullable(duration),
});

/** Of the jar's cookies the page is told of so many, the newest. */
export const MOST_COOKIES_TOLD = 200;

export const kept: Decoder<Kept> = record<Kept>({
  cookies: list(cookie, MOST_COOKIES_TOLD),
  resting: list(record<Kept['resting'][number]>({ connection: count, origin: words }), 16),
});
