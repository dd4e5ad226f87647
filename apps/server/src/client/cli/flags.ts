/** The arguments of a client command: turns them into a command or a one-line error. Touches nothing else. */
import { parseArgs } from 'node:util';
import { MOST_REDIRECTS } from '#shared/client/redirect.ts';
import type { ClientTimeouts } from '#shared/client/run-request.ts';
import { client } from '#shared/text/en/client.ts';
import { MOST_DECODED } from '../decode.ts';
import { CLIENT_TIMEOUTS } from '../setup.ts';
import type { ClientCommand, ContentArgument, FileArgument, RawFlags, Words } from './command.ts';
import { readCookies, readCount, readHeaders, readPair, readSeconds, usage } from './values.ts';

const text = client.usage;

/** The first words that select a client command. */
const VERBS = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options', 'request'] as const;
export type Verb = (typeof VERBS)[number];

export function verbOf(word: string | undefined): Verb | undefined {
  return VERBS.find((verb) => verb === word);
}

const word = { type: 'string' } as const;
const words = { type: 'string', multiple: true } as const;
const flag = { type: 'boolean' } as const;

const OPTIONS = {
  help: { ...flag, short: 'h' },
  param: { ...words, short: 'p' },
  header: { ...words, short: 'H' },
  cookie: words,
  data: words,
  json: words,
  form: words,
  file: words,
  boundary: word,
  chunked: flag,
  compressed: flag,
  target: word,
  include: { ...flag, short: 'i' },
  output: { ...word, short: 'o' },
  'as-sent': flag,
  'max-decoded': word,
  'raise-for-status': { ...flag, short: 'f' },
  follow: { ...flag, short: 'L' },
  'max-redirects': word,
  timeout: word,
  'connect-timeout': word,
  'write-timeout': word,
  'read-timeout': word,
  'total-timeout': word,
  insecure: { ...flag, short: 'k' },
  cacert: word,
  trace: flag,
  raw: word,
  crlf: flag,
  'half-close': flag,
} as const;

type Flags = ReturnType<typeof parse>['values'];

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const [sentence = ''] = error.message.split(/[.\n]/, 1);
    throw usage(text.see(sentence));
  }
}

/** Reads the arguments after the verb. @throws CommandError */
export function parseClientCommand(verb: Verb, args: readonly string[]): ClientCommand | { readonly kind: 'help' } {
  const { values, positionals } = parse(args);
  if (values.help) return { kind: 'help' };
  const raw = readRaw(verb, values);
  const { method, urls } = readTargets(verb, positionals, raw !== null);
  if (values.output !== undefined && urls.length > 1) throw usage(text.output);
  return {
    kind: 'send',
    method,
    urls,
    params: (values.param ?? []).map((one) => readPair('--param', one)),
    headers: readHeaders(values.header ?? []),
    cookies: readCookies(values.cookie ?? []),
    content: readContent(values),
    raw,
    target: values.target ?? null,
    compressed: values.compressed ?? false,
    ...readAnswer(values, method),
    trace: values.trace ?? false,
    timeouts: readTimeouts(values),
    insecure: values.insecure ?? false,
    ca: values.cacert ?? null,
  };
}

/** What to do with the response. HEAD has only a head to show. */
function readAnswer(values: Flags, method: string) {
  return {
    follow: values.follow ?? false,
    redirects: readCount('--max-redirects', values['max-redirects']) ?? MOST_REDIRECTS,
    asSent: values['as-sent'] ?? false,
    mostDecoded: readCount('--max-decoded', values['max-decoded']) ?? MOST_DECODED,
    include: (values.include ?? false) || method === 'HEAD',
    output: values.output ?? null,
    raise: values['raise-for-status'] ?? false,
  };
}

/** `request` takes the method first; a single word is a URL, and the method is then GET. */
function readTargets(
  verb: Verb,
  positionals: readonly string[],
  raw: boolean,
): { method: string; urls: readonly string[] } {
  const named = verb === 'request' && !raw && positionals.length > 1;
  const urls = named ? positionals.slice(1) : positionals;
  if (urls.length === 0) throw usage(text.see(text.noUrl.replace(/\.$/, '')));
  if (raw && urls.length > 1) throw usage(text.rawOne);
  const [first = ''] = positionals;
  return { method: named ? first : verb === 'request' ? 'GET' : verb.toUpperCase(), urls };
}

function readTimeouts(values: Flags): ClientTimeouts {
  const each = readSeconds('--timeout', values.timeout);
  const of = (name: 'connect' | 'write' | 'read') =>
    readSeconds(`--${name}-timeout`, values[`${name}-timeout`]) ?? each ?? CLIENT_TIMEOUTS[name];
  const total = readSeconds('--total-timeout', values['total-timeout']) ?? CLIENT_TIMEOUTS.total;
  return { connect: of('connect'), write: of('write'), read: of('read'), total };
}

/** A literal text, `@` followed by a file name, or `-`. */
function readWords(given: string): Words {
  if (given === '-') return { from: 'stdin' };
  return given.startsWith('@') ? { from: 'file', path: given.slice(1) } : { from: 'text', text: given };
}

function readContent(values: Flags): ContentArgument {
  const { data = [], json = [], form = [], file = [], chunked = false } = values;
  const given = [
    ...data.map(() => '--data'),
    ...json.map(() => '--json'),
    ...(form.length + file.length > 0 ? [form.length > 0 ? '--form' : '--file'] : []),
  ];
  if (given.length > 1) throw usage(text.oneContent(given.join(', ')));
  const [only] = [...data, ...json];
  if (only !== undefined) return { kind: data.length > 0 ? 'data' : 'json', words: readWords(only), chunked };
  if (given.length === 0) return { kind: 'none' };
  const pairs = form.map((one) => readPair('--form', one));
  return { kind: 'form', pairs, files: file.map(readFileArgument), boundary: values.boundary ?? null };
}

function readFileArgument(given: string): FileArgument {
  const [name, rest] = readPair('--file', given);
  const [, path = '', type] = /^@?(.*?)(?:;type=([^;]*))?$/s.exec(rest) ?? [];
  if (path === '') throw usage(text.pair('--file', given));
  return { name, path, type: type ?? null };
}

/** Flags that describe an HTTP request, or say how to treat the response as HTTP. */
const NOT_RAW = [
  'param',
  'header',
  'cookie',
  'data',
  'json',
  'form',
  'file',
  'boundary',
  'chunked',
  'compressed',
  'target',
  'include',
  'as-sent',
  'max-decoded',
  'raise-for-status',
  'follow',
  'max-redirects',
] as const;

function readRaw(verb: Verb, values: Flags): RawFlags | null {
  const { raw } = values;
  if (raw === undefined) {
    for (const name of ['crlf', 'half-close'] as const) {
      if (values[name]) throw usage(text.rawOnly(`--${name}`));
    }
    return null;
  }
  if (verb !== 'request') throw usage(text.rawVerb);
  for (const name of NOT_RAW) {
    if (values[name] !== undefined) throw usage(text.rawAlone(`--${name}`));
  }
  const source: Words = raw === '-' ? { from: 'stdin' } : { from: 'file', path: raw.replace(/^@/, '') };
  return { words: source, crlf: values.crlf ?? false, halfClose: values['half-close'] ?? false };
}
