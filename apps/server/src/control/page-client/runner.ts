/**
 * The page's client: runs the page's requests, one run after another, and reports events to the page as they happen. It
 * belongs to the session, so that cookies and kept connections outlive a reload; a run ends with the page that started
 * it.
 */
import { domainToASCII } from 'node:url';
import type { Failure } from '#shared/client/failure.ts';
import { InputError } from '#shared/client/input.ts';
import type { Listener, Note } from '#shared/client/notes.ts';
import { boundedFailure, boundedMemory, type RunEnd, toRunNote } from '#shared/client/run-notes.ts';
import {
  type Forget,
  type HttpRunRequest,
  type RawRunRequest,
  type RunRequest,
  type RunSettings,
  requestSpecOf,
} from '#shared/client/run-request.ts';
import { parseUrl, showOrigin } from '#shared/client/url.ts';
import { encodeEntries } from '#shared/transcript/record/codec.ts';
import type { Entry } from '#shared/transcript/record/entries.ts';
import { mediaOf } from '#shared/transcript/view/content.ts';
import type { RefusalCode, ToPage } from '#shared/wire/messages.ts';
import type { Clock } from '../../base/clock.ts';
import { Client } from '../../client/client.ts';
import { MOST_DECODED } from '../../client/decode.ts';
import { ClientError } from '../../client/errors.ts';
import { converse } from '../../client/raw.ts';
import { CLIENT_TIMEOUTS, type ClientSetup, type Resolving } from '../../client/setup.ts';
import { Budget } from './budget.ts';
import type { ClientLanes } from './lanes.ts';

/** The channel to the page. */
interface PageLink {
  send(message: ToPage): void;
}

export interface RunnerSetup {
  /** The clock of all entries. */
  readonly clock: Clock;
  readonly lanes: ClientLanes;
  /** Returns checked addresses, or rejects. */
  readonly resolve: Resolving;
}

/** The only connection of a raw run: the high-level client counts its own from 1. */
const RAW = 0;

type Settings = Pick<RunSettings, 'timeouts' | 'insecure'>;

export class PageClientRunner implements Listener {
  readonly #setup: ClientSetup;
  readonly #client: Client;
  readonly #lanes: ClientLanes;
  #settings: Settings = { timeouts: CLIENT_TIMEOUTS, insecure: false };
  #page: PageLink | null = null;
  #running: AbortController | null = null;
  #budget = new Budget();

  constructor({ clock, resolve, lanes }: RunnerSetup) {
    this.#lanes = lanes;
    const settings = (): Settings => this.#settings;
    this.#setup = {
      get timeouts() {
        return settings().timeouts;
      },
      get tls() {
        return { verify: !settings().insecure, ca: null };
      },
      resolve,
      clock,
      listener: this,
    };
    this.#client = new Client(this.#setup);
  }

  /** From now on events go to this page. */
  attach(page: PageLink): void {
    this.#page = page;
  }

  /** The page is gone: end the runs it started. */
  detach(page: PageLink): void {
    if (this.#page !== page) return;
    this.#page = null;
    this.stop();
  }

  run(ref: number, request: RunRequest, bytes: Uint8Array): void {
    if (this.#running !== null) {
      this.#refuse(ref, 'client-busy', '');
      return;
    }
    const stop = new AbortController();
    this.#running = stop;
    this.#settings = request;
    this.#budget = new Budget();
    // A copy: the frame may be a small part of a much larger buffer.
    void this.#perform(ref, request, bytes.slice(), stop.signal).finally(() => {
      this.#running = null;
      this.#sendMemory();
    });
  }

  stop(): void {
    this.#running?.abort();
  }

  /** Sends what is kept, after forgetting some of it. */
  keep(forget: Forget | null): void {
    if (forget === 'cookies') this.#client.jar.clear();
    if (forget === 'connections') void this.#client.close().then(() => this.#sendMemory());
    this.#sendMemory();
  }

  close(): void {
    this.stop();
    this.#client.destroy();
  }

  entry(connection: number, entry: Entry): void {
    this.#lanes.entry(connection, entry);
    const sent = this.#budget.entry(entry);
    if (sent !== null) this.#send({ type: 'client-entries', connection, bytes: encodeEntries([sent]) });
  }

  note(note: Note, t: number): void {
    if (note.what === 'tls') this.#lanes.encrypted(note.connection);
    this.#send({ type: 'client-note', at: { t, note: toRunNote(note) } });
  }

  async #perform(ref: number, request: RunRequest, bytes: Uint8Array, signal: AbortSignal): Promise<void> {
    try {
      const halted = await (request.kind === 'raw'
        ? this.#raw(request, bytes, signal)
        : this.#request(request, bytes, signal));
      this.#end(ref, halted, null);
    } catch (error) {
      if (error instanceof InputError)
        this.#refuse(ref, 'client-input', `${error.code}: ${error.detail}`.slice(0, 1000));
      else if (error instanceof ClientError) this.#end(ref, null, error.failure);
      else throw error;
    }
  }

  async #request(request: HttpRunRequest, bytes: Uint8Array, signal: AbortSignal): Promise<RunEnd['halted']> {
    const { spec, changes } = requestSpecOf(request, bytes, domainToASCII);
    const { follow, redirects, jar, decode } = request;
    const clientRequest = {
      request: spec,
      source: null,
      follow,
      redirects,
      jar,
      decode,
      mostDecoded: MOST_DECODED,
      changes,
    };
    const { answer, pieces, halted } = await this.#client.send(clientRequest, signal);
    // Without codings the page reads the content from the entries itself.
    const coded = decode && mediaOf(answer.head).codings.length > 0;
    for await (const piece of pieces) if (coded) this.#content(piece);
    return halted;
  }

  async #raw({ url, halfClose }: RawRunRequest, bytes: Uint8Array, signal: AbortSignal): Promise<null> {
    const { origin } = parseUrl(url, domainToASCII).url;
    const listener: Listener = {
      entry: (_, entry) => this.entry(RAW, entry),
      note: (note, t) => this.note(note.what === 'tls' ? { ...note, connection: RAW } : note, t),
    };
    const setup = { ...this.#setup, listener };
    for await (const piece of converse({ origin, bytes, halfClose }, setup, signal)) void piece;
    return null;
  }

  #content(piece: Uint8Array): void {
    const bytes = this.#budget.content(piece);
    if (bytes.length > 0) this.#send({ type: 'client-content', bytes });
  }

  #end(ref: number, halted: RunEnd['halted'], failure: Failure | null): void {
    const { read, withheld, decodedWithheld } = this.#budget;
    const bounded = failure === null ? null : boundedFailure(failure);
    this.#send({ type: 'client-end', ref, end: { failure: bounded, halted, read, withheld, decodedWithheld } });
  }

  #sendMemory(): void {
    const { jar, resting } = this.#client;
    const idle = resting.map(({ number, origin }) => ({ connection: number, origin: showOrigin(origin) }));
    this.#send({ type: 'client-kept', kept: boundedMemory(jar.cookies(Date.now()), idle) });
  }

  #refuse(ref: number, code: RefusalCode, detail: string): void {
    this.#send({ type: 'refused', ref, code, detail });
  }

  #send(message: ToPage): void {
    this.#page?.send(message);
  }
}
