/**
 * Where an error is produced: `connect` and `createServer` are those of node:net with a recorder on every socket, so
 * the code of an experiment is what one would write anyway. Everything opened is closed when the run is over.
 */
import net, { type AddressInfo, type Server, type ServerOpts, type Socket, type TcpNetConnectOpts } from 'node:net';
import { type LabActor, type LabEvent, type LabStep, MOST_EVENTS, type Returned } from '#shared/labs/errors.ts';
import { formatAddress } from '../../base/address.ts';
import { numberOf } from '../../base/system-error.ts';
import { watch } from './watch.ts';

const DETAIL = 300;

export const LOOPBACK = '127.0.0.1';

export class Stage {
  readonly events: LabEvent[] = [];
  /** Aborted when the run was stopped or has taken too long. */
  readonly signal: AbortSignal;
  readonly #began = performance.now();
  readonly #open = new Set<() => void>();

  constructor(signal: AbortSignal) {
    this.signal = signal;
  }

  /** Milliseconds since the run began. */
  get elapsed(): number {
    return performance.now() - this.#began;
  }

  readonly note = (by: LabActor, step: LabStep, detail = ''): void => {
    if (this.events.length >= MOST_EVENTS) return;
    this.events.push({ t: this.elapsed, by, deed: step, detail: detail.slice(0, DETAIL) });
  };

  /** net.connect. */
  readonly connect = (options: TcpNetConnectOpts): Socket => {
    this.note('client', 'connecting', formatAddress(options.host ?? LOOPBACK, options.port));
    const socket = net.connect(options);
    this.#keep(socket, 'client');
    return socket;
  };

  /** The same for a connection that only fills the backlog: its fate is not part of the story. */
  connectQuietly(port: number): Socket {
    const socket = net.connect({ host: LOOPBACK, port });
    socket.on('error', () => undefined);
    this.closeAtEnd(() => socket.destroy());
    return socket;
  }

  /** net.createServer. */
  readonly createServer = (options: ServerOpts = {}, answer: (peer: Socket) => void = () => undefined): Server => {
    const server = net.createServer(options);
    this.closeAtEnd(() => server.close());
    server.on('listening', () => this.note('server', 'listening', addressOf(server)));
    server.on('error', (error: NodeJS.ErrnoException) => this.note('server', 'failed', error.code));
    server.on('connection', (peer) => {
      this.note('server', 'accepted', formatAddress(peer.remoteAddress ?? '', peer.remotePort ?? 0));
      this.#keep(peer, 'server');
      answer(peer);
    });
    return server;
  };

  /** The result of a call, when it is an error. */
  readonly raised = (call: string, error: NodeJS.ErrnoException): Returned => ({
    call,
    code: error.code ?? null,
    number: numberOf(error),
    message: error.message,
  });

  /** Runs at the end, however the run ended. */
  closeAtEnd(close: () => void): void {
    this.#open.add(close);
  }

  close(): void {
    for (const close of this.#open) close();
    this.#open.clear();
  }

  #keep(socket: Socket, by: 'client' | 'server'): void {
    const mute = watch(socket, (step, detail) => this.note(by, step, detail));
    this.closeAtEnd(() => {
      mute();
      socket.destroy();
    });
  }
}

/** The port of a listening server. */
export function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

function addressOf(server: Server): string {
  const { address, port } = server.address() as AddressInfo;
  return formatAddress(address, port);
}
