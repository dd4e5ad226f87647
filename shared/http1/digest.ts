/**
 * The witness: a 32-bit digest of what a parser reported about one message, so that the engine's live parser and the
 * page's replay can be compared without transferring the events. It detects a difference; it does not protect against
 * an adversary.
 *
 * FNV-1a over 32-bit words instead of octets: every number goes in as its low and its high word, so offsets
 * beyond 4 GiB still count.
 */
import type { MessageSink, TokenKind, Verdict } from './events.ts';
import { TOKEN_KINDS } from './events.ts';

const OFFSET_BASIS = 0x811c9dc5;
const PRIME = 0x01000193;
const WORD = 0x1_0000_0000;

// Marks keep a token from being mistaken for an end: token kinds use the numbers from 0.
const BEGIN = 0x100;
const COMPLETE = 0x101;
const VERDICT = 0x102;

const KIND_INDEX: ReadonlyMap<TokenKind, number> = new Map(TOKEN_KINDS.map((kind, index) => [kind, index]));

/** The digest at a message's first octet `start`. */
export function digestBegin(start: number): number {
  return mix(mix(OFFSET_BASIS, BEGIN), start);
}

/** The digest after a token `[start, end)`. */
export function digestToken(digest: number, kind: TokenKind, start: number, end: number): number {
  return mix(mix(mix(digest, KIND_INDEX.get(kind) as number), start), end);
}

/** The digest after the message's end at offset `end`. */
export function digestComplete(digest: number, end: number): number {
  return mix(mix(digest, COMPLETE), end);
}

/** The digest after a verdict, tolerated or not: its level, rule, position and blame. */
export function digestVerdict(digest: number, verdict: Verdict): number {
  let next = mix(mix(digest, VERDICT), verdict.level === 'reject' ? 1 : 0);
  for (let i = 0; i < verdict.rule.length; i++) next = mix(next, verdict.rule.charCodeAt(i));
  return mix(mix(mix(next, verdict.at), verdict.blame.start), verdict.blame.end);
}

/**
 * A digest of a table's rows, eight hexadecimal digits: two parsers are comparable only if they run the same table.
 * @param rows the rows in order; they are hashed as JSON, so the order of a row's properties counts.
 */
export function tableDigest(rows: readonly object[]): string {
  let digest = OFFSET_BASIS;
  const text = JSON.stringify(rows);
  for (let i = 0; i < text.length; i++) digest = mix(digest, text.charCodeAt(i));
  return digest.toString(16).padStart(8, '0');
}

function mix(digest: number, value: number): number {
  const low = Math.imul(digest ^ value, PRIME);
  return Math.imul(low ^ (value / WORD), PRIME) >>> 0;
}

/** A message with its final digest. `end` is the offset after its last octet, or after the refused octet. */
export type WitnessReport = (ordinal: number, end: number, digest: number) => void;

/**
 * A parser listener that computes the witness of each message and reports it when the message ends or is refused.
 * Verdicts outside a message (before its first octet) open a digest at their own offset.
 */
export class Witness implements MessageSink<unknown> {
  readonly #report: WitnessReport;
  #ordinal = 0;
  #digest = 0;
  #open = false;

  constructor(report: WitnessReport) {
    this.#report = report;
  }

  begin(ordinal: number, start: number): void {
    this.#ordinal = ordinal;
    // A verdict on the empty line before the message has already opened it.
    this.#digest = this.#open ? mix(mix(this.#digest, BEGIN), start) : digestBegin(start);
    this.#open = true;
  }

  token(kind: TokenKind, start: number, end: number): void {
    this.#digest = digestToken(this.#digest, kind, start, end);
  }

  head(): void {
    // The tokens already say all of it.
  }

  content(): void {
    // How it is divided depends on the reads; its token does not.
  }

  complete(end: number): void {
    this.#close(end, digestComplete(this.#digest, end));
  }

  verdict(verdict: Verdict): void {
    if (!this.#open) this.#digest = digestBegin(verdict.at);
    this.#open = true;
    this.#digest = digestVerdict(this.#digest, verdict);
    if (verdict.level === 'reject') this.#close(verdict.at, this.#digest);
  }

  finished(): void {
    // Between messages, nothing is open.
  }

  #close(end: number, digest: number): void {
    this.#report(this.#ordinal, end, digest);
    this.#open = false;
    this.#ordinal += 1;
  }
}
