/** The names lab: what the system's resolver is asked, and what it says. */
import { type Decoder, duration, integer, list, nullable, oneOf, record, text } from '../base/decode.ts';

/** A name of the DNS is shorter (RFC 1035 §2.3.4); a literal with a zone is too. */
export const MOST_NAME = 255;

/** getaddrinfo turns a name into addresses, getnameinfo an address into a name. */
export type LookupCall = 'getaddrinfo' | 'getnameinfo';

export interface FoundAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

export interface LookupReport {
  readonly call: LookupCall;
  readonly asked: string;
  /** In the resolver's order. */
  readonly addresses: readonly FoundAddress[];
  /** What getnameinfo gave; null for getaddrinfo, and when it failed. */
  readonly name: string | null;
  /** Null when it went well. `number` is the resolver's own, of netdb.h; null for our deadline. */
  readonly error: { readonly code: string; readonly number: number | null; readonly message: string } | null;
  /** Milliseconds. */
  readonly took: number;
}

const family: Decoder<4 | 6> = (value) => (value === 4 || value === 6 ? value : undefined);

export const lookupCall: Decoder<LookupCall> = oneOf('getaddrinfo', 'getnameinfo');

export const lookupReport: Decoder<LookupReport> = record<LookupReport>({
  call: lookupCall,
  asked: text(MOST_NAME),
  addresses: list(record<FoundAddress>({ address: text(100), family }), 64),
  name: nullable(text(MOST_NAME)),
  error: nullable(record({ code: text(40), number: nullable(integer(-10_000, 10_000)), message: text(500) })),
  took: duration,
});
