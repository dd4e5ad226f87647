/**
 * The layers of TCP/IP (RFC 1122 §1.1.3) beside those of OSI, and what each adds around the octets of an application.
 *
 * Octet sees the socket's edge: the application's octets, in reads and writes, and the addresses and ports of the two
 * ends. It has seen nothing below. What follows for the layers below from what was seen is `inferred` and never shown
 * as if it had been captured.
 */

/** From the application down to the link. */
export const LAYERS = ['application', 'transport', 'internet', 'link'] as const;

export type Layer = (typeof LAYERS)[number];

/** OSI's layers, 7 to 1, by the TCP/IP layer that does their work. */
export const OSI: { readonly [layer in Layer]: readonly number[] } = {
  application: [7, 6, 5],
  transport: [4],
  internet: [3],
  link: [2, 1],
};

/**
 * How Octet knows something: it crossed the socket (`captured`), the system's socket reports it (`known`), it follows
 * from these and from the standards (`inferred`), or Octet cannot tell (`unknown`).
 */
export type Source = 'captured' | 'known' | 'inferred' | 'unknown';

export type Protocol = 'tcp' | 'udp' | 'ipv4' | 'ipv6' | 'ethernet';

export type FieldName =
  | 'source-port'
  | 'destination-port'
  | 'sequence'
  | 'acknowledgment'
  | 'data-offset'
  | 'flags'
  | 'window'
  | 'checksum'
  | 'urgent'
  | 'options'
  | 'length'
  | 'version'
  | 'header-length'
  | 'traffic-class'
  | 'total-length'
  | 'payload-length'
  | 'identification'
  | 'fragment'
  | 'hops'
  | 'protocol'
  | 'header-checksum'
  | 'source-address'
  | 'destination-address'
  | 'destination-hardware'
  | 'source-hardware'
  | 'type';

export interface Field {
  readonly name: FieldName;
  /** In the notation of tools and texts; null: unknown. */
  readonly value: string | null;
  readonly source: Exclude<Source, 'captured'>;
}

/** The header that one layer adds to its payload. */
export interface Header {
  readonly layer: Exclude<Layer, 'application'>;
  readonly protocol: Protocol;
  /** Its minimum size in octets. */
  readonly octets: number;
  /** It may have options, whose octets Octet cannot see. */
  readonly open: boolean;
  readonly fields: readonly Field[];
}

/** The specification of a header; null: not an RFC. */
export const SECTIONS: { readonly [protocol in Protocol]: string | null } = {
  tcp: 'RFC 9293 §3.1',
  udp: 'RFC 768',
  ipv4: 'RFC 791 §3.1',
  ipv6: 'RFC 8200 §3',
  ethernet: null,
};
