/** LAYERS: which layer put which octets on the wire, and how Octet knows. */
import type { FieldName, Layer, Protocol, Source } from '../../layers/layers.ts';
import type { Pieces } from '../../layers/pieces.ts';
import type { Flag, Inside } from '../../layers/segments.ts';
import type { Side } from '../../transcript/record/entries.ts';
import type { SocketCall } from '../../transcript/replay/stream.ts';
import { octets } from './tape-content.ts';
import { group } from './waiting.ts';

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
  length: 'length, with this header',
  version: 'version',
  'header-length': 'header length, in words of 4 octets',
  'traffic-class': 'kind of service',
  'total-length': 'total length',
  'payload-length': 'payload length',
  identification: 'identification',
  fragment: 'flags and fragment offset',
  hops: 'hops it may still take',
  protocol: 'what is inside: 6 TCP, 17 UDP',
  'header-checksum': 'header checksum',
  'source-address': 'source address',
  'destination-address': 'destination address',
  'destination-hardware': 'destination, hardware address',
  'source-hardware': 'source, hardware address',
  type: 'what is inside',
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
    'Says what the octets mean. TCP/IP leaves to it what OSI divides in three: the message (7), its form, such as UTF-8 or gzip (6), and the conversation, such as a connection kept open (5).',
  transport:
    'Brings octets from one process to another: ports say which. TCP also numbers them, so that none is lost or out of turn.',
  internet: 'Brings a packet from one machine to another, over however many networks: addresses say which.',
  link: 'Brings a frame to the next machine on the same wire or radio.',
};

const inside: { readonly [what in Inside]: string } = {
  decision: 'The server has decided something. Nothing goes over the wire.',
  timer: 'A clock of the server ran out. Nothing goes over the wire yet.',
  close: 'The socket is gone. What there was to tell the other end went over the wire before.',
  crash: 'The server died. Its kernel ends the connection in its place: the next steps show how.',
  dropped: 'Older entries were dropped here, to bound the memory.',
  'udp-open':
    'UDP makes no connection: there is no handshake, and the first datagram is the first that goes over the wire.',
  other: 'This step is nothing on the wire.',
};

const flags: { readonly [flag in Flag]: string } = {
  SYN: 'here my numbering begins',
  ACK: 'I have what was before this number',
  PSH: 'hand it over, a write ends here',
  FIN: 'I have no more to send',
  RST: 'there is no such connection, or no longer',
};

/** How many octets of a read or a write, and of what. */
const carried = (verb: string, count: number) => `**${verb}** ${octets(count)}`;

export const layers = {
  title: 'Layers',
  empty: 'Connect and send something: here you see what each layer of TCP/IP put around it.',
  layer,
  osi,
  osiShort: 'OSI',
  osiOf: (numbers: readonly number[]) => `OSI ${numbers.map((number) => `${number} ${osi[number]}`).join(' · ')}`,
  does,
  protocols,
  http: 'HTTP/1.1',
  foreign: 'a protocol of its own',
  fields,
  flags,
  start: 'Nothing has happened yet.',
  read: (count: number, datagram: boolean) =>
    datagram ? `The server ${carried('took', count)} of a datagram.` : `The server ${carried('read', count)}.`,
  wrote: (count: number, datagram: boolean) =>
    datagram ? `The server ${carried('sent', count)} as one datagram.` : `The server ${carried('wrote', count)}.`,
  /** Seen from the client alone: a server that is not ours. */
  ours: {
    read: (count: number) => `We ${carried('read', count)}.`,
    write: (count: number) =>
      `We ${carried('wrote', count)}. Whether the server has read them nobody can know from here.`,
  } satisfies Record<SocketCall, (count: number) => string>,
  handshake:
    '**The connection is made**: three segments, with no octet of any application. The kernels do it; `accept()` only hands over what they made.',
  closing: (by: Side) =>
    `**The ${end[by]} has no more to send**: a FIN, with no octet of any application. It may have come together with the last of them. The other way stays open until the other end says the same.`,
  reset: (by: Side) =>
    `**The ${end[by]} breaks the connection off**: a RST, with no octet of any application. Nothing answers it.`,
  inside,
  notCaptured:
    'Octet reads at the socket. What the application put in is captured; all below it is inferred, never captured.',
  /** The bar of what stands on the wire, one after the other. */
  onTheWire: 'On the wire, if it were one piece',
  headerOf: (protocol: Protocol, count: number, open: boolean) => `${protocols[protocol]} ${count}${open ? '+' : ''}`,
  headerTitle: (protocol: Protocol, count: number, open: boolean, source: string) =>
    `${protocols[protocol]} header, ${octets(count)}${open ? ' or more, options are not known' : ''}, ${source}`,
  payload: (count: number) => octets(count),
  payloadTitle: (count: number, source: string) => `${octets(count)} of the application, ${source}`,
  summary: {
    header: (count: number, open: boolean) => `${count}${open ? ' or more' : ''} octets`,
    application: (within: number, count: number) =>
      count === 0 ? 'puts nothing in' : `octet ${group(within + 1)} of ${group(count)}`,
  },
  loopbackFrame:
    'Both ends are on this machine: the frame never leaves it. Linux writes it like Ethernet, with hardware addresses of zeros; other systems do otherwise.',
  farFrame: 'Ethernet is assumed. Wi-Fi and others have other headers, and each network on the way has its own.',
  segments: 'Segments',
  segment: (from: Side, names: readonly Flag[]) =>
    `${from === 'client' ? 'client → server' : 'server → client'}: ${names.join(' ')}`,
  sequenceOf: (sequence: number, acknowledgment: number | null) =>
    acknowledgment === null
      ? `number ${group(sequence)}`
      : `number ${group(sequence)}, waits for ${group(acknowledgment)}`,
  source: {
    captured: 'captured',
    known: 'known',
    inferred: 'inferred',
    unknown: 'unknown',
  } satisfies { [source in Source]: string },
  sourceMeans: {
    captured: 'crossed the socket',
    known: 'the socket tells it',
    inferred: 'follows from the standards',
    unknown: 'nothing here tells it',
  } satisfies { [source in Source]: string },
  legend: 'How Octet knows',
  boundaries: 'A read is not a segment',
  stream:
    'TCP carries a stream: it may cut a write in several segments, join several writes in one, send one twice. A read takes what has come. So neither tells where a segment began.',
  pieces: ({ writes, reads }: Pieces) =>
    `Recorded here: ${writes === 1 ? '1 write' : `${group(writes)} writes`}, ${reads === 1 ? '1 read' : `${group(reads)} reads`}.`,
  oneEnd: 'The other end was not recorded: how it cut these octets is not known here.',
  least: (count: number, loopback: boolean) =>
    count <= 1
      ? 'They had room in one segment, so one is drawn. There may have been more.'
      : `They cannot have gone in fewer than ${group(count)} segments${loopback ? ', if the loopback takes 65 536 octets at a time as on Linux' : ', if the link takes 1 500 octets at a time as Ethernet does'}. One is drawn for all of them.`,
  datagram:
    'Over UDP a datagram goes out as it was written and comes in as one read: here the boundary is real. A read that asks for fewer octets loses the rest.',
  rfc: (section: string) => `${section}, at rfc-editor.org`,
};
