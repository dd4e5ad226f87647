/**
 * The structure of a connection: its messages as a tree, each response after the request it answers, with the server's
 * decisions. Derived from a replay and kept as it grows; rows are created on demand.
 */
import type { Message } from '../replay/message-log.ts';
import type { Place, Replay } from '../replay/replay.ts';
import type { Stream } from '../replay/stream.ts';
import type { Item } from './structure-item.ts';
import { MessageParts } from './structure-parts.ts';
import { AllRows, type Decided, type Root, requestRoot, responseRoot, restRoots } from './structure-roots.ts';
import { type Row, Rows } from './structure-rows.ts';

export type StructureRow = Row<Item>;
export type StructureRows = AllRows;

/** A complete message, in its default state. */
interface CachedMessage {
  readonly root: Root;
  readonly rows: Rows<Item>;
  readonly decisions: number;
}

const NONE: ReadonlySet<string> = new Set();

export class Structure {
  readonly #replay: Replay;
  readonly #parts = new Map<Message, MessageParts>();
  readonly #kept = new Map<Message, CachedMessage>();
  readonly #decisions = new Map<number, Decided[]>();
  #places: readonly Place[] = [];
  #seen = 0;

  constructor(replay: Replay) {
    this.#replay = replay;
  }

  /** The rows, with some branches toggled from their default state. */
  rows(toggled: ReadonlySet<string>): StructureRows {
    this.#update();
    const touched = new Set([...toggled].map((id) => id.split('.', 1)[0] as string));
    const made = this.#exchanges().map(([message, request]) => this.#message(message, request, toggled, touched));
    const rest = [this.#replay.request, this.#replay.response].flatMap(restRoots);
    const roots = [...made.map(({ root }) => root), ...rest];
    return new AllRows(roots, [...made.map(({ rows }) => rows), ...rest.map((root) => new Rows(root.branch, NONE))]);
  }

  #update(): void {
    const { places } = this.#replay;
    if (places !== this.#places) this.#restart(places);
    for (; this.#seen < places.length; this.#seen++) {
      const { entry, position } = places[this.#seen] as Place;
      if (entry.kind !== 'decision') continue;
      const made = this.#decisions.get(entry.request) ?? [];
      made.push({ decision: entry, at: position + 1 });
      this.#decisions.set(entry.request, made);
    }
  }

  /** After a gap everything is new. */
  #restart(places: readonly Place[]): void {
    this.#places = places;
    this.#seen = 0;
    this.#parts.clear();
    this.#kept.clear();
    this.#decisions.clear();
  }

  /** All messages in the order of the tree; with a response, the number of the request it answers. */
  #exchanges(): readonly (readonly [Message, number | null])[] {
    const { request, response } = this.#replay;
    const requests = request.log.messages;
    const all: (readonly [Message, number | null])[] = [];
    let answered = 0;
    const ask = (upTo: number) => {
      for (let n = asked; n <= upTo && n < requests.length; n++) all.push([requests[n] as Message, null]);
      asked = Math.max(asked, upTo + 1);
    };
    let asked = 0;
    for (const message of response.log.messages) {
      ask(answered);
      all.push([message, answered]);
      // Interim responses share their request with the final one (RFC 9110 §15.2).
      if (message.head !== null && 'status' in message.head && message.head.status >= 200) answered++;
    }
    ask(requests.length);
    return all;
  }

  #message(
    message: Message,
    request: number | null,
    toggled: ReadonlySet<string>,
    touched: ReadonlySet<string>,
  ): CachedMessage {
    const decided = (request === null && this.#decisions.get(message.ordinal)) || [];
    const isTouched = touched.has(`${request === null ? 'in' : 'out'}${message.ordinal}`);
    const known = this.#kept.get(message);
    if (known !== undefined && known.decisions === decided.length && !isTouched) return known;
    const parts = this.#partsOf(request === null ? this.#replay.request : this.#replay.response, message);
    const root = request === null ? requestRoot(parts, decided) : responseRoot(parts, request);
    const made = { root, rows: new Rows(root.branch, isTouched ? toggled : NONE), decisions: decided.length };
    if (message.end !== null && !isTouched) this.#kept.set(message, made);
    return made;
  }

  #partsOf(stream: Stream, message: Message): MessageParts {
    let parts = this.#parts.get(message);
    if (parts === undefined) {
      parts = new MessageParts(stream, message);
      this.#parts.set(message, parts);
    }
    parts.update(stream.log.messages[message.ordinal + 1]?.firstToken);
    return parts;
  }
}
