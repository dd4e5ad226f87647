/** A raw TCP client, and an engine on a real port for it to talk to. */
import { connect, type Socket } from 'node:net';
import { latin1 } from '#shared/base/octets.ts';
import { servedDemoSite } from '../../apps/server/src/engine/site/site.ts';
import { type RunningEngine, type StandaloneSetup, startEngine } from '../../apps/server/src/engine/standalone.ts';

export class Client {
  readonly socket: Socket;
  /** Code of the error that ended the socket, if one did. */
  error: string | null = null;
  #received: Uint8Array[] = [];
  #ended = false;
  #closed = false;
  #changed: () => void = () => undefined;

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (bytes) => {
      this.#received.push(bytes);
      this.#changed();
    });
    socket.on('end', () => {
      this.#ended = true;
      this.#changed();
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      this.error = error.code ?? error.message;
    });
    socket.on('close', () => {
      this.#closed = true;
      this.#changed();
    });
  }

  static open(port: number): Promise<Client> {
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.off('error', reject);
        resolve(new Client(socket));
      });
    });
  }

  send(octets: string | Uint8Array): this {
    this.socket.write(typeof octets === 'string' ? Buffer.from(octets, 'latin1') : octets);
    return this;
  }

  /** Half-closes. */
  fin(): this {
    this.socket.end();
    return this;
  }

  /** What has been received, as latin-1 text. */
  get text(): string {
    return this.#received.map((bytes) => latin1(bytes)).join('');
  }

  get received(): Uint8Array {
    return Buffer.concat(this.#received);
  }

  /** Resolves once the text received matches, rejects when nothing more can come. */
  async gets(pattern: RegExp): Promise<string> {
    while (!pattern.test(this.text)) {
      if (this.#ended || this.#closed)
        throw new Error(`ended without ${pattern}; received ${JSON.stringify(this.text)}`);
      await this.#change();
    }
    return this.text;
  }

  /** Resolves with all text once the server has sent its FIN. */
  async ends(): Promise<string> {
    while (!this.#ended) {
      if (this.#closed)
        throw new Error(`closed by ${this.error ?? 'nothing'} before FIN; received ${JSON.stringify(this.text)}`);
      await this.#change();
    }
    return this.text;
  }

  async closes(): Promise<void> {
    while (!this.#closed) await this.#change();
  }

  #change(): Promise<void> {
    return new Promise((resolve) => {
      this.#changed = resolve;
    });
  }
}

/** The clock on the wall of every engine below. */
const NOW = Date.UTC(1994, 10, 6, 8, 49, 37);

/** An engine for one test: started with its first client, ended by `close`. */
/** Without a router, the engine serves its demo site. */
export type TestSetup = Partial<StandaloneSetup>;

export class TestEngine {
  #running: RunningEngine | null = null;

  get running(): RunningEngine {
    if (this.#running === null) throw new Error('no client yet');
    return this.#running;
  }

  /** Connections open on the engine's side. */
  get connections(): number {
    return this.running.connections;
  }

  /** A connected client. `setup` counts for the first one, which starts the engine. */
  async client(setup: TestSetup = {}): Promise<Client> {
    this.#running ??= await startEngine(
      { port: 0, host: '127.0.0.1' },
      {
        now: () => NOW,
        router: servedDemoSite(setup.now ?? (() => NOW)),
        ...setup,
      },
    );
    return Client.open(this.#running.port);
  }

  async close(): Promise<void> {
    await this.#running?.close();
    this.#running = null;
  }
}
