/** The engine alone on a port, as `octet serve` runs it: strict clocks, no recording. */
import { type AddressInfo, createServer, type Server } from 'node:net';
import {
  DEFAULT_READING,
  ENGINE_LIMITS,
  type Limits,
  type Reading,
  STRICT_TIMEOUTS,
  type Timeouts,
} from '#shared/base/options.ts';
import type { TlsPem } from '../base/tls-files.ts';
import type { AnswerRecord } from './access-log.ts';
import { createEngine, type EngineSetup } from './engine.ts';
import { ServerTls, secureWire } from './secure-wire.ts';
import type { Served } from './serve.ts';
import { SocketWire } from './wire.ts';

/**
 * How long pending responses may take once the engine is told to close, in ms: the process has to be gone five seconds
 * after its signal, whatever its clients do.
 */
const CLOSE_GRACE = 4500;

/** Where to listen. */
export interface EngineAddress {
  /** 0 for any free port. */
  readonly port: number;
  readonly host: string;
}

/** Settings of the caller; the defaults are those of `octet serve`. */
export interface StandaloneSetup extends EngineSetup, Partial<Reading> {
  readonly limits?: Limits;
  readonly timeouts?: Timeouts;
  /** TLS below HTTP. */
  readonly tls?: TlsPem;
  /** Called for each response, with the client's address. */
  readonly log?: (remote: string, record: AnswerRecord) => void;
  /** How long pending responses may take once the engine is told to close, in ms. */
  readonly grace?: number;
}

/** An engine that listens. */
export interface RunningEngine {
  /** The address it listens on. */
  readonly host: string;
  readonly port: number;
  /** Connections currently open. */
  readonly connections: number;
  /** Accepts no more connections, ends idle ones, answers what has arrived (for at most 4.5 s) and ends. */
  close(): Promise<void>;
}

/** Starts an engine. Rejects with Node's error when it cannot listen (EADDRINUSE, EACCES …). */
export async function startEngine(address: EngineAddress, setup: StandaloneSetup): Promise<RunningEngine> {
  const { limits = ENGINE_LIMITS, timeouts = STRICT_TIMEOUTS, grace = CLOSE_GRACE } = setup;
  const { mode = DEFAULT_READING.mode, leniencies = DEFAULT_READING.leniencies } = setup;
  const engine = createEngine(setup);
  const tls = setup.tls === undefined ? null : new ServerTls(setup.tls);
  const open = new Set<Served>();
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    const { log } = setup;
    const remote = socket.remoteAddress ?? '-';
    const wire = tls === null ? new SocketWire(socket) : secureWire(socket, tls);
    const scheme = tls === null ? ('http' as const) : ('https' as const);
    const conditions = {
      limits,
      mode,
      leniencies,
      timeouts,
      scheme,
      ...(log && { log: (record: AnswerRecord) => log(remote, record) }),
    };
    const served = engine.serve(wire, null, conditions);
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
    close: () => close(server, open, grace),
  };
}

function listen(server: Server, { port, host }: EngineAddress): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      // A connection that cannot be accepted (no descriptor left) is gone; the next one may work.
      server.on('error', (error) => console.error(error));
      resolve(server.address() as AddressInfo);
    });
  });
}

function close(server: Server, open: ReadonlySet<Served>, grace: number): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => {
      for (const served of open) served.destroy();
    }, grace);
    server.close(() => {
      clearTimeout(late);
      resolve();
    });
    for (const served of open) served.stop();
  });
}
