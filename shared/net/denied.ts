/**
 * Addresses to which Octet never sends, whatever the user allows: the control port itself, addresses that name a
 * link, a group or no host, and those at which clouds hand out the machine's own secrets. An IPv4 address inside an
 * IPv6 one is denied like the IPv4 address itself: some host on the way may unwrap it.
 */
import { type Address, readIPv4, readIPv6 } from './address.ts';
import { contains, networkOf } from './cidr.ts';
import { carriedBy, type Purpose, rangesOf } from './ranges.ts';

export const DENIALS = ['control', 'metadata', 'link-local', 'multicast', 'broadcast', 'unspecified'] as const;

export type DenialReason = (typeof DENIALS)[number];

/** Facts about this machine. */
export interface OwnEnd {
  /** The port of the page and its WebSocket. */
  readonly port: number;
  /** The addresses of this machine's interfaces, each with the prefix of its network. */
  readonly interfaces: readonly { readonly address: Address; readonly prefix: number }[];
}

const DENIED: Partial<Readonly<Record<Purpose, DenialReason>>> = {
  'this-network': 'unspecified',
  unspecified: 'unspecified',
  'link-local': 'link-local',
  multicast: 'multicast',
  broadcast: 'broadcast',
};

/** Where clouds serve a machine's credentials, besides the link-local 169.254.169.254. */
const METADATA: readonly Address[] = [
  '100.100.100.200',
  '168.63.129.16',
  '192.0.0.192',
  '169.254.169.254',
  '169.254.170.2',
  'fd00:ec2::254',
  'fd20:ce::254',
].map(addressOf);

/** An IPv4 address in the last four octets: the deprecated IPv4-compatible form (RFC 4291 §2.5.5.1). */
const COMPATIBLE = addressOf('::');
/** An IPv4 address in the last four octets: the IPv4-translated form of old translators (RFC 2765 §2.1). */
const TRANSLATED = addressOf('::ffff:0:0:0');
/** NAT64 with a prefix of the network's own choice (RFC 8215), which may be longer (RFC 6052 §2.2). */
const NAT64_LOCAL = addressOf('64:ff9b:1::');
/** Teredo: its server's IPv4 address, and its client's with every bit inverted (RFC 4380 §4). */
const TEREDO = addressOf('2001::');

function addressOf(text: string): Address {
  const found = text.includes(':') ? readIPv6(text) : readIPv4(text);
  if (!found.ok) throw new Error(`The table has no address at ${text}`);
  return found.value;
}

/** Why octets may not be sent to `port` at this address; null when they may. */
export function denialOf(address: Address, port: number, own: OwnEnd): DenialReason | null {
  const here = denialOfOne(address, port, own);
  if (here !== null || address.family === 4) return here;
  for (const inner of innerOf(address)) {
    const denied = denialOfOne(inner, port, own);
    if (denied !== null) return denied;
  }
  return null;
}

function denialOfOne(address: Address, port: number, own: OwnEnd): DenialReason | null {
  if (METADATA.some((one) => same(one, address))) return 'metadata';
  const ranges = rangesOf(address);
  for (const { purpose } of ranges) {
    const denied = DENIED[purpose];
    if (denied !== undefined) return denied;
  }
  if (own.interfaces.some((one) => isBroadcastOf(one, address))) return 'broadcast';
  const isHere =
    ranges.some(({ purpose }) => purpose === 'loopback') || own.interfaces.some((one) => same(one.address, address));
  return isHere && port === own.port ? 'control' : null;
}

/** The IPv4 addresses an IPv6 address may carry. */
function innerOf(address: Address): readonly Address[] {
  const { octets } = address;
  const four = (...parts: readonly (number | undefined)[]): Address => ({
    family: 4,
    octets: parts.map((part) => part ?? 0),
  });
  const last = four(...octets.slice(12));
  const listed = rangesOf(address).flatMap((range) => carriedBy(range, address) ?? []);
  // Under any prefix, one that carries an address of its own as well: either may be unwrapped.
  if (isIsatap(address)) listed.push(last);
  // ::1 is loopback, not 0.0.0.1.
  const isCompatible = contains(COMPATIBLE, 96, address) && (last.octets[0] ?? 0) > 0;
  if (isCompatible || contains(TRANSLATED, 96, address)) return [...listed, last];
  if (contains(NAT64_LOCAL, 48, address)) {
    // Depends on the length of the prefix, known only to that network: 48, 56, 64 or 96. Octet 8 is not part of it.
    const [, , , , , , s6, s7, , s9, s10, s11, s12] = octets;
    const found = [four(s6, s7, s9, s10), four(s7, s9, s10, s11), four(s9, s10, s11, s12), last];
    const meant = found.filter((one) => one.octets[0] !== 0);
    return [...listed, ...(meant.length > 0 ? meant : [last])];
  }
  if (contains(TEREDO, 32, address))
    return [...listed, four(...octets.slice(4, 8)), four(...last.octets.map((octet) => octet ^ 0xff))];
  return listed;
}

/** Under any prefix: an interface identifier that holds an IPv4 address (RFC 5214 §6.1). */
function isIsatap({ octets }: Address): boolean {
  const [a = 0, ...rest] = octets.slice(8, 12);
  return (a & ~0x03) === 0 && rest.join() === '0,94,254';
}

/** Host part all ones, where the network has more than two hosts (RFC 919 §7, RFC 3021). */
function isBroadcastOf({ address, prefix }: OwnEnd['interfaces'][number], to: Address): boolean {
  return address.family === 4 && prefix < 31 && same(networkOf(address, prefix).last, to);
}

function same(a: Address, b: Address): boolean {
  return a.family === b.family && a.octets.every((octet, at) => octet === b.octets[at]);
}
