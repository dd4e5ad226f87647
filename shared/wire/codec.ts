/**
 * The messages of wire.ts as WebSocket frames: u32 (big-endian) length of the header, the header as JSON in UTF-8, then
 * the message's octets. Decoders give null for anything that is not exactly one well-formed message.
 */

import {
  type Decoder,
  decodeJson,
  duration,
  encodeJson,
  flag,
  integer,
  list,
  nullable,
  oneOf,
  readU32,
  record,
  tagged,
  text,
  writeU32,
} from '../base/decode.ts';
import { REQUEST_LENIENCIES, type Reading } from '../base/options.ts';
import { kept, runEnd, timedRunNote } from '../client/run-notes-codec.ts';
import { runRequest } from '../client/run-request.ts';
import { type Cut, MOST_CUTS, MOST_PAUSE_MS } from '../composer/pieces.ts';
import { stepUnit, stops } from '../hold/stops.ts';
import { labAnswer, labRequest } from '../labs/request.ts';
import { MOST_SERVER_ID } from '../net/target.ts';
import { profileOptions } from '../servers/start-options.ts';
import {
  type BackendSpec,
  type LaneInfo,
  type LanePosition,
  type Program,
  REFUSAL_CODES,
  type ServerInfo,
  type ToPage,
  type ToServer,
} from './messages.ts';

/** No legitimate header is larger than this. */
const MAX_HEADER = 65_536;

/** More lanes than a recorder keeps, so no honest page is refused. */
const MAX_LIST = 1024;

const ref = integer(0);
const lane = integer(1);
const serverId = text(MOST_SERVER_ID);

const position: Decoder<LanePosition> = record<LanePosition>({ lane, next: integer(0) });

const cut: Decoder<Cut> = record<Cut>({ at: integer(1), pauseMs: integer(0, MOST_PAUSE_MS) });

const reading = {
  mode: oneOf('hardened', 'rfc'),
  leniencies: list(oneOf(...REQUEST_LENIENCIES), REQUEST_LENIENCIES.length),
};

const readingRecord: Decoder<Reading> = record<Reading>(reading);

type RunNote = Required<Pick<ServerInfo, 'reading' | 'program' | 'hold'>>;

const program: Decoder<Program> = record<Program>({ found: flag, version: nullable(text(80)) });

const serverInfo: Decoder<ServerInfo> = record<Omit<ServerInfo, keyof RunNote>, RunNote>(
  {
    id: serverId,
    state: oneOf('stopped', 'starting', 'listening', 'crashed', 'ended'),
    host: text(64),
    port: integer(0, 65_535),
    restarts: integer(0),
    error: nullable(text(4096)),
    options: nullable(profileOptions),
    serving: list(lane, MAX_LIST),
    busy: nullable(lane),
    backlog: list(lane, MAX_LIST),
  },
  { reading: readingRecord, program, hold: record({ next: flag }) },
);

const laneInfo: Decoder<LaneInfo> = record<Omit<LaneInfo, 'behind'>, Required<Pick<LaneInfo, 'behind'>>>(
  { lane, server: serverId, origin: oneOf('page', 'outside'), ref: nullable(ref) },
  { behind: lane },
);

const back: Decoder<BackendSpec> = record<Omit<BackendSpec, 'reading'>, Required<Pick<BackendSpec, 'reading'>>>(
  { server: serverId },
  { reading: readingRecord },
);

/** A message without its octets, which travel beside the header. */
type Header<M> = M extends unknown ? Omit<M, 'bytes'> : never;
type Cases<M extends { type: string }> = { readonly [T in M['type']]: Decoder<Header<Extract<M, { type: T }>>> };

type Send = Header<Extract<ToServer, { type: 'send' }>>;
type Cutting = Required<Pick<Send, 'cuts'>>;

const toServer: Cases<ToServer> = {
  hello: record({
    type: oneOf('hello'),
    version: integer(0),
    token: text(256),
    session: text(64),
    have: list(position, MAX_LIST),
  }),
  connect: record(
    { type: oneOf('connect'), ref, server: serverId, clocks: oneOf('patient', 'strict') },
    { options: profileOptions, reading: readingRecord, back },
  ),
  send: record<Omit<Send, 'cuts'>, Cutting>({ type: oneOf('send'), lane }, { cuts: list(cut, MOST_CUTS) }),
  'ask-target': record({ type: oneOf('ask-target'), ref, server: serverId }),
  'allow-target': record({ type: oneOf('allow-target'), ref, server: serverId }),
  'forget-target': record({ type: oneOf('forget-target'), server: serverId }),
  settle: record({ type: oneOf('settle'), ref, lane }),
  cancel: record({ type: oneOf('cancel'), lane }),
  end: record({ type: oneOf('end'), lane }),
  reset: record({ type: oneOf('reset'), lane }),
  start: record({ type: oneOf('start'), server: serverId }, { options: profileOptions }),
  restart: record({ type: oneOf('restart'), server: serverId }, { options: profileOptions }),
  kill: record({ type: oneOf('kill'), server: serverId }),
  configure: record({ type: oneOf('configure'), server: serverId, ...reading }),
  hold: record({ type: oneOf('hold'), lane, stops, now: flag }),
  'hold-next': record({ type: oneOf('hold-next'), server: serverId, stops: nullable(stops), now: flag }),
  'hold-step': record({ type: oneOf('hold-step'), lane, unit: stepUnit }),
  'hold-run': record({ type: oneOf('hold-run'), lane }),
  release: record({ type: oneOf('release'), lane }),
  freeze: record({ type: oneOf('freeze'), lane, frozen: flag }),
  decode: record({ type: oneOf('decode'), ref, coding: oneOf('gzip', 'deflate', 'br') }),
  lab: record({ type: oneOf('lab'), ref, wish: labRequest }),
  'lab-stop': record({ type: oneOf('lab-stop') }),
  client: record({ type: oneOf('client'), ref, asked: runRequest }),
  'client-stop': record({ type: oneOf('client-stop') }),
  'client-keep': record({ type: oneOf('client-keep'), forget: nullable(oneOf('cookies', 'connections')) }),
};

const toPage: Cases<ToPage> = {
  welcome: record({
    type: oneOf('welcome'),
    version: integer(0),
    engineVersion: text(64),
    resumed: flag,
    newest: nullable(lane),
    targets: list(serverId, MAX_LIST),
  }),
  target: record({ type: oneOf('target'), ref, server: serverId, addresses: list(text(64), MAX_LIST), allowed: flag }),
  servers: record({ type: oneOf('servers'), servers: list(serverInfo, MAX_LIST) }),
  lane: record({ type: oneOf('lane'), lane: laneInfo }),
  entries: record({ type: oneOf('entries'), lane, now: duration }),
  settled: record({ type: oneOf('settled'), ref }),
  decoded: record({ type: oneOf('decoded'), ref }),
  lab: record({ type: oneOf('lab'), ref, answer: labAnswer }),
  'client-entries': record({ type: oneOf('client-entries'), connection: integer(0) }),
  'client-note': record({ type: oneOf('client-note'), at: timedRunNote }),
  'client-content': record({ type: oneOf('client-content') }),
  'client-end': record({ type: oneOf('client-end'), ref, end: runEnd }),
  'client-kept': record({ type: oneOf('client-kept'), kept }),
  refused: record({
    type: oneOf('refused'),
    ref: nullable(ref),
    code: oneOf(...REFUSAL_CODES),
    detail: text(4096),
  }),
};

const toServerHeader = tagged<Header<ToServer>>('type', toServer);
const toPageHeader = tagged<Header<ToPage>>('type', toPage);

/** A message to the server as a frame. */
export function encodeToServer(message: ToServer): Uint8Array {
  return frame(message);
}

/** A message to the page as a frame. */
export function encodeToPage(message: ToPage): Uint8Array {
  return frame(message);
}

/** The message in a frame from a page; null when it contains none. */
export function decodeToServer(bytes: Uint8Array): ToServer | null {
  const parts = unframe(bytes, toServerHeader);
  if (parts === null) return null;
  const { header, octets } = parts;
  if (header.type === 'send' || header.type === 'decode' || header.type === 'client')
    return { ...header, bytes: octets };
  return octets.length === 0 ? header : null;
}

/** The message in a frame from the server; null when it contains none. */
export function decodeToPage(bytes: Uint8Array): ToPage | null {
  const parts = unframe(bytes, toPageHeader);
  if (parts === null) return null;
  const { header, octets } = parts;
  if (carries(header)) return { ...header, bytes: octets };
  return octets.length === 0 ? header : null;
}

type Carrier = Extract<Header<ToPage>, { type: 'entries' | 'decoded' | 'client-entries' | 'client-content' }>;

function carries(header: Header<ToPage>): header is Carrier {
  return ['entries', 'decoded', 'client-entries', 'client-content'].includes(header.type);
}

function frame(message: ToServer | ToPage): Uint8Array {
  const octets = 'bytes' in message ? message.bytes : undefined;
  const json = encodeJson(octets === undefined ? message : { ...message, bytes: undefined });
  const bytes = new Uint8Array(4 + json.length + (octets?.length ?? 0));
  bytes.set(json, writeU32(bytes, 0, json.length));
  if (octets !== undefined) bytes.set(octets, 4 + json.length);
  return bytes;
}

function unframe<H>(bytes: Uint8Array, decoder: Decoder<H>): { header: H; octets: Uint8Array } | null {
  const length = readU32(bytes, 0);
  if (length === undefined || length > MAX_HEADER || 4 + length > bytes.length) return null;
  const header = decoder(decodeJson(bytes, 4, 4 + length));
  return header === undefined ? null : { header, octets: bytes.subarray(4 + length) };
}
