/**
 * The system as one recorded connection saw it: answers a profile's calls from its transcript, in order.
 *
 * What happened before the accept (socket, bind, listen) is the same in every run of the server and needs no record.
 * A call waits if its result is not in the transcript yet. An entry that the code did not cause means that other code
 * ran: then `strayed` names it, and no call is answered any more.
 *
 * A send counts as done once it was written, and an address as given, unless the very next entry contradicts that. If
 * entries arrive one by one, this may show late: then the profile has strayed, and restarts with all of them.
 */
import { type Decoder, decodeJson } from '../base/decode.ts';
import type { CallEntry, Entry } from '../transcript/record/entries.ts';
import {
  type Address,
  type Answers,
  attempt,
  type Call,
  type CallName,
  type Outcome,
  type Results,
  type SocketId,
  type Value,
} from './calls.ts';
import { EntryCursor, isClientsEnd, isClientsReset, isEnd } from './entry-cursor.ts';
import { Memory } from './memory-driver.ts';
import { osError } from './python/exceptions.ts';
import type { Tree } from './trees.ts';

/** The listening or UDP socket. */
export const LISTENER: SocketId = 0;
/** The recorded connection. */
export const CONNECTION: SocketId = 1;
/** The next client: it arrived, or the code's later actions on this connection would have been impossible. */
const STRANGER: SocketId = 2;

const NOTHING = new Uint8Array();

/** `undefined`: it waits. */

export class Recorded {
  /** Another client was accepted after this one. */
  stranger = false;
  /** The code closed the connection. */
  closed = false;
  /** Number of the first entry that does not fit. */
  strayed: number | null = null;
  readonly #before: Memory;
  readonly #cursor = new EntryCursor();
  #peer: Address | null = null;
  #finSeen = false;
  #sending: 'no' | 'written' | 'waits' = 'no';
  #shut = false;
  #threads = 0;

  /** `tree`: the files available to the server before it accepts. */
  constructor(tree: Tree | null) {
    this.#before = new Memory(tree === null ? {} : { tree });
  }

  append(entry: Entry): void {
    this.#cursor.append(entry);
  }

  /** Steps of the walk for the entries the code has seen. */
  get position(): number {
    return this.#cursor.position;
  }

  threadStarted(): void {
    this.#threads++;
  }

  attempt(call: Call): Outcome | null {
    if (this.strayed !== null) return null;
    return attempt(this.#answers, call);
  }

  readonly #answers: Answers = {
    socket: () => LISTENER,
    bind: () => null,
    listen: () => null,
    start: () => null,
    store: () => null,
    print: () => null,
    // The call is over once something follows: there is no other sign.
    sleep: () => (this.#next === undefined ? undefined : null),
    accept: () => this.#accept(),
    recv: ({ socket }) => (socket === CONNECTION ? this.#recv() : undefined),
    send: ({ socket, bytes }) => (socket === CONNECTION && this.#send(bytes) ? bytes.length : undefined),
    sendall: ({ socket, bytes }) => (socket === CONNECTION && this.#send(bytes) ? null : undefined),
    shutdown: () => this.#shutdown(),
    close: ({ socket }) => (socket === CONNECTION ? this.#close() : null),
    getpeername: () => this.#getpeername(),
    select: () => this.#select(),
    recvfrom: () => this.#recvfrom(),
    sendto: ({ bytes }) => (this.#send(bytes) ? bytes.length : undefined),
    load: () => this.#told('load', value),
    exists: (call) => this.#file(call, () => this.#told('exists', truth)),
    isFile: (call) => this.#file(call, () => this.#told('isFile', truth)),
    readFile: (call) => this.#file(call, () => this.#takeCall('readFile')?.bytes),
    makeFolder: (call) => this.#file(call, () => null),
  };

  get #next(): Entry | undefined {
    return this.#cursor.next;
  }

  #take(): void {
    this.#cursor.take();
  }

  /** Nothing for this call. An end or a crash caused by the kernel or the lab does not contradict the code. */
  #none(): undefined {
    const next = this.#cursor.behind(isClientsEnd);
    if (next?.kind === 'read' || next?.kind === 'write' || next?.kind === 'call') this.strayed = next.seq;
    return undefined;
  }

  /** Throws when the next entry says that this call failed; for a reset, the client's own entry comes before it. */
  #check(...names: readonly CallName[]): void {
    const failed = this.#cursor.behind(isClientsReset);
    if (failed?.kind !== 'call' || failed.what !== 'failed' || !names.includes(failed.call)) return;
    this.#cursor.takeThrough(failed);
    throw osError(failed.error ?? 'EIO');
  }

  #accept(): Results['accept'] | undefined {
    if (this.#peer === null) return this.#open() ? this.#accepted(CONNECTION) : undefined;
    if (this.#threads > 0 || this.stranger) return undefined;
    if (this.closed || !this.#ends()) return this.#none();
    this.stranger = true;
    return this.#accepted(STRANGER);
  }

  #accepted(socket: SocketId): Results['accept'] {
    return { socket, address: this.#peer ?? ['', 0] };
  }

  #open(): boolean {
    const next = this.#next;
    if (next?.kind !== 'open') return false;
    this.#take();
    const colon = next.remote.lastIndexOf(':');
    this.#peer = [next.remote.slice(0, colon), Number(next.remote.slice(colon + 1))];
    return true;
  }

  /** Whether the server closes the connection next; the client's end is reported before that. */
  #ends(): boolean {
    const next = this.#cursor.behind(isClientsEnd);
    return next?.kind === 'close' || ((next?.kind === 'fin' || next?.kind === 'reset') && next.by === 'server');
  }

  #recv(): Uint8Array | undefined {
    this.#check('recv');
    const next = this.#next;
    if (next?.kind === 'read' && next.bytes !== undefined) {
      this.#take();
      return next.bytes;
    }
    if (next?.kind === 'fin' && next.by === 'client') {
      this.#take();
      this.#finSeen = true;
    }
    return this.#finSeen ? NOTHING : this.#none();
  }

  #send(bytes: Uint8Array): boolean {
    if (bytes.length === 0) return true;
    this.#check('send', 'sendall');
    if (this.#sending === 'no') {
      if (!this.#wrote(bytes)) return false;
      this.#sending = 'written';
      this.#check('send', 'sendall');
    }
    if (this.#sending === 'written' && this.#takeSend('waits')) this.#sending = 'waits';
    this.#check('send', 'sendall');
    if (this.#sending === 'waits' && !this.#takeSend('answered')) return false;
    this.#sending = 'no';
    return true;
  }

  #wrote(bytes: Uint8Array): boolean {
    const next = this.#next;
    if (next?.kind !== 'write') {
      this.#none();
      return false;
    }
    if (!equal(next.bytes, bytes)) {
      this.strayed = next.seq;
      return false;
    }
    this.#take();
    return true;
  }

  #takeSend(what: CallEntry['what']): boolean {
    const next = this.#next;
    if (next?.kind !== 'call' || next.call !== 'send' || next.what !== what) return false;
    this.#take();
    return true;
  }

  #shutdown(): null | undefined {
    if (this.#shut) return null;
    this.#check('shutdown');
    if (this.#next?.kind !== 'fin' || this.#next.by !== 'server') return this.#none();
    this.#take();
    this.#shut = true;
    return null;
  }

  #close(): null | undefined {
    if (this.closed) return null;
    const close = this.#cursor.behind(isEnd);
    if (close?.kind !== 'close') return this.#none();
    this.#cursor.takeThrough(close);
    this.closed = true;
    return null;
  }

  #getpeername(): Address | undefined {
    this.#check('getpeername');
    return this.#peer ?? undefined;
  }

  /** Ready for the next thing that the code is known to have seen. */
  #select(): readonly SocketId[] | undefined {
    if (this.#peer === null) return this.#next?.kind === 'open' ? [LISTENER] : undefined;
    const next = this.#next;
    if (this.closed || next === undefined) return undefined;
    const failed = next.kind === 'call' && (next.call === 'recv' || next.call === 'getpeername');
    return next.kind === 'read' || isClientsEnd(next) || failed ? [CONNECTION] : this.#none();
  }

  #recvfrom(): Results['recvfrom'] | undefined {
    if (this.#peer === null && !this.#open()) return undefined;
    const next = this.#next;
    if (next?.kind !== 'read' || next.bytes === undefined || this.#peer === null) return this.#none();
    this.#take();
    return { bytes: next.bytes, address: this.#peer };
  }

  #takeCall(name: CallEntry['call']): CallEntry | undefined {
    this.#check(name);
    const next = this.#next;
    if (next?.kind !== 'call' || next.call !== name || next.what !== 'answered') return this.#none();
    this.#take();
    return next;
  }

  /** Any other value was written by something else. */
  #told<T>(name: CallEntry['call'], decoder: Decoder<T>): T | undefined {
    const entry = this.#takeCall(name);
    if (entry === undefined) return undefined;
    const found = decoder(decodeJson(entry.bytes, 0, entry.bytes.length));
    if (found === undefined) this.strayed = entry.seq;
    return found;
  }

  /** A call about files: before the accept, those of the tree. */
  #file<T extends Results[CallName]>(call: Call, told: () => T | undefined): T | undefined {
    if (this.#peer !== null) return told();
    const outcome = this.#before.attempt(call);
    if (outcome === null) return undefined;
    if ('error' in outcome) throw outcome.error;
    return outcome.value as T;
  }
}

const truth: Decoder<boolean> = (found) => (typeof found === 'boolean' ? found : undefined);

const value: Decoder<Value> = (found) => (isValue(found) ? found : undefined);

function isValue(found: unknown): found is Value {
  if (typeof found === 'object' && found !== null) return Object.values(found).every(isValue);
  return found === null || ['boolean', 'number', 'string'].includes(typeof found);
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((octet, i) => octet === b[i]);
}
