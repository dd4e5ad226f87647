/** The naive proxy's connection to its back: one exchange at a time; unsolicited octets are kept for the next one. */
import { createConnection, type Socket } from 'node:net';
import { concat } from '#shared/base/octets.ts';
import { READER_LIMITS } from '#shared/base/options.ts';
import type { ResponseHead } from '#shared/http1/events.ts';
import { ResponseParser } from '#shared/http1/parser.ts';
import { listenForErrors } from '../../engine/wire.ts';
import type { Destination } from '../clients/dial.ts';

/** `complete`: a response, and the connection is kept; `ended`: a response ended by the close; `nothing`: none. */
export type Exchanged = 'complete' | 'ended' | 'nothing';

export class Back {
  readonly #socket: Socket;
  #gone = false;
  /** Octets that arrived when no request was waiting for them. */
  #unasked: Uint8Array = new Uint8Array();
  #listener: ((bytes: Uint8Array | null) => void) | null = null;

  constructor(upstream: Destination) {
    this.#socket = createConnection({ ...upstream, noDelay: true });
    listenForErrors(this.#socket, () => undefined);
    this.#socket.on('data', (bytes: Uint8Array) => {
      if (this.#listener === null) this.#unasked = concat([this.#unasked, bytes]);
      else this.#listener(bytes);
    });
    this.#socket.once('end', () => this.#end());
    this.#socket.once('close', () => this.#end());
  }

  get gone(): boolean {
    return this.#gone;
  }

  /** Writes a request and relays the next response, whichever request it belongs to. */
  exchange(request: Uint8Array, method: string, relay: (octets: Uint8Array) => void): Promise<Exchanged> {
    const answer = new Answer(method);
    let some = false;
    return new Promise((resolve) => {
      const take = (bytes: Uint8Array | null): void => {
        const taken = bytes === null ? 0 : answer.feed(bytes);
        if (bytes !== null && taken > 0) relay(bytes.slice(0, taken));
        some ||= taken > 0;
        if (!answer.complete && bytes !== null) return;
        this.#listener = null;
        this.#unasked = bytes === null ? this.#unasked : bytes.slice(taken);
        resolve(answer.complete ? 'complete' : some ? 'ended' : 'nothing');
      };
      this.#listener = take;
      if (this.#gone) take(null);
      else this.#socket.write(request);
      const waiting = this.#unasked;
      this.#unasked = new Uint8Array();
      if (waiting.length > 0 && this.#listener !== null) take(waiting);
    });
  }

  #end(): void {
    this.#gone = true;
    this.#listener?.(null);
  }
}

/** Finds the end of one final response; interim responses pass through. */
class Answer {
  complete = false;
  #final = false;
  readonly #parser: ResponseParser;

  constructor(method: string) {
    const quiet = (): void => undefined;
    const sink = {
      head: ({ status }: ResponseHead) => {
        this.#final = status >= 200;
      },
      complete: () => {
        this.complete = this.#final;
        if (this.#final) this.#parser.pause();
      },
      ...{ begin: quiet, token: quiet, content: quiet, verdict: quiet, finished: quiet },
    };
    this.#parser = new ResponseParser(sink, { limits: READER_LIMITS, mode: 'rfc', methods: () => method });
  }

  /** How many of these octets belong to the response: fewer than given when it is complete. */
  feed(bytes: Uint8Array): number {
    return this.#parser.feed(bytes);
  }
}
