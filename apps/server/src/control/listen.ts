/** One HTTP server on several addresses of one port. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type ConnectionLimits, Connections } from './connections.ts';

export interface Handlers {
  request(req: IncomingMessage, res: ServerResponse): void;
  /** `keep`: has the connection kept, however many others come. */
  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer, keep: () => void): void;
  /** What arrived is not HTTP. */
  malformed(socket: Duplex): void;
}

/** This machine does not have such an address: usually because it has no IPv6. */
const ABSENT = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EPROTONOSUPPORT']);

/** With port 0, the first address gets a free port that may be taken on the next one. */
const TRIES = 10;

export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Listens on both loopback addresses, and on `host` as well. A port taken on any of them counts as taken: another
 * program at `localhost` would get half of the visitors.
 * @throws Node's error (EADDRINUSE …), with nothing left listening
 */
export async function listenOn(
  port: number,
  host: string | null,
  handlers: Handlers,
  limits?: ConnectionLimits,
): Promise<Listening> {
  for (let tries = 1; ; tries++) {
    const connections = new Connections(limits);
    try {
      return await listenOnAll(port, addressesFor(host), handlers, connections);
    } catch (error) {
      const again = port === 0 && (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
      if (!again || tries === TRIES) throw error;
    }
  }
}

interface Address {
  readonly host: string;
  /** May be missing on this machine. */
  readonly optional: boolean;
}

function addressesFor(host: string | null): Address[] {
  const v4 = { host: '127.0.0.1', optional: false };
  const v6 = { host: '::1', optional: true };
  if (host === null || host === 'localhost' || host === v4.host || host === v6.host) return [v4, v6];
  const given = { host, optional: false };
  if (host === '::') return [given];
  return host === '0.0.0.0' ? [given, v6] : [v4, v6, given];
}

async function listenOnAll(
  port: number,
  addresses: readonly Address[],
  handlers: Handlers,
  connections: Connections,
): Promise<Listening> {
  const servers: Server[] = [];
  let actual = port;
  try {
    for (const { host, optional } of addresses) {
      const server = createOne(handlers, connections);
      const error = await listenOnOne(server, actual, host);
      if (error === null) {
        servers.push(server);
        actual = (server.address() as AddressInfo).port;
      } else if (!optional || !ABSENT.has(error.code ?? '')) throw error;
    }
  } catch (error) {
    await closeAll(servers, connections);
    throw error;
  }
  return { port: actual, close: () => closeAll(servers, connections) };
}

function createOne({ request, upgrade, malformed }: Handlers, connections: Connections): Server {
  // The policy handles a missing Host: Node would answer without our header fields.
  const server = createServer({ requireHostHeader: false });
  connections.watch(server);
  server.on('request', request);
  server.on('upgrade', (req, socket, head) => upgrade(req, socket, head, () => connections.keep(socket as Socket)));
  server.on('clientError', (_error, socket) => malformed(socket));
  return server;
}

function listenOnOne(server: Server, port: number, host: string): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    server.once('error', resolve);
    server.listen(port, host, () => {
      server.off('error', resolve);
      // A connection that cannot be accepted is gone; the next one may work.
      server.on('error', (error) => console.error(error));
      resolve(null);
    });
  });
}

async function closeAll(servers: readonly Server[], connections: Connections): Promise<void> {
  const closed = servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve())));
  // Not closeAllConnections(): it does not cover upgraded ones.
  connections.close();
  await Promise.all(closed);
}
