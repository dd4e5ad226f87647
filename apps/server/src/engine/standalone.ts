/** The engine alone on a port, as `octet serve` runs it: strict clocks, nobody records. */
import { type AddressInfo, createServer, type Server } from 'node:net';
import { ENGINE_LIMITS, type Limits, type Mode, STRICT_TIMEOUTS, type Timeouts } from '../../../../shared/options.ts';
import { createEngine, type EngineSetup } from './engine.ts';
import type { Served } from './serve.ts';
import { SocketWire } from './wire.ts';

/** How long answers under way may take once the engine is told to close, in ms. */
const CLOSE_GRACE = 2000;

/** Where to listen. */
export interface EngineAddress {
  /** 0 for any free port. */
  readonly port: number;
  readonly host: string;
}

/** What a caller may choose otherwise; defaults are those of `octet serve`. */
export interface StandaloneSetup extends EngineSetup {
  readonly limits?: Limits;
  readonly mode?: Mode;
  readonly timeouts?: Timeouts;
}

/** An engine that listens. */
export interface RunningEngine {
  /** The address it listens on. */
  readonly host: string;
  readonly port: number;
  /** Connections open now. */
  readonly connections: number;
  /** Takes no more connections, answers what has come (at most 2 s) and ends. */
  close(): Promise<void>;
}

/** Starts an engine. Rejects with Node's error when it cannot listen (EADDRINUSE, EACCES …). */
export async function startEngine(address: EngineAddress, setup: StandaloneSetup = {}): Promise<RunningEngine> {
  const { limits = ENGINE_LIMITS, mode = 'hardened', timeouts = STRICT_TIMEOUTS } = setup;
  const engine = createEngine(setup);
  const open = new Set<Served>();
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    const served = engine.serve(new SocketWire(socket), null, { limits, mode, timeouts });
    open.add(served);
    socket.once('close', () => open.delete(served));
  });
  const bound = await listen(server, address);
  return {
    host: bound.address,
    port: bound.port,
    get connections() {
      return open.size;
    },
    close: () => close(server, open),
  };
}

function listen(server: Server, { port, host }: EngineAddress): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      // A connection that cannot be accepted (no descriptor left) is gone; the next one may be.
      server.on('error', (error) => console.error(error));
      resolve(server.address() as AddressInfo);
    });
  });
}

function close(server: Server, open: ReadonlySet<Served>): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => {
      for (const served of open) served.destroy();
    }, CLOSE_GRACE);
    server.close(() => {
      clearTimeout(late);
      resolve();
    });
    for (const served of open) served.stop();
  });
}
