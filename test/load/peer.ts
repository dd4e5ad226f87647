/** One client connection that does what a plan says, and waits for the server to end it. */
import { connect, type Socket, type TcpNetConnectOpts } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Plan } from './plan.ts';

/** How long a server may take to end a connection it has nothing more to do for, in ms: longer is a hang. */
const PATIENCE = 30_000;

/** What became of a connection. */
export interface Outcome {
  readonly received: Uint8Array;
  /** fin: the server ended it · reset: by a RST, or we did · hang: it was still open after 30 s · refused: never open. */
  readonly end: 'fin' | 'reset' | 'hang' | 'refused';
}

export interface Address {
  readonly port: number;
  /** A source address of 127.0.0.0/8: one alone has too few ports for tens of thousands of connections a minute. */
  readonly from?: string;
  /** Inside TLS, whatever the certificate. */
  readonly secure?: boolean;
}

/** A client's socket. What is written before the handshake is over waits for it. */
export function dial({ port, from, secure }: Address, options: Partial<TcpNetConnectOpts> = {}): Socket {
  const to = { port, host: '127.0.0.1', ...(from !== undefined && { localAddress: from }), ...options };
  return secure ? connectTls({ ...to, rejectUnauthorized: false }) : connect(to);
}

/** Plays `plan` against a server, to the connection's end. */
export function play(plan: Plan, to: Address): Promise<Outcome> {
  return new Promise((resolve) => {
    const received: Uint8Array[] = [];
    let end: Outcome['end'] = 'refused';
    const socket = dial(to, { allowHalfOpen: true, noDelay: true });
    const late = setTimeout(() => {
      end = 'hang';
      socket.destroy();
    }, PATIENCE);
    socket.on('connect', () => {
      end = 'reset';
      write(socket, plan, 0, 0);
    });
    socket.on('data', (bytes) => received.push(bytes));
    socket.on('end', () => {
      end = 'fin';
      socket.end();
    });
    // A reset is one of the ends; `close` follows and tells which.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(late);
      resolve({ received: Buffer.concat(received), end });
    });
  });
}

/** Writes piece number `index`, whose first octet is `start`; each piece leaves in a segment of its own. */
function write(socket: Socket, plan: Plan, index: number, start: number): void {
  if (socket.destroyed) return;
  const stop = plan.cuts[index] ?? plan.octets.length;
  if (stop > start) socket.write(plan.octets.subarray(start, stop));
  if (index < plan.cuts.length) setImmediate(() => write(socket, plan, index + 1, stop));
  else if (plan.end === 'fin') socket.end();
  else if (plan.end === 'rst') socket.resetAndDestroy();
}
