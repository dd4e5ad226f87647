/**
 * The naive proxy: a small reverse proxy of the kind one writes in an afternoon. It splits requests as
 * shared/chain/naive.ts does and forwards each unchanged; all its clients share one kept connection to the back, and
 * one request is in progress at a time. It reads responses correctly, so that every problem begins with a request.
 *
 * NAIVE_SHORTCOMINGS lists what a proxy has to do and this one does not.
 */
import { concat, fromLatin1 } from '#shared/base/octets.ts';
import { type NaiveRequest, naiveRequest } from '#shared/chain/naive.ts';
import type { Wire, WireEvents } from '../../engine/wire.ts';
import type { Destination } from '../clients/dial.ts';
import { Back } from './back.ts';

/** The most that is kept of one request. */
const MOST = 16 * 1024 * 1024;

const BAD_GATEWAY = fromLatin1('HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');

/** Serves connections accepted elsewhere, forwarding to `upstream`. */
export function createNaiveProxy(upstream: Destination): (wire: Wire) => void {
  const proxy = new Forwarder(upstream);
  return (wire) => new Client(wire, proxy).begin();
}

class Forwarder {
  readonly #upstream: Destination;
  #back: Back | null = null;
  /** One request after another, from all clients together. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(upstream: Destination) {
    this.#upstream = upstream;
  }

  /** Forwards a request and relays the response. False when nothing more can be sent on the client's connection. */
  forward(request: Uint8Array, method: string, relay: (octets: Uint8Array) => void): Promise<boolean> {
    const done = this.#last.then(() => this.#exchange(request, method, relay));
    this.#last = done;
    return done;
  }

  async #exchange(request: Uint8Array, method: string, relay: (octets: Uint8Array) => void): Promise<boolean> {
    if (this.#back?.gone ?? true) this.#back = new Back(this.#upstream);
    const how = await (this.#back as Back).exchange(request, method, relay);
    if (how === 'nothing') relay(BAD_GATEWAY);
    return how === 'complete';
  }
}

class Client implements WireEvents {
  readonly #wire: Wire;
  readonly #proxy: Forwarder;
  #octets: Uint8Array = new Uint8Array();
  #busy = false;
  #finished = false;
  #gone = false;

  constructor(wire: Wire, proxy: Forwarder) {
    this.#wire = wire;
    this.#proxy = proxy;
  }

  begin(): void {
    this.#wire.listen(this);
  }

  onRead(bytes: Uint8Array): void {
    this.#octets = concat([this.#octets, bytes]);
    if (this.#octets.length > MOST) this.#wire.resetAndDestroy();
    else void this.#go();
  }

  onFin(): void {
    this.#finished = true;
    void this.#go();
  }

  onError(): void {
    // onClose follows.
  }

  onClose(): void {
    this.#gone = true;
  }

  /** Handles the requests that have arrived so far, one after another. */
  async #go(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    let keeps = true;
    for (let next = this.#next(); keeps && next !== null; next = this.#next()) {
      const request = this.#octets.slice(0, next.end);
      this.#octets = this.#octets.subarray(next.end);
      keeps = await this.#proxy.forward(request, next.method, (octets) => this.#relay(octets));
    }
    this.#busy = false;
    if (!this.#gone && (this.#finished || !keeps)) this.#wire.end();
  }

  /** The next request, once it is complete. */
  #next(): NaiveRequest | null {
    const request = this.#gone ? null : naiveRequest(this.#octets, 0);
    return request !== null && request.end <= this.#octets.length ? request : null;
  }

  #relay(octets: Uint8Array): void {
    if (!this.#gone) this.#wire.write(octets, () => undefined);
  }
}
