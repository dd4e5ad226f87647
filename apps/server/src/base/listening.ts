/** Listens on the first port that is free. */
import type { AddressInfo, ListenOptions, Server } from 'node:net';

/** A port that another program uses is not an error: the next one is tried. */
const TAKEN = new Set(['EADDRINUSE', 'EACCES']);

/** Listens on the first free one of `ports`. `backlog`: how many clients may wait in the kernel; default: Node's. */
export async function listen(
  server: Server,
  host: string,
  ports: readonly number[],
  backlog?: number,
): Promise<number> {
  for (const port of ports) {
    const error = await listenOn(server, { host, port, ...(backlog !== undefined && { backlog }) });
    if (error === null) return (server.address() as AddressInfo).port;
    if (!TAKEN.has(error.code ?? '')) throw error;
  }
  throw new Error(noFreePort(host, ports));
}

function listenOn(server: Server, where: ListenOptions): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    // Each attempt removes its two listeners: otherwise they would pile up when many ports are taken.
    const failed = (error: NodeJS.ErrnoException): void => {
      server.off('listening', bound);
      resolve(error);
    };
    const bound = (): void => {
      server.off('error', failed);
      // A failed accept() concerns a connection that is already gone; the next one may well succeed.
      server.on('error', () => undefined);
      resolve(null);
    };
    server.once('error', failed);
    server.once('listening', bound);
    server.listen(where);
  });
}

export function noFreePort(host: string, ports: readonly number[]): string {
  return ports.length === 1
    ? `Port ${ports[0]} on ${host} is taken or not allowed`
    : `No free port from ${ports[0]} to ${ports.at(-1)} on ${host}`;
}
