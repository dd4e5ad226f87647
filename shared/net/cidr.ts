/** A prefix: which part of an address identifies the network, and which the host in it (RFC 4632, RFC 4291 §2.3). */
import type { Address } from './address.ts';

export interface Network {
  /** Bits of the network part. */
  readonly prefix: number;
  /** The mask as an address. */
  readonly mask: Address;
  /** First and last address of the network. */
  readonly first: Address;
  readonly last: Address;
  readonly count: bigint;
  /** The host part of the address itself, as a number. */
  readonly host: bigint;
}

/** `prefix`: 0 to 32, or to 128. */
export function networkOf(address: Address, prefix: number): Network {
  const { family, octets } = address;
  const mask = octets.map((_, at) => maskOctet(prefix - at * 8));
  const bits = octets.length * 8;
  const masked = (pick: (octet: number, mask: number) => number): Address => ({
    family,
    octets: octets.map((octet, at) => pick(octet, mask[at] ?? 0)),
  });
  const inHost = masked((octet, m) => octet & ~m & 0xff);
  return {
    prefix,
    mask: { family, octets: mask },
    first: masked((octet, m) => octet & m),
    last: masked((octet, m) => (octet & m) | (~m & 0xff)),
    count: 2n ** BigInt(bits - prefix),
    host: inHost.octets.reduce((number, octet) => (number << 8n) | BigInt(octet), 0n),
  };
}

/** One octet of the mask, with this many bits of the prefix left. */
function maskOctet(left: number): number {
  if (left <= 0) return 0;
  return left >= 8 ? 0xff : (0xff << (8 - left)) & 0xff;
}

/** Whether the address lies in the network of `base` and `prefix`. */
export function contains(base: Address, prefix: number, address: Address): boolean {
  if (base.family !== address.family) return false;
  return base.octets.every((octet, at) => {
    const mask = maskOctet(prefix - at * 8);
    return (octet & mask) === ((address.octets[at] ?? 0) & mask);
  });
}
