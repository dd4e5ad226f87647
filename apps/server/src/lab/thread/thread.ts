/**
 * The inside of a lab's thread: listens, records every accepted connection, and passes it to the server it runs.
 * worker.ts supplies the engine; each other kind of server is another such file.
 */
import { createServer, type Socket } from 'node:net';
import { workerData } from 'node:worker_threads';
import type { ConnectionOptions, Draft } from '#shared/transcript/record/entries.ts';
import { formatAddress } from '../../base/address.ts';
import { clockFrom } from '../../base/clock.ts';
import { listen } from '../../base/listening.ts';
import type { ConnectionRecorder } from '../../engine/connection-recorder.ts';
import { ServerTls, secureWire } from '../../engine/secure-wire.ts';
import type { MakeTimer } from '../../engine/timer.ts';
import { listenForErrors, SocketWire, type Wire } from '../../engine/wire.ts';
import { GatedWire, type Reader } from '../gate/gated-wire.ts';
import { Gates, WakeSignal } from '../gate/gates.ts';
import { HeldTimer } from '../gate/held-timer.ts';
import { Descriptors } from '../memory/descriptors.ts';
import { Flow } from '../memory/flow.ts';
import type { FromThread, ThreadStart } from '../memory/messages.ts';
import { ConnectionLog } from '../recording/connection-log.ts';
import { Conditions, type Version } from './conditions.ts';
import { Outbox } from './outbox.ts';
import { RecordingWire } from './recording-wire.ts';

/** A kind of server, as its thread sees it. */
export interface LabKind extends Version {
  /**
   * Serves one connection. `options` are those recorded as its first entry, `makeTimer` creates the timer of its
   * clocks. Returns what its gate goes by; null when it cannot be held.
   */
  serve(wire: Wire, recorder: ConnectionRecorder, options: ConnectionOptions, makeTimer: MakeTimer): Reader | null;
}

/** The way to the recorder. From now on, an uncaught exception is reported, and ends this thread. */
export function openOutbox(start: ThreadStart): Outbox {
  const post = (message: FromThread): void => start.port.postMessage(message);
  const outbox = new Outbox(post, clockFrom(start.epoch), new Flow(start.flow));
  process.on('uncaughtException', (error: unknown) => {
    outbox.flush();
    post({ type: 'crash', message: describe(error) });
    // Ends this thread, not the process; the system closes its sockets, as in a real crash.
    process.exit(1);
  });
  return outbox;
}

/** Reports that the thread has settled, after what it did until then. */
export function reporter({ port }: ThreadStart, outbox: Outbox): (id: number) => void {
  return (id) => {
    outbox.flush();
    port.postMessage({ type: 'settled', id } satisfies FromThread);
  };
}

/** Runs `kind` in this thread, as its `workerData` specifies. */
export function runLab(kind: LabKind): void {
  const start = workerData as ThreadStart;
  const post = (message: FromThread): void => start.port.postMessage(message);
  const outbox = openOutbox(start);
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
  readonly #outbox: Outbox;
  readonly #conditions: Conditions;
  readonly #descriptors: Descriptors;
  readonly #slot: number;
  readonly #gates: Gates;
  readonly #tls: ServerTls | null;
  #connections = 0;

  constructor(kind: LabKind, start: ThreadStart, outbox: Outbox) {
    this.#gates = new Gates(start.gates, new WakeSignal(start.wake), {
      heard: () => undefined,
      settled: reporter(start, outbox),
    });
    this.#kind = kind;
    this.#outbox = outbox;
    this.#conditions = new Conditions(start, kind);
    this.#descriptors = new Descriptors(start.descriptors);
    this.#slot = start.slot;
    this.#tls = start.tls === null ? null : new ServerTls(start.tls);
  }

  accept(socket: Socket): void {
    const { localAddress, localPort, remoteAddress, remotePort } = socket;
    const gone = !localAddress || !localPort || !remoteAddress || !remotePort;
    if (gone || !this.#descriptors.take(this.#slot)) {
      listenForErrors(socket, () => undefined);
      socket.destroy();
      return;
    }
    socket.once('close', () => this.#descriptors.give(this.#slot));
    const options = this.#conditions.of(remotePort);
    const connection = ++this.#connections;
    const urgent = options.origin === 'page';
    const local = formatAddress(localAddress, localPort);
    const remote = formatAddress(remoteAddress, remotePort);
    this.#outbox.record(connection, { kind: 'open', at: 'server', local, remote, options }, urgent);
    this.#serve(socket, connection, options);
    socket.once('close', () => this.#gates.remove(connection));
  }

  /** The recording wire sees what the socket gives; the gate behind it sees what the server gets. */
  #serve(socket: Socket, connection: number, options: ConnectionOptions): void {
    const urgent = options.origin === 'page';
    const record = (draft: Draft): void => this.#outbox.record(connection, draft, urgent);
    const timer = new HeldTimer();
    const log = new ConnectionLog(record);
    const wire = new RecordingWire(this.#wire(socket, record), log);
    const gate = new GatedWire(wire, timer, log);
    this.#gates.add(connection, gate);
    const reader = this.#kind.serve(gate, wire, options, timer.make);
    if (reader === null) this.#gates.remove(connection);
    else gate.serves(reader);
  }

  /** The wire of an accepted socket: the socket itself, or the plaintext of TLS over it. */
  #wire(socket: Socket, record: (draft: Draft) => void): Wire {
    if (this.#tls === null) return new SocketWire(socket);
    return secureWire(socket, this.#tls, (handshake) => record({ kind: 'tls', at: 'server', ...handshake }));
  }
}

/** An exception as its lanes and the page will show it. */
export function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
