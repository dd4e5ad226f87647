/**
 * The page's WebSocket. A connection has no session until its first message, a hello with the token, which must arrive
 * within five seconds; from then on it is a viewer of its session and may send requests.
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { cutToJson } from '#shared/base/decode.ts';
import { decodeToServer } from '#shared/wire/codec.ts';
import { CLOSE, type ToServer, WIRE_VERSION } from '#shared/wire/messages.ts';
import type { Outside } from '../lab/clients/outside.ts';
import type { Recorder } from '../lab/recording/recorder.ts';
import type { Workers } from '../lab/workers.ts';
import { type PageRequest, PageRequests } from './requests/dispatch.ts';
import { Outbox } from './session/outbox.ts';
import { Reading } from './session/reading.ts';
import { type Attached, type Session, Sessions } from './session/session.ts';
import { Viewer } from './session/viewer.ts';
import { isToken } from './token.ts';

/**
 * Bounds on what one connection may hold in memory. Without the bounds on pieces, eight incomplete messages of ws's
 * default size held 788 MiB.
 */
const LIMITS = {
  maxPayload: 1024 * 1024,
  maxFragments: 1024,
  maxBufferedChunks: 4096,
  perMessageDeflate: false,
  /** How long a page may take to close its side. */
  closeTimeout: 2000,
};

/** Octets of JSON of a server's error: all servers go into one message. */
const MOST_ERROR = 800;

export interface GatewaySetup {
  readonly token: string;
  readonly engineVersion: string;
  readonly recorder: Recorder;
  readonly workers: Workers;
  /** Servers outside Octet. */
  readonly outside: Outside;
  /** How long a connection may take to send its hello. */
  readonly helloMs?: number;
  /** How often a connection must show that it is alive. */
  readonly pingMs?: number;
}

export class Gateway {
  /** Answers an invalid handshake. */
  onBadHandshake: (socket: Duplex, why: string) => void = (socket) => socket.destroy();
  readonly #setup: GatewaySetup;
  readonly #sessions: Sessions;
  readonly #links = new Set<Link>();
  readonly #ping: NodeJS.Timeout;
  readonly #wss = new WebSocketServer({ noServer: true, clientTracking: false, ...LIMITS });

  constructor(setup: GatewaySetup) {
    this.#setup = setup;
    this.#sessions = new Sessions(setup.workers.holds);
    this.#ping = setInterval(() => this.#checkLinks(), setup.pingMs ?? 30_000);
    this.#ping.unref();
    this.#wss.on('wsClientError', (error, socket) => this.onBadHandshake(socket, error.message));
    setup.workers.onChange = () => {
      for (const link of this.#links) link.sendServers();
    };
  }

  /** Takes over an upgrade that the policy has accepted. `admitted`: is called once the page's hello is accepted. */
  accept(req: IncomingMessage, socket: Duplex, head: Buffer, admitted: () => void): void {
    this.#wss.handleUpgrade(req, socket, head, (ws) => {
      const link = new Link(ws, this.#setup, this.#sessions, admitted);
      this.#links.add(link);
      ws.once('close', () => this.#links.delete(link));
    });
  }

  close(): void {
    clearInterval(this.#ping);
    for (const link of this.#links) link.terminate();
    this.#sessions.endAll();
  }

  #checkLinks(): void {
    for (const link of this.#links) link.check();
  }
}

type Hello = Extract<ToServer, { type: 'hello' }>;

/** One WebSocket, from its first message to its end. */
class Link implements Attached {
  readonly #ws: WebSocket;
  readonly #setup: GatewaySetup;
  readonly #sessions: Sessions;
  readonly #admitted: () => void;
  readonly #deadline: NodeJS.Timeout;
  #session: Session | null = null;
  #viewer: Viewer | null = null;
  #requests: PageRequests | null = null;
  #alive = true;

  constructor(ws: WebSocket, setup: GatewaySetup, sessions: Sessions, admitted: () => void) {
    this.#ws = ws;
    this.#setup = setup;
    this.#sessions = sessions;
    this.#admitted = admitted;
    this.#deadline = setTimeout(() => ws.close(CLOSE.unauthorised, 'no hello'), setup.helloMs ?? 5000);
    ws.on('message', (data, isBinary) => this.#take(data, isBinary));
    ws.on('pong', () => {
      this.#alive = true;
    });
    ws.on('close', () => this.#closed());
    // ws closes on its own, with the matching code; it only needs a listener.
    ws.on('error', () => undefined);
  }

  /** Silent since the last check: gone, or blocked for too long. Either way the page reconnects and resumes. */
  check(): void {
    if (this.#alive) this.#ws.ping();
    else this.terminate();
    this.#alive = false;
  }

  terminate(): void {
    this.#ws.terminate();
  }

  progressed(): void {
    this.#requests?.throttle();
  }

  sendServers(): void {
    const servers = this.#setup.workers.infos().map((server) => {
      const { error } = server;
      return error === null ? server : { ...server, error: cutToJson(error, MOST_ERROR) };
    });
    this.#viewer?.send({ type: 'servers', servers });
  }

  #take(data: RawData, isBinary: boolean): void {
    if (this.#ws.readyState !== this.#ws.OPEN) return;
    const message = isBinary && Buffer.isBuffer(data) ? decodeToServer(data) : null;
    if (message === null) this.#ws.close(CLOSE.protocol, 'no message');
    else if (message.type === 'hello') this.#hello(message);
    else this.#perform(message);
  }

  #perform(request: PageRequest): void {
    if (this.#requests === null) this.#ws.close(CLOSE.unauthorised, 'no hello');
    else this.#requests.perform(request);
  }

  #hello(hello: Hello): void {
    clearTimeout(this.#deadline);
    const allowed = hello.version === WIRE_VERSION && isToken(this.#setup.token, hello.token);
    if (!allowed) this.#ws.close(CLOSE.unauthorised, 'not let in');
    else if (this.#viewer !== null) this.#ws.close(CLOSE.protocol, 'second hello');
    else this.#join(hello);
  }

  #join({ session: id, have }: Hello): void {
    const { recorder, workers, outside, engineVersion } = this.#setup;
    this.#admitted();
    const { session, known } = this.#sessions.join(id);
    this.#session = session;
    session.attach(this);
    const reading = new Reading(this.#ws);
    const outbox = new Outbox({ ws: this.#ws, setFull: (full) => reading.hold('unread', full) });
    const viewer = new Viewer({
      outbox,
      recorder,
      session: id,
      have: known ? have : [],
      setSlow: (slow) => session.setSlow(this, slow),
    });
    this.#viewer = viewer;
    this.#requests = new PageRequests(session, this.#setup, {
      send: (message) => viewer.send(message),
      room: () => outbox.room(),
      hold: (held) => reading.hold('unwritten', held),
    });
    const targets = [...new Set([...outside.policy.allowed, ...session.consents.given])];
    const { newest } = viewer;
    viewer.send({ type: 'welcome', version: WIRE_VERSION, engineVersion, resumed: known, newest, targets });
    viewer.announce();
    this.sendServers();
    // Outside clients can only reach a server that listens, and now a page is watching.
    workers.startAll();
  }

  #closed(): void {
    clearTimeout(this.#deadline);
    this.#viewer?.stop();
    this.#requests?.close();
    if (this.#session === null) return;
    this.#session.detach(this);
    this.#sessions.leave(this.#session);
  }
}
