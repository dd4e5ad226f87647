/** Runs a parser over octets cut anywhere, and writes down what it reports, in the notation of the wire cases. */

import { concat, escapeOctets, fromLatin1 } from '#shared/base/octets.ts';
import type {
  FieldLine,
  Framing,
  MessageSink,
  RequestHead,
  ResponseHead,
  TokenKind,
  Verdict,
} from '#shared/http1/events.ts';
import type { StateName } from '#shared/http1/table.ts';
import { RowTrace } from '#shared/http1/trace.ts';
import type { CaseOptions, WireCase } from '../cases/load.ts';
import { type Parser, parserFor } from './checked-parser.ts';

type Head = RequestHead | ResponseHead;

/** A token as reported. */
export interface SeenToken {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
}

/** Kinds that begin a line of the log: what stands on one line of the message stands on one line here. */
const LINE_STARTERS = new Set<TokenKind>([
  'method',
  'field-name',
  'trailer-name',
  'chunk-size',
  'content',
  'chunk-data',
]);

/** Listens to a parser and keeps everything: as text, and the parts that tests look at more closely. */
export class Recorder implements MessageSink<Head> {
  readonly lines: string[] = [];
  readonly tokens: SeenToken[] = [];
  readonly heads: Head[] = [];
  readonly contents: Uint8Array[] = [];
  readonly trailers: FieldLine[] = [];
  readonly verdicts: Verdict[] = [];
  /** Calls of the sink that came after a reject: there must be none. */
  afterReject = 0;
  readonly #octets: Uint8Array;
  #pending: Uint8Array[] = [];
  #refused = false;
  #tokenLine = false;

  /** `octets`: all that will be fed, to show the text of tokens. */
  constructor(octets: Uint8Array) {
    this.#octets = octets;
  }

  begin(ordinal: number, start: number): void {
    this.#say(`begin #${ordinal} at ${start}`);
  }

  token(kind: TokenKind, start: number, end: number): void {
    this.tokens.push({ kind, start, end });
    const shown = kind === 'content' || kind === 'chunk-data' ? '' : ` "${escapeOctets(this.#octets, start, end)}"`;
    const text = `${start}..${end} ${kind}${shown}`;
    const goesOn = this.#tokenLine && this.#pending.length === 0 && !LINE_STARTERS.has(kind);
    if (goesOn && !this.#refused) this.lines.push(`${this.lines.pop()} · ${text}`);
    else this.#say(text);
    this.#tokenLine = true;
  }

  head(head: Head): void {
    this.heads.push(head);
    this.#say(`head ${headText(head)}`);
  }

  content(bytes: Uint8Array, from: number, to: number): void {
    if (this.#refused) this.afterReject++;
    const piece = bytes.slice(from, to);
    this.contents.push(piece);
    this.#pending.push(piece);
  }

  complete(end: number, trailers: readonly FieldLine[]): void {
    this.trailers.push(...trailers);
    for (const { name, value } of trailers) this.#say(`trailer ${name}: ${quoted(value)}`);
    this.#say(`complete ${end}`);
  }

  verdict(verdict: Verdict): void {
    this.verdicts.push(verdict);
    const { level, rule, at, blame } = verdict;
    this.#say(`${level} ${rule} at ${at}, blame ${blame.start}..${blame.end}`);
    this.#refused ||= level === 'reject';
  }

  finished(): void {
    this.#say('finished');
  }

  /** Content that came in pieces is one line: the pieces are the reads' doing, not the parser's. */
  flush(): void {
    if (this.#pending.length === 0) return;
    this.lines.push(`content "${escapeOctets(concat(this.#pending))}"`);
    this.#pending = [];
    this.#tokenLine = false;
  }

  #say(line: string): void {
    if (this.#refused) this.afterReject++;
    this.flush();
    this.lines.push(line);
    this.#tokenLine = false;
  }
}

function quoted(text: string): string {
  return `"${escapeOctets(fromLatin1(text))}"`;
}

function startLineText(head: Head): string {
  if ('method' in head) return `${head.method} ${quoted(head.target)} HTTP/1.${head.minor}`;
  return `HTTP/1.${head.minor} ${head.status} ${quoted(head.reason)}`;
}

function headText(head: Head): string {
  const { keep, rule } = head.persistence;
  const expects = 'method' in head && head.expectsContinue ? ', expects 100-continue' : '';
  return `${startLineText(head)}, ${framingText(head.framing)}, ${keep ? 'keep' : 'close'} by ${rule}${expects}`;
}

function framingText(framing: Framing): string {
  const how = { none: 'no content', length: 'length', chunked: 'chunked', close: 'until close', tunnel: 'tunnel' }[
    framing.by
  ];
  return `${how}${framing.by === 'length' ? ` ${framing.length}` : ''} by ${framing.rule}`;
}

export interface Run {
  readonly recorder: Recorder;
  readonly parser: Parser;
  readonly trace: RowTrace;
  /** The state before FIN or the time-out, when there was one. */
  readonly before: StateName;
}

/** Feeds a case cut at the given offsets (ascending), its end, and what comes late. */
export function runCase(wireCase: WireCase, cuts: readonly number[] = []): Run {
  return run(wireCase, wireCase.octets, cuts, wireCase.end, wireCase.late);
}

/** Feeds octets cut at the given offsets (ascending), then FIN or a time-out, then what comes late. */
export function run(
  options: CaseOptions,
  octets: Uint8Array,
  cuts: readonly number[] = [],
  end: 'FIN' | 'TIMEOUT' | null = null,
  late: Uint8Array | null = null,
): Run {
  const recorder = new Recorder(octets);
  const trace = new RowTrace();
  const parser = parserFor(options, recorder, trace);
  const edges = [0, ...cuts, octets.length];
  for (let i = 1; i < edges.length; i++) feedApart(parser, octets.subarray(edges[i - 1], edges[i]));
  const before = parser.state;
  if (end === 'FIN') parser.fin();
  else if (end === 'TIMEOUT') parser.timeout();
  if (late !== null) feedApart(parser, late);
  recorder.flush();
  return { recorder, parser, trace, before };
}

/** Feeds a piece from a buffer of its own that is overwritten afterwards, as a shared read buffer is. */
function feedApart(parser: Parser, piece: Uint8Array): void {
  const margin = 3;
  const shared = new Uint8Array(piece.length + 2 * margin).fill(0x2a);
  shared.set(piece, margin);
  parser.feed(shared, margin, margin + piece.length);
  shared.fill(0x2a);
}
