/** The names and addresses lab. */
import type { AddressFault } from '../../net/address.ts';
import type { Step } from '../../net/forms.ts';
import type { Purpose } from '../../net/ranges.ts';
import { duration } from '../duration.ts';

const faults: Readonly<Record<AddressFault, (piece: string) => string>> = {
  'not-a-number': (piece) => `\`${piece}\` is no decimal number.`,
  'leading-zero': (piece) =>
    `\`${piece}\` has a leading zero: some readers take such a number as octal. Write it without.`,
  'above-255': (piece) => `\`${piece}\` does not fit into one octet: 255 is the largest.`,
  'too-few-parts': (piece) => `\`${piece}\` has too few parts: IPv4 has four numbers, IPv6 eight groups.`,
  'too-many-parts': (piece) => `\`${piece}\` has too many parts: IPv4 has four numbers, IPv6 eight groups.`,
  'empty-part': () => 'Nothing stands between two dots, or at an end.',
  'two-gaps': (piece) => `\`${piece}\`: \`::\` may stand once, else nobody knows how many zeros each stands for.`,
  'bad-group': (piece) => `\`${piece}\` is no group: one to four hexadecimal digits.`,
  'ipv4-not-last': (piece) => `\`${piece}\`: an IPv4 form may stand only at the end.`,
  'single-colon-at-the-end': () => 'Nothing stands before or behind a single colon.',
  'gap-of-nothing': () => '`::` stands for at least one group, and all eight are there already.',
  'bad-prefix': (piece) => `\`${piece}\`: a prefix is a number behind an address, up to 32 for IPv4 and 128 for IPv6.`,
  'has-port': (piece) => `\`${piece}\` is a port: it belongs to TCP or UDP, not to the address. Leave it out here.`,
};

const steps: Readonly<Record<Step, string>> = {
  typed: 'as typed',
  'lower-case': 'in lower case',
  'ipv4-as-groups': 'the IPv4 form as two groups',
  'gap-filled': ':: filled with groups of 0',
  'groups-padded': 'every group with four digits',
  'leading-zeros-gone': 'leading zeros left out',
  'longest-run-gone': 'the longest run of zeros as ::',
  'ipv4-tail': 'a mapped address ends as IPv4',
};

const purposes: Readonly<Record<Purpose, (address: string) => string>> = {
  unspecified: (address) =>
    `**No address.** A server that listens on \`${address}\` listens on all of this machine’s; nothing is sent to it or from it.`,
  'this-network': (address) =>
    `**This network.** \`${address}\` may stand only as a source, while a host does not know its address.`,
  private: (address) =>
    `**Private.** \`${address}\` is good inside one network, and another network has its own. It is not routed on the Internet; a router puts its own public address in its place (NAT).`,
  shared: (address) =>
    `**Shared, for carriers.** \`${address}\` is between a provider and its customers (carrier-grade NAT). Not routed on the Internet.`,
  loopback: (address) =>
    `**Loopback.** What is sent to \`${address}\` never leaves this machine. Octet’s own servers listen on 127.0.0.1.`,
  'link-local': (address) =>
    `**Link-local.** \`${address}\` is good on one link only: no router passes it on. Hosts give it to themselves when nobody else does.`,
  ietf: (address) => `**For protocols.** \`${address}\` is in a block the IETF keeps for assignments of its own.`,
  continuity: (address) =>
    `**IPv4 over IPv6.** \`${address}\` is for hosts that speak IPv4 on a network that is IPv6 alone.`,
  dummy: (address) => `**A dummy.** \`${address}\` stands as a source where a packet needs one and there is none.`,
  'anycast-service': (address) => `**A service near you.** Whoever is nearest and offers it answers at \`${address}\`.`,
  'nat64-discovery': (address) =>
    `**To find a NAT64.** \`${address}\` is what ipv4only.arpa has; how it comes back shows the translator’s prefix.`,
  documentation: (address) => `**For examples.** \`${address}\` stands in books and RFCs. Nobody has it.`,
  as112: (address) =>
    `**AS112.** At \`${address}\` the reverse lookups of private addresses are answered, so that they burden nobody.`,
  amt: (address) => `**Multicast through tunnels.** \`${address}\` finds a relay for it.`,
  'relay-6to4': (address) => `**Deprecated.** \`${address}\` was the nearest 6to4 relay.`,
  'relay-6a44': (address) =>
    `**A 6a44 relay.** At \`${address}\` a provider’s relay brought IPv6 to machines behind its NAT.`,
  benchmarking: (address) => `**For measurements.** \`${address}\` is for testing devices in a laboratory.`,
  multicast: (address) =>
    `**Multicast.** \`${address}\` is a group, not a host: everyone who joined it gets the packet. TCP cannot use it.`,
  reserved: (address) =>
    `**Reserved.** \`${address}\` was kept for a future use that has not come; most systems refuse it.`,
  broadcast: (address) => `**Broadcast.** \`${address}\` means every host on this link, and no router passes it on.`,
  mapped: (address) =>
    `**IPv4 in IPv6’s clothes.** \`${address}\` is how a socket of IPv6 shows a peer that came over IPv4. It never stands on the wire.`,
  nat64: (address) => `**NAT64.** A translator takes packets for \`${address}\` and sends them on as IPv4.`,
  'nat64-local': (address) => `**NAT64, local.** \`${address}\` is for translators inside one network.`,
  discard: (address) => `**Discarded.** Routers throw away what is sent to \`${address}\`.`,
  teredo: (address) => `**Teredo.** \`${address}\` is IPv6 through UDP over IPv4, past a NAT. Hardly used now.`,
  'orchid-v1': (address) => `**Given back.** \`${address}\` was an ORCHID of the first version, a name of a key.`,
  orchid: (address) => `**ORCHID.** \`${address}\` names a key, not a place; it is not routed.`,
  drip: (address) => `**DRIP.** \`${address}\` is the name of a drone.`,
  '6to4': (address) => `**6to4.** \`${address}\` is IPv6 inside IPv4, at the router that the address names.`,
  srv6: (address) => `**Segment routing.** \`${address}\` names a step on a packet’s way inside one network.`,
  'unique-local': (address) =>
    `**Unique local.** \`${address}\` is IPv6’s private range: good inside one organisation, not routed on the Internet.`,
  'site-local': (address) =>
    `**Deprecated.** \`${address}\` was IPv6’s first private range; unique local addresses have its place.`,
};

export const labNames = {
  typeHere: 'A name, an address or a prefix',
  tries: 'Try',
  examples: ['localhost', '127.0.0.1', '192.168.1.77/24', '2001:DB8::1/64', '::ffff:192.0.2.1', 'fe80::1'],
  nothing: 'Type a name such as `localhost`, an IPv4 or IPv6 address, or a prefix such as `10.0.0.0/8`.',
  faults,
  steps,
  resolve: 'Ask the resolver (getaddrinfo)',
  reverse: 'Ask for its name (getnameinfo)',
  stops: 'Nothing is sent to the address. Only this system’s resolver is asked, which may ask its DNS server.',
  resolverTitle: 'What the resolver says',
  notAsked: 'Not asked yet.',
  asking: 'Asking …',
  python:
    'In Python: `socket.getaddrinfo(name, port)`; back from an address, `socket.gethostbyaddr(address)`, or `getnameinfo` as here.',
  family: (family: 4 | 6) => `IPv${family}`,
  lookAt: (address: string) => `Look at ${address}`,
  addressesOf: (asked: string, count: number, ms: number) =>
    `${asked} has ${count === 1 ? 'one address' : `${count} addresses`}, in the order to try them. ${duration(ms)}.`,
  nameOf: (asked: string, name: string, ms: number) => `${asked} is called \`${name}\`. ${duration(ms)}.`,
  failed: (call: string, asked: string, ms: number) => `\`${call}\` failed for ${asked} after ${duration(ms)}.`,
  /** By the system's code. */
  errors: {
    ENOTFOUND:
      'There is no such name, or none for this address. Python: `socket.gaierror: [Errno -2]`, for an address `socket.herror`.',
    EAI_AGAIN:
      'The resolver could not be asked now, or its server did not answer. Try again. Python: `socket.gaierror: [Errno -3]`.',
    ETIMEDOUT: 'The resolver took longer than this page waits.',
    other: 'The resolver refused the question as it stands.',
  },
  formsTitle: 'How it is written',
  expanding: 'Expanding',
  shortening: 'Shortening',
  binary: 'bits',
  number: 'as one number',
  reverseName: 'its name in the DNS',
  zone: (zone: string) => `\`%${zone}\` names the interface: a link-local address is the same on every link.`,
  networkTitle: 'Network and host',
  prefixLabel: 'Prefix',
  prefixAssumed: (prefix: number) => `No prefix was typed: /${prefix} is assumed. Move it.`,
  network: 'network part',
  host: 'host part',
  mask: 'mask',
  first: 'first',
  last: 'last',
  count: 'addresses',
  hostNumber: 'host number',
  rangeTitle: 'What it is for',
  within: (block: string, source: string) => `${block} · ${source}`,
  purposes,
  carries: (address: string) => `Inside it is the IPv4 address \`${address}\`.`,
  global4: (address: string) =>
    `**Public.** \`${address}\` is in no special range: it is one host’s on the whole Internet, if somebody has it.`,
  global6: (address: string) =>
    `**Public.** \`${address}\` is in no special range. Global unicast addresses are in 2000::/3.`,
  reserved6: (address: string) =>
    `**Not given out.** \`${address}\` is outside 2000::/3, from which IPv6 addresses are given out, and in no special range.`,
  portsTitle: 'Ports: who listens here',
  portsNote:
    'An address finds the machine, a port the program. Below 1024 a port needs a privilege on most systems; from 49152 on they are for clients (RFC 6335). Octet’s own:',
  portsNone: 'None of Octet’s servers listens now.',
  listens: (host: string, port: number) => `${host}:${port}`,
  idle: 'The others are started when somebody asks for them.',
};
