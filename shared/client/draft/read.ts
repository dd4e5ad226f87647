/**
 * Parses octets back into a draft. A draft counts only when it encodes to the same octets again: the form never
 * misrepresents what it cannot express, and viewing octets as a form loses none of them.
 */
import { decodeUtf8 } from '../../base/decode.ts';
import { fromLatin1 } from '../../base/octets.ts';
import { READER_LIMITS } from '../../base/options.ts';
import { RequestParser } from '../../http1/parser.ts';
import type { RuleId } from '../../http1/rules.ts';
import type { FieldPair } from '../../http1/writer.ts';
import { isRequestHead, MessageLog } from '../../transcript/replay/message-log.ts';
import { type FormPair, formText, readFormText } from '../form.ts';
import { InputError } from '../input.ts';
import { originForm, parseUrl, type Url } from '../url.ts';
import { contentOf, readContent, readPlain } from './content.ts';
import { type Draft, type DraftContext, writeDraft } from './draft.ts';

/** Why octets cannot be shown as a draft. `at`: the octet that shows it. */
export type ReadFault =
  | { readonly why: 'verdict'; readonly rule: RuleId; readonly at: number }
  | { readonly why: 'unfinished'; readonly at: number }
  /** The request is complete, and more follows. */
  | { readonly why: 'more'; readonly at: number }
  /** A valid request in a spelling that no form writes: another version, space around a value, LF alone. */
  | { readonly why: 'spelling'; readonly at: number };

/** A key for each kind of fault, and one more for a text that does not stand for octets. */
export type OctetsFault = ReadFault | { readonly why: 'escape'; readonly at: number };
export type OctetsFaultWords<T> = {
  readonly [W in OctetsFault['why']]: (fault: Extract<OctetsFault, { why: W }>) => T;
};

export type ReadDraft =
  | { readonly ok: true; readonly draft: Draft }
  | { readonly ok: false; readonly fault: ReadFault };

interface Lines {
  readonly method: string;
  readonly target: string;
  readonly fields: readonly FieldPair[];
  readonly body: Uint8Array;
}

/** The draft for these octets. What they leave open, and what still gives the same octets, stays as in `before`. */
export function readDraft(octets: Uint8Array, before: Draft, context: DraftContext): ReadDraft {
  const read = readLines(octets);
  if ('why' in read) return { ok: false, fault: read };
  let at = 0;
  for (const draft of candidates(read, before, context)) {
    const same = samePrefix(octets, draft, context);
    if (same === null) return { ok: true, draft };
    at = Math.max(at, same);
  }
  return { ok: false, fault: { why: 'spelling', at } };
}

function readLines(octets: Uint8Array): Lines | ReadFault {
  const log = new MessageLog();
  // As the RFC permits: a form may send what a hardened server would refuse.
  new RequestParser(log, { limits: READER_LIMITS, mode: 'rfc', leniencies: [] }).feed(octets);
  const { messages, verdicts } = log;
  const refused = verdicts.find(({ level }) => level === 'reject');
  if (refused !== undefined) return { why: 'verdict', rule: refused.rule, at: refused.at };
  const [first, second] = messages;
  const head = first?.head;
  if (first === undefined || head === undefined || head === null || !isRequestHead(head) || first.end === null)
    return { why: 'unfinished', at: octets.length };
  if (second !== undefined || first.end < octets.length) return { why: 'more', at: first.end };
  const fields = head.fields.map(({ name, value }): FieldPair => [name, value]);
  return { method: head.method, target: head.target, fields, body: octets.slice(head.end) };
}

/** Where the octets of the draft and these first differ; null when they are the same. */
function samePrefix(octets: Uint8Array, draft: Draft, context: DraftContext): number | null {
  try {
    const written = writeDraft(draft, context).octets;
    const at = octets.findIndex((octet, index) => octet !== written[index]);
    return at < 0 && written.length === octets.length ? null : at < 0 ? octets.length : at;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return 0;
  }
}

/** Tries the readings with automatic fields first, then the one in which nothing is added. */
function* candidates(lines: Lines, before: Draft, context: DraftContext): Generator<Draft> {
  const fields = asText(lines.fields);
  if (fields === null) return;
  const base = { ...before, method: lines.method };
  const asked = askedOf(lines.target, before, context);
  for (const jar of before.jar ? [true, false] : [false, true]) {
    const simple = { ...base, ...asked, ...partsOf(lines, fields, { ...before, jar }, context), jar, exact: false };
    yield before.exact ? exactly(lines, fields, simple) : simple;
    yield simple;
  }
  yield exactly(lines, fields, { ...base, ...asked, jar: before.jar });
}

function exactly({ body }: Lines, fields: readonly FieldPair[], rest: Draft): Draft {
  const content = body.length === 0 ? ({ kind: 'none' } as const) : readPlain(body, '');
  return { ...rest, fields, cookies: [], exact: true, content };
}

/** Fields as characters; null when one is not UTF-8. */
function asText(fields: readonly FieldPair[]): readonly FieldPair[] | null {
  const out: FieldPair[] = [];
  for (const [name, value] of fields) {
    const text = decodeUtf8(fromLatin1(value));
    if (text === null) return null;
    out.push([name, text]);
  }
  return out;
}

/** URL, parameters and target. A target that has not changed leaves all three as they were. */
function askedOf(target: string, before: Draft, context: DraftContext): Pick<Draft, 'url' | 'params' | 'target'> {
  const { url, params } = before;
  if (targetOf(before, context) === target) return { url, params, target: before.target };
  const parsed = urlOf(url, context);
  if (parsed === null || !target.startsWith('/')) return { url, params, target };
  const at = target.indexOf('?');
  const [path, query] = at < 0 ? [target, null] : [target.slice(0, at), target.slice(at + 1)];
  const pairs = query === null ? [] : readQuery(query);
  const shown = pairs === null ? `${path}?${query}` : path;
  return { url: `${beforePath(url)}${shown}${fragmentOf(parsed)}`, params: pairs ?? [], target: null };
}

/** Pairs that encode to exactly this query. */
function readQuery(query: string): readonly FormPair[] | null {
  const pairs = readFormText(query);
  return pairs !== null && pairs.length > 0 && formText(pairs) === query ? pairs : null;
}

const beforePath = (url: string): string => /^(?:[A-Za-z][A-Za-z0-9+.-]*:\/\/)?[^/?#]*/.exec(url)?.[0] ?? '';

const fragmentOf = ({ fragment }: Url): string => (fragment === null ? '' : `#${fragment}`);

function urlOf(url: string, { toAscii }: DraftContext): Url | null {
  try {
    return parseUrl(url, toAscii).url;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return null;
  }
}

function targetOf({ url, params, target }: Draft, context: DraftContext): string | null {
  if (target !== null) return target;
  const parsed = urlOf(url, context);
  if (parsed === null) return null;
  const text = formText(params);
  const query = params.length === 0 ? parsed.query : parsed.query ? `${parsed.query}&${text}` : text;
  return originForm({ ...parsed, query });
}

/** Fields, cookies and content, without what the form adds by itself. */
function partsOf(
  { method, body }: Lines,
  fields: readonly FieldPair[],
  before: Draft,
  context: DraftContext,
): Pick<Draft, 'fields' | 'cookies' | 'content'> {
  const url = urlOf(before.url, context);
  const one = (name: string) => fields.find(([key]) => key.toLowerCase() === name)?.[1];
  const chunked = one('transfer-encoding') !== undefined;
  const left = fields.filter(
    ([name, value]) =>
      !(name === 'Cookie' || name === 'Content-Type' || (name === 'Content-Length' && !chunked)) &&
      !(name === 'Host' && value === url?.authority) &&
      !(name === 'Authorization' && (url?.userinfo ?? null) !== null),
  );
  const type = one('content-type') ?? '';
  const cookies = cookiesOf(one('cookie') ?? '', url === null || !before.jar ? [] : context.cookiesFor(url));
  if (chunked) return { fields: left, cookies, content: readPlain(body, type) };
  const hasContent = one('content-length') !== undefined && !(body.length === 0 && implied(method, type));
  return { fields: left, cookies, content: hasContent ? contentLike(before, body, type) : { kind: 'none' } };
}

/** `Content-Length: 0`, which some methods get automatically (RFC 9110 §8.6). */
function implied(method: string, type: string): boolean {
  return type === '' && (method === 'POST' || method === 'PUT' || method === 'PATCH');
}

/** Content of its previous kind, where that gives the same octets under the same type; else as its type implies. */
function contentLike({ content }: Draft, body: Uint8Array, type: string): Draft['content'] {
  try {
    const now = contentOf(content);
    const same =
      now.kind === 'octets' &&
      (now.type ?? '') === type &&
      now.bytes.length === body.length &&
      now.bytes.every((octet, at) => octet === body[at]);
    if (same) return content;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
  }
  return readContent(body, type);
}

/** The pairs of a Cookie line before the ones the jar adds. */
function cookiesOf(line: string, jar: readonly FieldPair[]): readonly FieldPair[] {
  if (line === '') return [];
  const pairs = line.split('; ').map((pair): FieldPair => {
    const at = pair.indexOf('=');
    return at < 0 ? ['', pair] : [pair.slice(0, at), pair.slice(at + 1)];
  });
  const start = pairs.length - jar.length;
  const ends = start >= 0 && jar.every(([name, value], i) => pairs[start + i]?.join('=') === `${name}=${value}`);
  return ends ? pairs.slice(0, start) : pairs;
}
