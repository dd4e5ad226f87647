/**
 * What the server reports to the page about a client run: its notes, without what the page can read from the octets
 * itself, and how it ended.
 */
import { cutToJson, encodeJson } from '../base/decode.ts';
import type { RuleId } from '../http1/rules.ts';
import type { Cookie } from './cookie.ts';
import type { Failure } from './failure.ts';
import type { Change } from './input.ts';
import type { Note } from './notes.ts';
import { showUrl } from './url.ts';

type Of<W extends Note['what']> = Extract<Note, { what: W }>;

/** A note in its wire form. */
export type RunNote =
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

/** A note with its time: milliseconds on the clock of the entries. */
export interface TimedRunNote {
  readonly t: number;
  readonly note: RunNote;
}

/** How a run ended. */
export interface RunEnd {
  readonly failure: Failure | null;
  /** Why the last redirect was not followed. */
  readonly halted: 'limit' | 'loop' | 'other' | null;
  /** Octets read from the socket, and how many of them were not sent to the page. */
  readonly read: number;
  readonly withheld: number;
  /** Octets of the decoded content that were not sent to the page. */
  readonly decodedWithheld: number;
}

/** What the client keeps between runs. */
export interface ClientMemory {
  readonly cookies: readonly Cookie[];
  /** How many more cookies it keeps, older ones, than are listed. */
  readonly withheld: number;
  /** Idle connections that can be reused. */
  readonly resting: readonly { readonly connection: number; readonly origin: string }[];
}

/** The longest text of a note, in octets of JSON: the header of a frame is bounded in octets. Longer ones are cut. */
export const LONGEST = 1024;

const cut = (value: string): string => cutToJson(value, LONGEST);

/** The part of a note that is sent. */
export function toRunNote(note: Note): RunNote {
  switch (note.what) {
    case 'request': {
      const { request, hop, changes } = note;
      const shown = changes.map(({ what, before, after }) => ({ what, before: cut(before), after: cut(after) }));
      return {
        what: 'request',
        hop,
        method: cut(request.method),
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
      const left = dropped.slice(0, 32).map(cut);
      return {
        what: 'redirect',
        status: note.status,
        method: cut(method),
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
      return { ...note, host: cut(note.host), addresses: note.addresses.slice(0, 64) };
    default:
      return note;
  }
}

/** A failure with its texts cut to a length that can be sent. */
export function boundedFailure(failed: Failure): Failure {
  const { system: said, detail, where } = failed;
  return {
    ...failed,
    where: cut(where),
    ...(said === undefined ? {} : { system: { ...said, name: cut(said.name), call: cut(said.call) } }),
    ...(detail === undefined ? {} : { detail: cut(detail) }),
  };
}

/** The page gets at most this many of the jar's cookies, the newest ones, … */
export const MOST_COOKIES_SENT = 200;
/** … and at most so many octets of them, as JSON. */
const MOST_COOKIE_OCTETS = 40_000;
/** As many idle connections as the client keeps, and more. */
export const MOST_RESTING_SENT = 16;

/** What of a client's memory fits into a message. `cookies`: the oldest first. */
export function boundedMemory(cookies: readonly Cookie[], resting: ClientMemory['resting']): ClientMemory {
  const listed: Cookie[] = [];
  let left = MOST_COOKIE_OCTETS;
  for (const cookie of [...cookies].reverse()) {
    left -= encodeJson(cookie).length;
    if (left < 0 || listed.length === MOST_COOKIES_SENT) break;
    listed.push(cookie);
  }
  return {
    cookies: listed.reverse(),
    withheld: cookies.length - listed.length,
    resting: resting.slice(-MOST_RESTING_SENT).map((one) => ({ ...one, origin: cut(one.origin) })),
  };
}
