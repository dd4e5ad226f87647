/** The headers around a segment or a datagram: those of TCP or UDP, IP, and the link. */
import type { End, Ends } from './ends.ts';
import type { Field, FieldName, Header } from './layers.ts';
import type { Segment } from './segments.ts';

const TCP = 20;
const UDP = 8;
const IPV4 = 20;
const IPV6 = 40;
const ETHERNET = 14;

/** The largest datagram that IP passes to the link: on Linux's loopback, and over Ethernet (RFC 894). */
export const MTU = { loopback: 65_536, ethernet: 1500 };

const known = (name: FieldName, value: string | number): Field => ({ name, value: `${value}`, source: 'known' });
const inferred = (name: FieldName, value: string | number): Field => ({ name, value: `${value}`, source: 'inferred' });
const unknown = (name: FieldName): Field => ({ name, value: null, source: 'unknown' });

/** From the innermost, directly before the application's octets, to the outermost. */
export function headersOf(ends: Ends, segment: Segment): readonly Header[] {
  const [from, to] = segment.from === 'client' ? [ends.client, ends.server] : [ends.server, ends.client];
  const transport = ends.transport === 'udp' ? udpHeader(from, to, segment) : tcpHeader(from, to, segment);
  const inner = transport.octets + segment.octets;
  const number = ends.transport === 'udp' ? 17 : 6;
  const internet = from.family === 6 ? ipv6Header(from, to, inner, number) : ipv4Header(from, to, inner, number);
  return [transport, internet, linkHeader(ends, from.family)];
}

/** The minimum number of segments: as many as the link requires. */
export function leastSegments(ends: Ends, octets: number): number {
  const mtu = ends.loopback ? MTU.loopback : MTU.ethernet;
  return Math.ceil(octets / (mtu - (ends.client.family === 6 ? IPV6 : IPV4) - TCP));
}

function tcpHeader(from: End, to: End, { sequence, acknowledgment, flags }: Segment): Header {
  return {
    layer: 'transport',
    protocol: 'tcp',
    octets: TCP,
    open: true,
    fields: [
      known('source-port', from.port),
      known('destination-port', to.port),
      inferred('sequence', sequence),
      acknowledgment === null ? unknown('acknowledgment') : inferred('acknowledgment', upTo(acknowledgment)),
      inferred('data-offset', '≥ 5'),
      inferred('flags', flags.join(' ')),
      unknown('window'),
      unknown('checksum'),
      inferred('urgent', 0),
      unknown('options'),
    ],
  };
}

/** An end may acknowledge less for the moment. After a SYN there is nothing less to acknowledge. */
function upTo(acknowledgment: number): string {
  return acknowledgment > 1 ? `≤ ${acknowledgment}` : `${acknowledgment}`;
}

function udpHeader(from: End, to: End, { octets }: Segment): Header {
  return {
    layer: 'transport',
    protocol: 'udp',
    octets: UDP,
    open: false,
    fields: [
      known('source-port', from.port),
      known('destination-port', to.port),
      inferred('length', UDP + octets),
      unknown('checksum'),
    ],
  };
}

function ipv4Header(from: End, to: End, inner: number, number: number): Header {
  return {
    layer: 'internet',
    protocol: 'ipv4',
    octets: IPV4,
    open: true,
    fields: [
      known('version', 4),
      inferred('header-length', '≥ 5'),
      unknown('traffic-class'),
      inferred('total-length', `≥ ${IPV4 + inner}`),
      unknown('identification'),
      unknown('fragment'),
      unknown('hops'),
      inferred('protocol', number),
      unknown('header-checksum'),
      known('source-address', from.address),
      known('destination-address', to.address),
      unknown('options'),
    ],
  };
}

function ipv6Header(from: End, to: End, inner: number, number: number): Header {
  return {
    layer: 'internet',
    protocol: 'ipv6',
    octets: IPV6,
    open: true,
    fields: [
      known('version', 6),
      unknown('traffic-class'),
      inferred('payload-length', `≥ ${inner}`),
      inferred('protocol', number),
      unknown('hops'),
      known('source-address', from.address),
      known('destination-address', to.address),
    ],
  };
}

/** Linux gives its loopback an Ethernet header with all-zero addresses; other systems use other headers. */
function linkHeader({ loopback }: Ends, family: 4 | 6): Header {
  const nobody = '00:00:00:00:00:00';
  return {
    layer: 'link',
    protocol: 'ethernet',
    octets: ETHERNET,
    open: false,
    fields: [
      loopback ? inferred('destination-hardware', nobody) : unknown('destination-hardware'),
      loopback ? inferred('source-hardware', nobody) : unknown('source-hardware'),
      inferred('type', family === 6 ? '0x86DD' : '0x0800'),
    ],
  };
}
