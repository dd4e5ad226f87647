/** Connects to a server of the lab and turns the socket into a client of the page. */
import type { EventEmitter } from 'node:events';
import type { Draft } from '#shared/transcript/record/entries.ts';
import type { Recorder } from '../recording/recorder.ts';
import { DatagramClient } from './datagram-client.ts';
import { type Announcer, dial, dialDatagrams, inTls } from './dial.ts';
import type { ClientEvents, LaneClient } from './lane-client.ts';
import { type Ends, TcpLaneClient } from './tcp-client.ts';

export interface Dialled {
  readonly client: LaneClient;
  readonly socket: EventEmitter;
  readonly localPort: number;
}

/** The destination. */
export interface Dialling {
  readonly host: string;
  readonly port: number;
  readonly transport: 'tcp' | 'udp';
  /** Whether to use TLS. */
  readonly tls?: boolean;
}

/** What the client is given. */
export interface ClientFacts {
  /** The server's id. */
  readonly server: string;
  readonly recorder: Recorder;
  /** Takes what the server's thread has posted. */
  drain(): void;
  readonly events: ClientEvents;
}

/** Rejects with Node's error when the connection fails. */
export async function dialClient(to: Dialling, announcer: Announcer, facts: ClientFacts): Promise<Dialled> {
  if (to.transport === 'udp') {
    const socket = await dialDatagrams(to, announcer);
    return { client: new DatagramClient(socket, facts), socket, localPort: socket.address().port };
  }
  const { server, recorder, drain, events } = facts;
  const below = await dial(to, announcer);
  const socket = to.tls === true ? await inTls(below) : below;
  const first = (ends: Ends): Draft => ({ kind: 'connect', at: 'client', ...ends, server });
  const client = new TcpLaneClient(socket, { recorder, drain, first, events, transport: below });
  return { client, socket, localPort: below.localPort ?? 0 };
}
