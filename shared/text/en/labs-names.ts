/** The names and addresses lab. */
import type { AddressFault } from '../../net/address.ts';
import type { Step } from '../../net/forms.ts';
import type { Purpose } from '../../net/ranges.ts';
import { duration } from '../duration.ts';

const faults: Readonly<Record<AddressFault, (piece: string) => string>> = {
  'not-a-number': (piece) => `\`${piece}\` is not a decimal number.`,
  'leading-zero': (piece) =>
    `\`${piece}\` has a leading zero: some programs read such a number as octal. Leave the zero out.`,
  'above-255': (piece) => `\`${piece}\` does not fit into one octet: 255 is the largest.`,
  'too-few-parts': (piece) => `\`${piece}\` has too few parts: IPv4 has four numbers, IPv6 eight groups.`,
  'too-many-parts': (piece) => `\`${piece}\` has too many parts: IPv4 has four numbers, IPv6 eight groups.`,
  'empty-part': () => 'There is nothing between two dots, or at one end.',
  'two-gaps': (piece) =>
    `\`${piece}\`: \`::\` may appear only once: with two, it is unclear how many zeros each stands for.`,
  'bad-group': (piece) => `\`${piece}\` is not a group: one to four hexadecimal digits.`,
  'ipv4-not-last': (piece) => `\`${piece}\`: an IPv4 form may appear only at the end.`,
  'single-colon-at-the-end': () => 'There is nothing before or after a single colon.',
  'gap-of-nothing': () => '`::` stands for at least one group, and all eight are there already.',
  'bad-prefix': (piece) => `\`${piece}\`: a prefix is a number after an address, up to 32 for IPv4 and 128 for IPv6.`,
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
    `**No address.** A server that listens on \`${address}\` listens on all of this machine’s addresses; nothing is sent to it or from it.`,
  'this-network': (address) =>
    `**This network.** \`${address}\` may be used only as a source, while a host does not know its address.`,
  private: (address) =>
    `**Private.** \`${address}\` is valid inside one network only; other networks may use it too. It is not routed on the Internet; a router puts its own public address in its place (NAT).`,
  shared: (address) =>
    `**Shared, for carriers.** \`${address}\` is used between a provider and its customers (carrier-grade NAT). It is not routed on the Internet.`,
  loopback: (address) =>
    `**Loopback.** What is sent to \`${address}\` never leaves this machine. Octet’s own servers listen on 127.0.0.1.`,
  'link-local': (address) =>
    `**Link-local.** \`${address}\` is valid on one link only: no router forwards it. Hosts give it to themselves when nothing else does.`,
  ietf: (address) => `**For protocols.** \`${address}\` is in a block that the IETF keeps for its own assignments.`,
  continuity: (address) => `**IPv4 over IPv6.** \`${address}\` is for hosts that speak IPv4 on an IPv6-only network.`,
  dummy: (address) => `**A dummy.** \`${address}\` serves as the source where a packet needs one and there is none.`,
  'anycast-service': (address) => `**A service near you.** The nearest host that offers it answers at \`${address}\`.`,
  'nat64-discovery': (address) =>
    `**To find a NAT64.** \`${address}\` is an address of ipv4only.arpa; the form it comes back in shows the translator’s prefix.`,
  documentation: (address) => `**For examples.** \`${address}\` appears in books and RFCs. No host has it.`,
  as112: (address) =>
    `**AS112.** \`${address}\` answers reverse lookups of private addresses, to keep that load off other servers.`,
  amt: (address) => `**Multicast through tunnels.** \`${address}\` finds a relay.`,
  'relay-6to4': (address) => `**Deprecated.** \`${address}\` was the nearest 6to4 relay.`,
  'relay-6a44': (address) =>
    `**A 6a44 relay.** At \`${address}\` a provider’s relay brought IPv6 to machines behind its NAT.`,
  benchmarking: (address) => `**For measurements.** \`${address}\` is for testing devices in a laboratory.`,
  multicast: (address) =>
    `**Multicast.** \`${address}\` is a group, not a host: every host that joined it gets the packet. TCP cannot use it.`,
  reserved: (address) =>
    `**Reserved.** \`${address}\` is kept for a future use that never came; most systems refuse it.`,
  broadcast: (address) => `**Broadcast.** \`${address}\` means every host on this link, and no router forwards it.`,
  mapped: (address) =>
    `**IPv4 in IPv6’s clothes.** \`${address}\` is how an IPv6 socket shows a peer that came over IPv4. It never appears on the wire.`,
  nat64: (address) => `**NAT64.** A translator takes packets for \`${address}\` and sends them on as IPv4.`,
  'nat64-local': (address) => `**NAT64, local.** \`${address}\` is for translators inside one network.`,
  discard: (address) => `**Discarded.** Routers throw away what is sent to \`${address}\`.`,
  teredo: (address) => `**Teredo.** \`${address}\` is IPv6 through UDP over IPv4, past a NAT. Hardly used now.`,
  'orchid-v1': (address) => `**Given back.** \`${address}\` was a first-version ORCHID, the name of a key.`,
  orchid: (address) => `**ORCHID.** \`${address}\` names a key, not a place; it is not routed.`,
  drip: (address) => `**DRIP.** \`${address}\` is the name of a drone.`,
  '6to4': (address) => `**6to4.** \`${address}\` is IPv6 inside IPv4, at the router that the address names.`,
  srv6: (address) => `**Segment routing.** \`${address}\` names a step on a packet’s path inside one network.`,
  'unique-local': (address) =>
    `**Unique local.** \`${address}\` is IPv6’s private range: valid inside one organisation, not routed on the Internet.`,
  'site-local': (address) =>
    `**Deprecated.** \`${address}\` was IPv6’s first private range; unique local addresses have taken its place.`,
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
    'In Python: `socket.getaddrinfo(name, port)`; from an address back to a name, `socket.gethostbyaddr(address)`, or `getnameinfo` as here.',
  family: (family: 4 | 6) => `IPv${family}`,
  lookAt: (address: string) => `Look at ${address}`,
  addressesOf: (asked: string, count: number, ms: number) =>
    `${asked} has ${count === 1 ? 'one address' : `${count} addresses, in the order to try them`}. ${duration(ms)}.`,
  nameOf: (asked: string, name: string, ms: number) => `${asked} is called \`${name}\`. ${duration(ms)}.`,
  failed: (call: string, asked: string, ms: number) => `\`${call}\` failed for ${asked} after ${duration(ms)}.`,
  /** By the system's code. */
  errors: {
    ENOTFOUND:
      'There is no such name, or no name for this address. Python: `socket.gaierror: [Errno -2]`, for an address `socket.herror`.',
    EAI_AGAIN:
      'The resolver could not be asked just now, or its server did not answer. Try again. Python: `socket.gaierror: [Errno -3]`.',
    ETIMEDOUT: 'The resolver took longer than this page waits.',
    other: 'The resolver rejected the question as it stands.',
  },
  formsTitle: 'How it is written',
  expanding: 'Expanding',
  shortening: 'Shortening',
  binary: 'bits',
  number: 'as one number',
  reverseName: 'its name in the DNS',
  zone: (zone: string) => `\`%${zone}\` names the interface: the same link-local address can exist on every link.`,
  networkTitle: 'Network and host',
  prefixLabel: 'Prefix',
  prefixAssumed: (prefix: number) => `No prefix was typed: /${prefix} is assumed. Move the slider to change it.`,
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
    `**Public.** \`${address}\` is in no special range: it belongs to one host on the whole Internet, if to any.`,
  global6: (address: string) =>
    `**Public.** \`${address}\` is in no special range. Global unicast addresses are in 2000::/3.`,
  reserved6: (address: string) =>
    `**Unassigned.** \`${address}\` is outside 2000::/3, from which IPv6 addresses are assigned, and in no special range.`,
  portsTitle: 'Ports: what listens here',
  portsNote:
    'An address finds the machine, a port the program. Below 1024 a port needs a privilege on most systems; from 49152 on they are for clients (RFC 6335). Octet’s own:',
  portsNone: 'None of Octet’s servers is listening now.',
  listens: (host: string, port: number) => `${host}:${port}`,
  idle: 'The others start when you ask for them.',
};
