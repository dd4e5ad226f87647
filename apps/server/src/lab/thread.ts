/**
 * The inside of a lab's thread: listens, and hands every accepted connection, tapped, to the server it runs.
 * worker.ts gives it the engine; another kind of server is another such file.
 */
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { workerData } from 'node:worker_threads';
import { ENGINE_LIMITS, timeoutsOf } from '../../../../shared/options.ts';
import { type ConnectionOptions, TRANSCRIPT_FORMAT } from '../../../../shared/transcript/entries.ts';
import type { ConnectionRecorder } from '../engine/recorder.ts';
import { listenForErrors, SocketWire, type Wire } from '../engine/wire.ts';
import { formatAddress } from './address.ts';
import { clockFrom } from './clock.ts';
import { Descriptors } from './descriptors.ts';
import { Flow } from './flow.ts';
import { PortMarks } from './marks.ts';
import type { FromThread, ThreadStart } from './messages.ts';
import { Outbox } from './outbox.ts';
import { Tap } from './tap.ts';

/** A kind of server, as its thread sees it. */
export interface LabKind {
  readonly engineVersion: string;
  readonly tableDigest: string;
  /** Serves one connection. `options` are those recorded as its first entry. */
  serve(wire: Wire, recorder: ConnectionRecorder, options: ConnectionOptions): void;
}

/** Ports that another program has are no fault; the next one is tried. */
const TAKEN = new Set(['EADDRINUSE', 'EACCES']);

/** Runs `kind` in this thread, as its `workerData` says. */
export function runLab(kind: LabKind): void {
  const start = workerData as ThreadStart;
  const post = (message: FromThread): void => start.port.postMessage(message);
  const outbox = new Outbox(post, clockFrom(start.epoch), new Flow(start.flow));
  process.on('uncaughtException', (error: unknown) => {
    outbox.flush();
    post({ type: 'crash', message: describe(error) });
    // Ends this thread, not the process; its sockets are closed by the system, as in a real crash.
    process.exit(1);
  });
  const lab = new Lab(kind, start, outbox);
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => lab.accept(socket));
  listen(server, start.host, start.ports).then(
    (port) => post({ type: 'listening', port }),
    (error: Error) => {
      post({ type: 'failed', message: error.message });
      process.exit(1);
    },
  );
}

class Lab {
  readonly #kind: LabKind;
  readonly #server: string;
  readonly #outbox: Outbox;
  readonly #marks: PortMarks;
  readonly #descriptors: Descriptors;
  readonly #slot: number;
  #connections = 0;

  constructor(kind: LabKind, start: ThreadStart, outbox: Outbox) {
    this.#kind = kind;
    this.#server = start.server;
    this.#outbox = outbox;
    this.#marks = new PortMarks(start.marks);
    this.#descriptors = new Descriptors(start.descriptors);
    this.#slot = start.slot;
  }

  accept(socket: Socket): void {
    const { localAddress, localPort, remoteAddress, remotePort } = socket;
    const wire = new SocketWire(socket);
    const gone = !localAddress || !localPort || !remoteAddress || !remotePort;
    if (gone || !this.#descriptors.take(this.#slot)) {
      listenForErrors(socket, () => undefined);
      socket.destroy();
      return;
    }
    socket.once('close', () => this.#descriptors.give(this.#slot));
    const options = this.#options(remotePort);
    const connection = ++this.#connections;
    const urgent = options.origin === 'page';
    const local = formatAddress(localAddress, localPort);
    const remote = formatAddress(remoteAddress, remotePort);
    this.#outbox.record(connection, { kind: 'open', at: 'server', local, remote, options }, urgent);
    const tap = new Tap(wire, (draft) => this.#outbox.record(connection, draft, urgent));
    this.#kind.serve(tap, tap, options);
  }

  #options(remotePort: number): ConnectionOptions {
    const marked = this.#marks.take(remotePort);
    const clocks = marked ?? 'strict';
    return {
      format: TRANSCRIPT_FORMAT,
      engineVersion: this.#kind.engineVersion,
      tableDigest: this.#kind.tableDigest,
      server: this.#server,
      origin: marked === null ? 'outside' : 'page',
      mode: 'hardened',
      clocks,
      limits: ENGINE_LIMITS,
      timeouts: timeoutsOf(clocks),
      startedAt: Date.now(),
    };
  }
}

/** Listens on the first of `ports` that is free. */
async function listen(server: Server, host: string, ports: readonly number[]): Promise<number> {
  for (const port of ports) {
    const error = await listenOn(server, host, port);
    if (error === null) return (server.address() as AddressInfo).port;
    if (!TAKEN.has(error.code ?? '')) throw error;
  }
  throw new Error(`No free port from ${ports[0]} to ${ports.at(-1)} on ${host}`);
}

function listenOn(server: Server, host: string, port: number): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    server.once('error', resolve);
    server.listen(port, host, () => {
      server.off('error', resolve);
      // A failed accept() concerns a connection that is gone already; the next one may well succeed.
      server.on('error', () => undefined);
      resolve(null);
    });
  });
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
