/** Connects the page's clients from local ports that Octet chooses; marks.ts gives the reason. */
import { createSocket, type Socket as DatagramSocket } from 'node:dgram';
import { createConnection, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { listenForErrors } from '../../engine/wire.ts';

/** IANA's dynamic ports: servers are not configured there, so our clients do not take a server's port. */
const FIRST_PORT = 49_152;
const LAST_PORT = 65_535;

const TRIES = 64;

/** Another socket uses the port, or did so a moment ago (TIME_WAIT). */
const TRY_ANOTHER = new Set(['EADDRINUSE', 'EADDRNOTAVAIL', 'EACCES']);

let lastPort = FIRST_PORT + Math.floor(Math.random() * (LAST_PORT - FIRST_PORT));

/** In rotation, so that a port rests as long as possible before it is reused. */
function nextPort(): number {
  lastPort = lastPort === LAST_PORT ? FIRST_PORT : lastPort + 1;
  return lastPort;
}

export interface Destination {
  readonly host: string;
  readonly port: number;
}

/** Called before the first octet of a connection can leave, and when the connection fails. */
export interface Announcer {
  announce(localPort: number): void;
  withdraw(localPort: number): void;
}

/**
 * A connected socket whose local port was announced before it connected.
 * @throws the system's error when the destination refuses, or when no local port was free
 */
export function dial(to: Destination, announcer: Announcer): Promise<Socket> {
  return from(announcer, (localPort) => connectFrom(localPort, to));
}

/**
 * TLS over a socket of {@link dial}. Rejects with an Error whose message is the error's code.
 *
 * The certificate is not checked: it is the one our own server was given, and may be self-signed and new.
 */
export function inTls(below: Socket): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connectTls({
      socket: below,
      servername: 'localhost',
      rejectUnauthorized: false,
      ALPNProtocols: ['http/1.1'],
    });
    listenForErrors(socket, (code) => reject(new Error(code)));
    socket.once('secureConnect', () => resolve(socket));
    // A server that ends in the middle of the handshake sends nothing else.
    socket.once('close', () => reject(new Error('ECONNRESET')));
  });
}

/** The same over UDP: bound to that port, and connected, which sends nothing. */
export function dialDatagrams(to: Destination, announcer: Announcer): Promise<DatagramSocket> {
  return from(announcer, (localPort) => bindFrom(localPort, to));
}

async function from<T>(announcer: Announcer, connect: (localPort: number) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    const localPort = nextPort();
    announcer.announce(localPort);
    try {
      return await connect(localPort);
    } catch (error) {
      announcer.withdraw(localPort);
      const code = (error as Error).message;
      if (tries === TRIES || !TRY_ANOTHER.has(code)) throw error;
    }
  }
}

/** Rejects with an Error whose message is the system's code. */
function connectFrom(localPort: number, { host, port }: Destination): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = createConnection({ host, port, localAddress: host, localPort, allowHalfOpen: true, noDelay: true });
    listenForErrors(socket, (code) => reject(new Error(code)));
    socket.once('connect', () => resolve(socket));
  });
}

function bindFrom(localPort: number, { host, port }: Destination): Promise<DatagramSocket> {
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4');
    socket.once('error', (error: NodeJS.ErrnoException) => {
      socket.close();
      reject(new Error(error.code ?? error.message));
    });
    socket.bind(localPort, host, () => {
      socket.connect(port, host, () => {
        socket.removeAllListeners('error');
        resolve(socket);
      });
    });
  });
}
