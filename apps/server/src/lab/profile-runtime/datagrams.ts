/** The UDP socket of a profile. Each sender is a separate lane until it has been silent for a while. */
import { createSocket, type Socket } from 'node:dgram';
import type { Address, Results } from '#shared/profiles/calls.ts';
import type { Draft } from '#shared/transcript/record/entries.ts';
import { formatAddress } from '../../base/address.ts';
import { noFreePort } from '../../base/listening.ts';

const SILENT_MS = 30_000;

/** Waiting datagrams beyond this number are lost, as the kernel would lose them. */
const MOST_WAITING = 256;

const at = 'server';

/** Begins the record of a new sender. */
export type Opener = (local: string, from: Address) => (draft: Draft) => void;

interface Sender {
  readonly record: (draft: Draft) => void;
  readonly silent: NodeJS.Timeout;
}

export class Datagrams {
  readonly #socket: Socket;
  readonly #open: Opener;
  readonly #senders = new Map<string, Sender>();
  #waiting: Results['recvfrom'][] = [];

  private constructor(socket: Socket, open: Opener, arrived: () => void) {
    this.#socket = socket;
    this.#open = open;
    socket.on('message', (bytes, { address, port }) => {
      if (this.#waiting.length === MOST_WAITING) return;
      this.#waiting.push({ bytes: new Uint8Array(bytes), address: [address, port] });
      arrived();
    });
    // A datagram without a receiver comes back as an error; UDP guarantees nothing.
    socket.on('error', () => undefined);
  }

  /** Binds to the first of `ports` that is free. */
  static async bind(host: string, ports: readonly number[], open: Opener, arrived: () => void): Promise<Datagrams> {
    for (const port of ports) {
      const socket = createSocket('udp4');
      if (await bound(socket, host, port)) return new Datagrams(socket, open, arrived);
    }
    throw new Error(noFreePort(host, ports));
  }

  get port(): number {
    return this.#socket.address().port;
  }

  recvfrom(size: number): Results['recvfrom'] | null {
    const next = this.#waiting.shift();
    if (next === undefined) return null;
    const bytes = next.bytes.slice(0, size);
    if (bytes.length > 0) this.#of(next.address).record({ kind: 'read', at, length: bytes.length, bytes });
    return { bytes, address: next.address };
  }

  sendto(bytes: Uint8Array, to: Address): number {
    if (bytes.length > 0) this.#of(to).record({ kind: 'write', at, bytes: bytes.slice() });
    this.#socket.send(bytes, to[1], to[0]);
    return bytes.length;
  }

  #of(address: Address): Sender {
    const key = formatAddress(...address);
    const known = this.#senders.get(key);
    if (known !== undefined) {
      known.silent.refresh();
      return known;
    }
    const record = this.#open(formatAddress(this.#socket.address().address, this.port), address);
    const silent = setTimeout(() => {
      this.#senders.delete(key);
      record({ kind: 'close', at });
    }, SILENT_MS);
    const sender = { record, silent };
    this.#senders.set(key, sender);
    return sender;
  }
}

function bound(socket: Socket, host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    socket.once('error', () => {
      socket.close();
      resolve(false);
    });
    socket.bind(port, host, () => {
      socket.removeAllListeners('error');
      resolve(true);
    });
  });
}
