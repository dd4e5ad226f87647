/**
 * Draws the conversation in the terminal as it happens: a ladder with the client on the left and the server on the
 * right; an arrow for each read, write and ending, with its octets below it; and, in between, each decision with its
 * reason.
 */
import type { Listener, Note } from '#shared/client/notes.ts';
import { showUrl } from '#shared/client/url.ts';
import { RULES } from '#shared/http1/rules.ts';
import { duration } from '#shared/text/duration.ts';
import { client } from '#shared/text/en/client.ts';
import type { Entry } from '#shared/transcript/record/entries.ts';
import { type Paint, type Role, rowsOf, safeText } from './paint.ts';

const text = client.trace;

/** The most octets drawn for one read or write; the rest are counted. */
const DRAWN = 4096;

/** Columns between the two ends. */
const SPAN = 34;

export class Trace implements Listener {
  readonly #line: (line: string) => void;
  readonly #paint: Paint;
  #began: number | null = null;
  #connections = 0;

  /** `line` receives one line at a time, without its line end. */
  constructor(line: (line: string) => void, paint: Paint) {
    this.#line = line;
    this.#paint = paint;
  }

  entry(connection: number, entry: Entry): void {
    this.#connections = Math.max(this.#connections, connection);
    const label = this.#connections > 1 ? ` #${connection}` : '';
    if (entry.kind === 'connect') {
      const aside = `${entry.local} → ${entry.remote}, ${text.connection(connection)}`;
      this.#arrow(entry.t, 'client', text.connect, aside);
    } else if (entry.kind === 'write') {
      this.#arrow(entry.t, 'client', text.write(entry.bytes.length), label);
      this.#octets(entry.bytes);
    } else if (entry.kind === 'read') {
      this.#arrow(entry.t, 'server', text.read(entry.length), label);
      if (entry.bytes !== undefined) this.#octets(entry.bytes);
    } else if (entry.kind === 'fin') this.#arrow(entry.t, entry.by, text.fin, label);
    else if (entry.kind === 'reset') this.#arrow(entry.t, entry.by, text.reset, label, 'bad');
    else if (entry.kind === 'close') this.#say(text.closed(entry.error) + label, entry.error ? 'bad' : 'soft', entry.t);
  }

  note(note: Note, t: number): void {
    if (note.what === 'request') this.#request(note);
    else for (const [sentence, role] of sentencesOf(note)) this.#say(sentence, role, t);
  }

  /** Adds the caller's own sentence to the ladder. */
  say(sentence: string, role: Role = 'soft'): void {
    this.#say(sentence, role);
  }

  #request({ request, hop, changes }: Extract<Note, { what: 'request' }>): void {
    if (hop > 0 || this.#began !== null) this.#line('');
    this.#line(this.#paint('strong', safeText(`${request.method} ${showUrl(request.url)}`)));
    for (const change of changes) this.#say(client.change(change), 'warn');
    this.#say(client.sent[request.framing], 'soft');
  }

  #time(t: number | undefined): string {
    if (t === undefined) return ''.padStart(9);
    this.#began ??= t;
    return duration(Math.max(0, t - this.#began)).padStart(9);
  }

  #arrow(t: number, by: 'client' | 'server', label: string, aside = '', role?: Role): void {
    const line = '─'.repeat(Math.max(2, SPAN - label.length - 4));
    const drawn = by === 'client' ? `├─ ${label} ${line}▶│` : `│◀${line} ${label} ─┤`;
    const colour = role ?? (by === 'client' ? 'sent' : 'received');
    const right = aside === '' ? '' : `  ${this.#paint('soft', aside.trim())}`;
    this.#line(`${this.#paint('soft', this.#time(t))}  ${this.#paint(colour, drawn)}${right}`);
  }

  #octets(bytes: Uint8Array): void {
    const drawn = bytes.subarray(0, DRAWN);
    for (const row of rowsOf(drawn, this.#paint)) this.#line(`${this.#time(undefined)}  │  ${row}`);
    if (bytes.length > DRAWN) this.#say(text.more(bytes.length - DRAWN), 'soft');
  }

  #say(sentence: string, role: Role, t?: number): void {
    this.#line(`${this.#paint('soft', this.#time(t))}  · ${this.#paint(role, safeText(sentence))}`);
  }
}

/** A note as sentences, one per line. */
function sentencesOf(note: Exclude<Note, { what: 'request' }>): [string, Role][] {
  switch (note.what) {
    case 'resolved':
      return [[text.resolved(note.host, note.addresses.join(', '), duration(note.ms)), 'soft']];
    case 'connecting':
      return [[text.connecting(note.remote), 'soft']];
    case 'not-connected':
      return [[text.notConnected(note.remote, client.system(note.error)), 'warn']];
    case 'tls':
      return [
        [text.tls(note.protocol, note.cipher), 'soft'],
        [text.certificate(note.subject, note.issuer), 'soft'],
        ...(note.trusted ? [] : [[text.untrusted, 'warn'] as [string, Role]]),
      ];
    case 'reused':
      return [[text.reused(note.connection), 'good']];
    case 'interim':
      return [[text.interim(note.head.status, note.head.reason), 'soft']];
    case 'head':
      return [[text.framing(client.framing(note.head.framing), RULES[note.head.framing.rule].section), 'strong']];
    case 'tolerated':
      return [[text.tolerated(client.rule(note.verdict.rule)), 'warn']];
    case 'complete':
      return [[text.complete(note.content, note.trailers), 'good']];
    case 'keep':
      return [[(note.kept ? text.kept : text.notKept)(client.keepReason(note.why)), 'soft']];
    case 'repeat':
      return [[text.repeat, 'warn']];
    default:
      return sentencesOfClient(note);
  }
}

type ClientNote = Extract<
  Note,
  { what: 'redirect' | 'halt' | 'cookie-set' | 'cookie-refused' | 'coding-unknown' | 'decoded' }
>;

/** The same, for notes about more than one connection. */
function sentencesOfClient(note: ClientNote): [string, Role][] {
  switch (note.what) {
    case 'redirect':
      return redirectSentences(note);
    case 'halt':
      return [[text.halt(note.status, client.halt(note.halt, note.detail)), 'warn']];
    case 'cookie-set': {
      const { name, domain, path } = note;
      return [[note.removed ? text.cookieRemoved(name) : text.cookieSet(name, domain, path), 'soft']];
    }
    case 'cookie-refused':
      return [[text.cookieRefused(note.line, client.cookieRefusal(note.why)), 'warn']];
    case 'coding-unknown':
      return [[text.codingUnknown(note.codings.join(', ')), 'warn']];
    case 'decoded':
      return [[text.decoded(note.codings.join(', '), note.before, note.after), 'good']];
  }
}

function redirectSentences({ status, hop }: Extract<Note, { what: 'redirect' }>): [string, Role][] {
  const { request, methodChanged, dropped, downgraded } = hop;
  const said: [string, Role][] = [[text.redirect(status, request.method, showUrl(request.url)), 'strong']];
  if (methodChanged) said.push([text.methodChanged, 'soft']);
  if (dropped.length > 0) said.push([text.dropped(dropped.join(', ')), 'soft']);
  if (downgraded) said.push([text.downgraded, 'warn']);
  return said;
}

/** A listener that ignores everything. */
export const NOBODY: Listener = { entry: () => undefined, note: () => undefined };
