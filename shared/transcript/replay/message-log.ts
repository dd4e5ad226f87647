/**
 * Records what a parser reported about one direction: tokens, messages, verdicts and the witness digests. The listener
 * of a replayed stream; it adds nothing of its own.
 */
import { countWhile } from '../../base/search.ts';
import { Witness } from '../../http1/digest.ts';
import type { FieldLine, MessageSink, RequestHead, ResponseHead, TokenKind, Verdict } from '../../http1/events.ts';
import { TokenLog } from './token-log.ts';

export type Head = RequestHead | ResponseHead;

/** One message, growing as it arrives. */
export interface Message {
  readonly ordinal: number;
  readonly start: number;
  /** Number of the first token of this message in the log. */
  readonly firstToken: number;
  /** null until the header section is complete. */
  head: Head | null;
  /** After its last octet; null until it is complete. */
  end: number | null;
  trailers: readonly FieldLine[];
  readonly verdicts: Verdict[];
}

/** Whether a head is that of a request. */
export function isRequestHead(head: Head): head is RequestHead {
  return 'method' in head;
}

/** Whether a message is an interim response, to be followed by the final one (RFC 9110 §15.2). */
export function isInterim({ head }: Pick<Message, 'head'>): boolean {
  return head !== null && !isRequestHead(head) && head.status < 200;
}

/** The number of the request, from 0, that a response answers: interim responses share it with the final one. */
export function answeredBy(responses: readonly Message[], response: Message): number {
  let finals = 0;
  for (let at = 0; at < response.ordinal; at++) if (!isInterim(responses[at] as Message)) finals++;
  return finals;
}

/** The digest to compare with a witness. */
export interface DigestAt {
  readonly end: number;
  readonly digest: number;
}

export class MessageLog implements MessageSink<Head> {
  readonly tokens = new TokenLog();
  readonly messages: Message[] = [];
  readonly verdicts: Verdict[] = [];
  /** By message number. */
  readonly digests = new Map<number, DigestAt>();
  readonly #witness = new Witness((ordinal, end, digest) => this.digests.set(ordinal, { end, digest }));

  begin(ordinal: number, start: number): void {
    const firstToken = this.tokens.length;
    this.messages.push({ ordinal, start, firstToken, head: null, end: null, trailers: [], verdicts: [] });
    this.#witness.begin(ordinal, start);
  }

  token(kind: TokenKind, start: number, end: number): void {
    this.tokens.push(kind, start, end);
    this.#witness.token(kind, start, end);
  }

  head(head: Head): void {
    const message = this.messages.at(-1);
    if (message !== undefined) message.head = head;
  }

  content(): void {
    // The stream keeps all octets; the token tells which of them are content.
  }

  complete(end: number, trailers: readonly FieldLine[]): void {
    const message = this.messages.at(-1);
    if (message !== undefined) {
      message.end = end;
      message.trailers = trailers;
    }
    this.#witness.complete(end);
  }

  verdict(verdict: Verdict): void {
    this.verdicts.push(verdict);
    const message = this.messages.at(-1);
    if (message !== undefined && message.end === null) message.verdicts.push(verdict);
    this.#witness.verdict(verdict);
  }

  finished(): void {
    // FIN between messages: the transcript has the entry.
  }

  /** The message that octet `offset` belongs to (or follows), or null before the first. */
  messageAt(offset: number): Message | null {
    return this.messages[this.#startedBy(offset) - 1] ?? null;
  }

  /** How many messages are complete after `taken` octets. */
  completeBy(taken: number): number {
    let count = this.#startedBy(taken - 1);
    while (count > 0 && (this.messages[count - 1]?.end ?? Number.POSITIVE_INFINITY) > taken) count--;
    return count;
  }

  #startedBy(offset: number): number {
    return countWhile(this.messages.length, (index) => (this.messages[index] as Message).start <= offset);
  }
}
