/**
 * Ranges with a purpose: IANA's special-purpose address registries of IPv4 and IPv6 (RFC 6890), and the multicast ranges,
 * which have registries of their own.
 */
import { type Address, readIPv4, readIPv6 } from './address.ts';
import { contains } from './cidr.ts';

export type Purpose =
  | 'unspecified'
  | 'this-network'
  | 'private'
  | 'shared'
  | 'loopback'
  | 'link-local'
  | 'ietf'
  | 'continuity'
  | 'dummy'
  | 'anycast-service'
  | 'nat64-discovery'
  | 'documentation'
  | 'as112'
  | 'amt'
  | 'relay-6to4'
  | 'relay-6a44'
  | 'benchmarking'
  | 'multicast'
  | 'reserved'
  | 'broadcast'
  | 'mapped'
  | 'nat64'
  | 'nat64-local'
  | 'discard'
  | 'teredo'
  | 'orchid'
  | 'orchid-v1'
  | 'drip'
  | '6to4'
  | 'srv6'
  | 'unique-local'
  | 'site-local';

export interface Range {
  /** As spelled in the registry. */
  readonly block: string;
  readonly base: Address;
  readonly prefix: number;
  readonly purpose: Purpose;
  readonly source: string;
  /** Offset of the four octets of an IPv4 address, for ranges that carry one. */
  readonly carries?: number;
}

const TABLE: readonly (readonly [block: string, purpose: Purpose, source: string, carries?: number])[] = [
  ['0.0.0.0/8', 'this-network', 'RFC 791 §3.2'],
  ['0.0.0.0/32', 'unspecified', 'RFC 1122 §3.2.1.3'],
  ['10.0.0.0/8', 'private', 'RFC 1918'],
  ['100.64.0.0/10', 'shared', 'RFC 6598'],
  ['127.0.0.0/8', 'loopback', 'RFC 1122 §3.2.1.3'],
  ['169.254.0.0/16', 'link-local', 'RFC 3927'],
  ['172.16.0.0/12', 'private', 'RFC 1918'],
  ['192.0.0.0/24', 'ietf', 'RFC 6890 §2.1'],
  ['192.0.0.0/29', 'continuity', 'RFC 7335'],
  ['192.0.0.8/32', 'dummy', 'RFC 7600'],
  ['192.0.0.9/32', 'anycast-service', 'RFC 7723'],
  ['192.0.0.10/32', 'anycast-service', 'RFC 8155'],
  ['192.0.0.170/32', 'nat64-discovery', 'RFC 8880'],
  ['192.0.0.171/32', 'nat64-discovery', 'RFC 8880'],
  ['192.0.2.0/24', 'documentation', 'RFC 5737'],
  ['192.31.196.0/24', 'as112', 'RFC 7535'],
  ['192.52.193.0/24', 'amt', 'RFC 7450'],
  ['192.88.99.0/24', 'relay-6to4', 'RFC 7526'],
  ['192.88.99.2/32', 'relay-6a44', 'RFC 6751'],
  ['192.168.0.0/16', 'private', 'RFC 1918'],
  ['192.175.48.0/24', 'as112', 'RFC 7534'],
  ['198.18.0.0/15', 'benchmarking', 'RFC 2544'],
  ['198.51.100.0/24', 'documentation', 'RFC 5737'],
  ['203.0.113.0/24', 'documentation', 'RFC 5737'],
  ['224.0.0.0/4', 'multicast', 'RFC 5771'],
  ['240.0.0.0/4', 'reserved', 'RFC 1112 §4'],
  ['255.255.255.255/32', 'broadcast', 'RFC 919 §7'],
  ['::1/128', 'loopback', 'RFC 4291 §2.5.3'],
  ['::/128', 'unspecified', 'RFC 4291 §2.5.2'],
  ['::ffff:0:0/96', 'mapped', 'RFC 4291 §2.5.5.2', 12],
  ['64:ff9b::/96', 'nat64', 'RFC 6052', 12],
  ['64:ff9b:1::/48', 'nat64-local', 'RFC 8215'],
  ['100::/64', 'discard', 'RFC 6666'],
  ['100:0:0:1::/64', 'dummy', 'RFC 9780'],
  ['2001::/23', 'ietf', 'RFC 2928'],
  ['2001::/32', 'teredo', 'RFC 4380'],
  ['2001:1::1/128', 'anycast-service', 'RFC 7723'],
  ['2001:1::2/128', 'anycast-service', 'RFC 8155'],
  ['2001:1::3/128', 'anycast-service', 'RFC 9665'],
  ['2001:2::/48', 'benchmarking', 'RFC 5180'],
  ['2001:3::/32', 'amt', 'RFC 7450'],
  ['2001:4:112::/48', 'as112', 'RFC 7535'],
  ['2001:10::/28', 'orchid-v1', 'RFC 4843'],
  ['2001:20::/28', 'orchid', 'RFC 7343'],
  ['2001:30::/28', 'drip', 'RFC 9374'],
  ['2001:db8::/32', 'documentation', 'RFC 3849'],
  ['2002::/16', '6to4', 'RFC 3056', 2],
  ['2620:4f:8000::/48', 'as112', 'RFC 7534'],
  ['3fff::/20', 'documentation', 'RFC 9637'],
  ['5f00::/16', 'srv6', 'RFC 9602'],
  ['fc00::/7', 'unique-local', 'RFC 4193'],
  ['fe80::/10', 'link-local', 'RFC 4291 §2.5.6'],
  ['fec0::/10', 'site-local', 'RFC 3879'],
  ['ff00::/8', 'multicast', 'RFC 4291 §2.7'],
];

export const RANGES: readonly Range[] = TABLE.map(([block, purpose, source, carries]) => {
  const [text = '', prefix] = block.split('/');
  const base = text.includes(':') ? readIPv6(text) : readIPv4(text);
  if (!base.ok) throw new Error(`The table has no address at ${block}`);
  const range = { block, base: base.value, prefix: Number(prefix), purpose, source };
  return carries === undefined ? range : { ...range, carries };
});

/** The ranges that contain an address, the narrowest first: that one gives its purpose. */
export function rangesOf(address: Address): Range[] {
  return RANGES.filter(({ base, prefix }) => contains(base, prefix, address)).sort((a, b) => b.prefix - a.prefix);
}

/** The IPv4 address inside an IPv6 address of this range, or null. */
export function carriedBy({ carries }: Range, { octets }: Address): Address | null {
  return carries === undefined ? null : { family: 4, octets: octets.slice(carries, carries + 4) };
}
