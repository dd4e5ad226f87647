/** The names lab: what the system's resolver is asked, and what it answers. */
import { type Decoder, duration, integer, list, nullable, oneOf, record, text } from '../base/decode.ts';

/** DNS names are shorter (RFC 1035 §2.3.4), and so are literals with a zone. */
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
  /** The result of getnameinfo; null for getaddrinfo, and when it failed. */
  readonly name: string | null;
  /** Null on success. `number` is the resolver's own, from netdb.h; null for Octet's deadline. */
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
