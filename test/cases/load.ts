/**
 * Loads the wire cases: documents that explain a rule of the protocol and, by their fenced blocks, test it.
 *
 *     # Title of the document
 *     Options: request                     what holds for all its cases
 *
 *     ## Title of a case
 *     A sentence that says why, with its RFC section.
 *     Options: mode rfc, limit startLine 20
 *     Shows: field-unknown                 rules that no event names
 *     ```octets                            escapes as in escapeOctets; a real line break is no octet
 *     GET / HTTP/1.1\r\n
 *     \r\n
 *     <FIN>                                or <TIMEOUT>; octets may still come after a time-out
 *     ```
 *     ```events                            one line each, as record.ts writes them
 *     reject host-missing at 17, blame 16..18
 *     ```
 *
 * Options, separated by commas: `request` or `response`; `mode hardened|rfc`; `methods GET HEAD …` (of the requests
 * that responses answer); `asked NUMBER` (so many requests were made, default: enough); `limit NAME NUMBER`; `lenient NAME …` (the parser reads with exactly these leniencies, and those of
 * its mode; `lenient none` for without any).
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { concat, fromLatin1 } from '#shared/base/octets.ts';
import { ENGINE_LIMITS, type Limits, type Mode, REQUEST_LENIENCIES } from '#shared/base/options.ts';
import type { Leniency } from '#shared/http1/table.ts';

export interface CaseOptions {
  readonly kind: 'request' | 'response';
  readonly mode: Mode;
  readonly methods: readonly string[];
  /** How many requests wait for responses; null when that is not known. */
  readonly asked: number | null;
  readonly limits: Limits;
  /** Null: those the parser has by itself. */
  readonly leniencies: readonly Leniency[] | null;
}

export interface WireCase extends CaseOptions {
  /** `file.md:line` of the title. */
  readonly where: string;
  readonly title: string;
  readonly why: string;
  readonly octets: Uint8Array;
  readonly end: 'FIN' | 'TIMEOUT' | null;
  /** Octets that come after the end. */
  readonly late: Uint8Array;
  readonly events: readonly string[];
  /** Rules that the case shows, though no event names them. */
  readonly shows: readonly string[];
}

const DEFAULTS: CaseOptions = {
  kind: 'request',
  mode: 'hardened',
  methods: [],
  asked: null,
  limits: ENGINE_LIMITS,
  leniencies: null,
};
const SHOWS = 'Shows: ';
const NOTHING = new Uint8Array(0);
const LENIENCIES = new Set<string>([...REQUEST_LENIENCIES, 'reason-space']);

/** A line of a document, with its place. */
interface Line {
  readonly text: string;
  readonly where: string;
}

function fail(where: string, message: string): never {
  throw new Error(`${where}: ${message}`);
}

/** All cases of all documents beside this file. */
export function loadCases(): WireCase[] {
  const folder = fileURLToPath(new URL('.', import.meta.url));
  const names = readdirSync(folder).filter((name) => name.endsWith('.md'));
  return names.sort().flatMap((name) => parseDocument(name, readFileSync(folder + name, 'utf8')));
}

/** The cases of one document. @throws Error that begins with `file:line` when it is not in the format above. */
export function parseDocument(name: string, text: string): WireCase[] {
  const lines = text.split('\n').map((line, index) => ({ text: line, where: `${name}:${index + 1}` }));
  const starts = lines.flatMap((line, index) => (line.text.startsWith('## ') ? [index] : []));
  if (!text.startsWith('# ')) fail(`${name}:1`, 'a document begins with its title, "# …"');
  if (starts.length === 0) fail(`${name}:1`, 'no case, "## …", in this document');
  const defaults = optionsOf(lines.slice(0, starts[0]), DEFAULTS);
  return starts.map((start, index) => parseCase(lines.slice(start, starts[index + 1]), defaults));
}

function parseCase(lines: readonly Line[], defaults: CaseOptions): WireCase {
  const { text, where } = lines[0] as Line;
  const octets = block(lines, 'octets', where);
  const events = block(lines, 'events', where);
  const why = prose(lines.slice(1));
  if (!/RFC \d{4} §\d/.test(why)) fail(where, 'the case does not say why, with an RFC section');
  const end = octets.findIndex(({ text: line }) => /^<(FIN|TIMEOUT)>$/.test(line));
  const pieces = octets.map((line, index) => (index === end ? NOTHING : unescapeLine(line)));
  return {
    ...optionsOf(lines, defaults),
    where,
    title: text.slice(3),
    why,
    octets: concat(end < 0 ? pieces : pieces.slice(0, end)),
    end: end < 0 ? null : octets[end]?.text === '<FIN>' ? 'FIN' : 'TIMEOUT',
    late: end < 0 ? NOTHING : concat(pieces.slice(end)),
    shows: lines.flatMap(({ text: line }) => (line.startsWith(SHOWS) ? line.slice(SHOWS.length).split(', ') : [])),
    events: events.map((line) => line.text).filter((line) => line !== ''),
  };
}

/** The text of a case outside its fenced blocks and options. */
function prose(lines: readonly Line[]): string {
  const fence = lines.findIndex(({ text }) => text.startsWith('```'));
  const before = lines.slice(0, fence).filter(({ text }) => !/^(Options|Shows): /.test(text));
  return before
    .map(({ text }) => text)
    .join(' ')
    .trim();
}

function block(lines: readonly Line[], kind: string, where: string): readonly Line[] {
  const start = lines.findIndex(({ text }) => text === `\`\`\`${kind}`);
  if (start < 0) fail(where, `the case has no block "${kind}"`);
  const length = lines.slice(start + 1).findIndex(({ text }) => text === '```');
  if (length < 0) fail((lines[start] as Line).where, `the block "${kind}" is not closed`);
  return lines.slice(start + 1, start + 1 + length);
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['r', '\r'],
  ['n', '\n'],
  ['t', '\t'],
  ['\\', '\\'],
]);

/** The octets that escapeOctets wrote as `text`. */
export function unescapeLine({ text, where }: Line): Uint8Array {
  const octets = text.replace(/\\(x[0-9a-f]{2}|.|$)/g, (whole, code: string) => {
    if (code.length === 3) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
    return ESCAPES.get(code) ?? fail(where, `unknown escape "${whole}"`);
  });
  if (/[^\0-\xff]/.test(octets)) fail(where, 'a character that is no octet; write \\xHH');
  return fromLatin1(octets);
}

function optionsOf(lines: readonly Line[], defaults: CaseOptions): CaseOptions {
  const line = lines.find(({ text }) => text.startsWith('Options: '));
  if (line === undefined) return defaults;
  const options = line.text.slice('Options: '.length).split(', ');
  let sum = defaults;
  for (const option of options) sum = { ...sum, ...optionOf(option.split(' '), sum, line.where) };
  return sum;
}

function optionOf([key, ...words]: readonly string[], sum: CaseOptions, where: string): Partial<CaseOptions> {
  const [first = '', second = ''] = words;
  if (key === 'request' || key === 'response') return { kind: key };
  if (key === 'mode' && (first === 'hardened' || first === 'rfc')) return { mode: first };
  if (key === 'methods') return { methods: words };
  if (key === 'asked' && /^\d+$/.test(first)) return { asked: Number(first) };
  if (key === 'limit' && first in ENGINE_LIMITS && /^\d+$/.test(second)) {
    return { limits: { ...sum.limits, [first]: Number(second) } };
  }
  if (key === 'lenient') {
    const names = words.filter((word) => word !== 'none');
    if (names.every((word) => LENIENCIES.has(word))) return { leniencies: names as Leniency[] };
  }
  return fail(where, `unknown option "${[key, ...words].join(' ')}"`);
}
