/** LAYERS: which layer put which octets on the wire, and how Octet knows. */
import type { FieldName, Layer, Protocol, Source } from '../../layers/layers.ts';
import type { Pieces } from '../../layers/pieces.ts';
import type { Flag, Inside } from '../../layers/segments.ts';
import type { Side } from '../../transcript/record/entries.ts';
import type { SocketCall } from '../../transcript/replay/stream.ts';
import { group, octets } from './count.ts';

const end: { readonly [side in Side]: string } = { client: 'client', server: 'server' };

const protocols: { readonly [protocol in Protocol]: string } = {
  tcp: 'TCP',
  udp: 'UDP',
  ipv4: 'IPv4',
  ipv6: 'IPv6',
  ethernet: 'Ethernet',
};

const fields: { readonly [name in FieldName]: string } = {
  'source-port': 'source port',
  'destination-port': 'destination port',
  sequence: 'sequence number, relative',
  acknowledgment: 'acknowledgment number, relative',
  'data-offset': 'data offset, in words of 4 octets',
  flags: 'flags',
  window: 'window',
  checksum: 'checksum',
  urgent: 'urgent pointer',
  options: 'options',
  length: 'length, header included',
  version: 'version',
  'header-length': 'header length, in words of 4 octets',
  'traffic-class': 'type of service',
  'total-length': 'total length',
  'payload-length': 'payload length',
  identification: 'identification',
  fragment: 'flags and fragment offset',
  hops: 'hops left',
  protocol: 'protocol inside: 6 TCP, 17 UDP',
  'header-checksum': 'header checksum',
  'source-address': 'source address',
  'destination-address': 'destination address',
  'destination-hardware': 'destination hardware address',
  'source-hardware': 'source hardware address',
  type: 'protocol inside',
};

const layer: { readonly [id in Layer]: string } = {
  application: 'Application',
  transport: 'Transport',
  internet: 'Internet',
  link: 'Link',
};

const osi: { readonly [number: number]: string } = {
  7: 'application',
  6: 'presentation',
  5: 'session',
  4: 'transport',
  3: 'network',
  2: 'data link',
  1: 'physical',
};

const does: { readonly [id in Layer]: string } = {
  application:
    'Gives the octets their meaning. TCP/IP leaves to it what OSI divides into three: the message (7), its form, such as UTF-8 or gzip (6), and the conversation, such as a connection kept open (5).',
  transport:
    'Carries octets from one process to another: ports say which. TCP also numbers them, so that none is lost or out of order.',
  internet: 'Carries a packet from one machine to another, across any number of networks: addresses say which.',
  link: 'Carries a frame to the next machine on the same wire or radio.',
};

const inside: { readonly [what in Inside]: string } = {
  decision: 'The server has decided something. Nothing crosses the wire.',
  timer: 'One of the server’s timeouts expired. Nothing crosses the wire yet.',
  close: 'The socket is gone. Anything the other end had to be told crossed the wire before.',
  crash: 'The server died. Its kernel ends the connection for it: the next steps show how.',
  dropped: 'Older entries were dropped here to save memory.',
  'udp-open': 'UDP makes no connection: there is no handshake, and the first datagram is the first thing on the wire.',
  other: 'This step puts nothing on the wire.',
};

const flags: { readonly [flag in Flag]: string } = {
  SYN: 'my numbering begins here',
  ACK: 'I have everything before this number',
  PSH: 'deliver it now, a write ends here',
  FIN: 'I have nothing more to send',
  RST: 'there is no such connection (any more)',
};

/** How many octets of a read or a write, and of what. */
const carried = (verb: string, count: number) => `**${verb}** ${octets(count)}`;

export const layers = {
  title: 'Layers',
  empty: 'Connect and send something: here you see what each layer of TCP/IP adds around it.',
  layer,
  osi,
  osiShort: 'OSI',
  osiOf: (numbers: readonly number[]) => `OSI ${numbers.map((number) => `${number} ${osi[number]}`).join(' · ')}`,
  does,
  protocols,
  http: 'HTTP/1.1',
  foreign: 'its own protocol',
  fields,
  flags,
  start: 'Nothing has happened yet.',
  read: (count: number, datagram: boolean) =>
    datagram ? `The server ${carried('took', count)} of a datagram.` : `The server ${carried('read', count)}.`,
  wrote: (count: number, datagram: boolean) =>
    datagram ? `The server ${carried('sent', count)} as one datagram.` : `The server ${carried('wrote', count)}.`,
  /** Seen from the client only: a server that Octet does not run. */
  ours: {
    read: (count: number) => `The client ${carried('read', count)}.`,
    write: (count: number) =>
      `The client ${carried('wrote', count)}. Octet cannot see whether the server has read them.`,
  } satisfies Record<SocketCall, (count: number) => string>,
  handshake:
    '**The connection is established**: three segments, without any application octets. The kernels do this; `accept()` only hands over the result.',
  closing: (by: Side) =>
    `**The ${end[by]} has nothing more to send**: a FIN, without any application octets. It may have travelled with the last of them. The other direction stays open until the other end sends FIN too.`,
  reset: (by: Side) =>
    `**The ${end[by]} aborts the connection**: an RST, without any application octets. Nothing answers it.`,
  inside,
  notCaptured:
    'Octet reads at the socket. What the application put in is captured; everything below it is inferred, never captured.',
  /** The bar of everything on the wire, in order. */
  onTheWire: 'On the wire, if sent in one piece',
  headerOf: (protocol: Protocol, count: number, open: boolean) => `${protocols[protocol]} ${count}${open ? '+' : ''}`,
  headerTitle: (protocol: Protocol, count: number, open: boolean, source: string) =>
    `${protocols[protocol]} header, ${octets(count)}${open ? ' or more, options are unknown' : ''}, ${source}`,
  payload: (count: number) => octets(count),
  payloadTitle: (count: number, source: string) => `${octets(count)} of the application, ${source}`,
  summary: {
    header: (count: number, open: boolean) => `${count}${open ? ' or more' : ''} octets`,
    application: (within: number, count: number) =>
      count === 0 ? 'adds nothing' : `octet ${group(within + 1)} of ${group(count)}`,
  },
  loopbackFrame:
    'Both ends are on this machine: the frame never leaves it. Linux writes it like Ethernet, with all-zero hardware addresses; other systems do it differently.',
  farFrame:
    'Ethernet is assumed. Wi-Fi and other links have different headers, and each network on the way has its own.',
  segments: 'Segments',
  segment: (from: Side, names: readonly Flag[]) =>
    `${from === 'client' ? 'client → server' : 'server → client'}: ${names.join(' ')}`,
  sequenceOf: (sequence: number, acknowledgment: number | null) =>
    acknowledgment === null
      ? `number ${group(sequence)}`
      : `number ${group(sequence)}, expects ${group(acknowledgment)}`,
  source: {
    captured: 'captured',
    known: 'known',
    inferred: 'inferred',
    unknown: 'unknown',
  } satisfies { [source in Source]: string },
  sourceMeans: {
    captured: 'crossed the socket',
    known: 'the socket reports it',
    inferred: 'follows from the standards',
    unknown: 'cannot be known here',
  } satisfies { [source in Source]: string },
  legend: 'How Octet knows',
  boundaries: 'A read is not a segment',
  stream:
    'TCP carries a stream: it may split a write into several segments, join several writes into one, or send a segment twice. A read takes what has arrived. So neither shows where a segment began.',
  pieces: ({ writes, reads }: Pieces) =>
    `Recorded here: ${writes === 1 ? '1 write' : `${group(writes)} writes`}, ${reads === 1 ? '1 read' : `${group(reads)} reads`}.`,
  oneEnd: 'The other end was not recorded: how it cut these octets is unknown.',
  least: (count: number, loopback: boolean) =>
    count <= 1
      ? 'They fit into one segment, so one is drawn. There may have been more.'
      : `They needed at least ${group(count)} segments${loopback ? ', if the loopback takes 65 536 octets at a time as on Linux' : ', if the link takes 1 500 octets at a time as Ethernet does'}. One is drawn for all of them.`,
  datagram:
    'A UDP datagram is sent as it was written and arrives as one read: here the boundary is real. A read that asks for fewer octets loses the rest.',
  rfc: (section: string) => `${section}, at rfc-editor.org`,
};
