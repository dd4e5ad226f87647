/**
 * What a client does besides reading and writing: steps that a transcript has no entry for and that a person wants to
 * follow. In one order with the entries, on the same clock.
 */
import type { ResponseHead, Verdict } from '../http1/events.ts';
import type { RuleId } from '../http1/rules.ts';
import type { Entry } from '../transcript/record/entries.ts';
import type { CookieRefusal } from './cookie.ts';
import type { SystemError } from './failure.ts';
import type { Change } from './input.ts';
import type { Halt, Hop } from './redirect.ts';
import type { BuiltRequest } from './request.ts';

/** Why a connection is kept or not: a rule of HTTP, or an event on the connection. */
export type KeepReason =
  | RuleId
  | 'request-close'
  | 'request-unfinished'
  | 'octets-after-response'
  | 'failed'
  | 'client-done';

export type Note =
  /** The octets about to be sent. */
  | {
      readonly what: 'request';
      readonly request: BuiltRequest;
      readonly hop: number;
      readonly changes: readonly Change[];
    }
  | { readonly what: 'resolved'; readonly host: string; readonly addresses: readonly string[]; readonly ms: number }
  | { readonly what: 'connecting'; readonly remote: string }
  | { readonly what: 'not-connected'; readonly remote: string; readonly error: SystemError }
  | {
      readonly what: 'tls';
      readonly connection: number;
      readonly protocol: string;
      readonly cipher: string;
      readonly subject: string;
      readonly issuer: string;
      readonly trusted: boolean;
    }
  | { readonly what: 'reused'; readonly connection: number }
  | { readonly what: 'interim'; readonly connection: number; readonly head: ResponseHead }
  | { readonly what: 'head'; readonly connection: number; readonly head: ResponseHead }
  | { readonly what: 'tolerated'; readonly connection: number; readonly verdict: Verdict }
  /** The message is complete. `content`: octets, without chunks, codings kept. */
  | { readonly what: 'complete'; readonly connection: number; readonly content: number; readonly trailers: number }
  | { readonly what: 'keep'; readonly connection: number; readonly kept: boolean; readonly why: KeepReason }
  | { readonly what: 'repeat'; readonly connection: number }
  | { readonly what: 'redirect'; readonly status: number; readonly hop: Hop }
  | { readonly what: 'halt'; readonly status: number; readonly halt: Halt; readonly detail: string }
  | {
      readonly what: 'cookie-set';
      readonly name: string;
      readonly domain: string;
      readonly path: string;
      readonly removed: boolean;
    }
  | { readonly what: 'cookie-refused'; readonly why: CookieRefusal; readonly line: string }
  | { readonly what: 'coding-unknown'; readonly codings: readonly string[] }
  /** Content codings were decoded: so many octets on the wire became so many. */
  | { readonly what: 'decoded'; readonly codings: readonly string[]; readonly before: number; readonly after: number };

/** The listener of a client. Called synchronously, in order. `t`: milliseconds on the client's clock. */
export interface Listener {
  entry(connection: number, entry: Entry): void;
  note(note: Note, t: number): void;
}
