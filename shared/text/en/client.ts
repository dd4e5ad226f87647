/** The client: what failed, what it changed, and the trace of what it did. The command line and the page share this. */

import type { CookieRefusal } from '../../client/cookie.ts';
import type { Failure, FailureCode, SystemError, Wait } from '../../client/failure.ts';
import type { Change, InputCode } from '../../client/input.ts';
import type { KeepReason } from '../../client/notes.ts';
import type { Halt } from '../../client/redirect.ts';
import type { SentFraming } from '../../client/request.ts';
import type { Framing } from '../../http1/events.ts';
import { RULES, type RuleId } from '../../http1/rules.ts';
import { duration } from '../duration.ts';
import { group, octets } from './count.ts';
import { ruleSentences } from './rules.ts';

/** `ECONNREFUSED, errno 111, connect`: the system's own words, to look up. */
const system = ({ name, number, call }: SystemError) =>
  [name, ...(number === null ? [] : [`errno ${number}`]), call].join(', ');

const because = (failure: Failure) => (failure.system === undefined ? '' : ` (${system(failure.system)})`);

/** The sentence of a rule with its section inside, before its full stop. */
const rule = (id: RuleId) => `${ruleSentences[id].replace(/\.$/, '')} (${RULES[id].section}).`;

const broken = ({ at, rule: id }: Failure) =>
  id === undefined ? '' : `${at === undefined ? '' : `, at octet ${group(at)}`}. ${rule(id)}`;

/** A response that breaks one of these may still be HTTP/1.1: it only exceeds our limits. */
const LIMITS: ReadonlySet<RuleId> = new Set<RuleId>([
  'status-line-too-long',
  'header-section-too-long',
  'too-many-fields',
  'chunk-line-too-long',
  'chunk-extensions-too-long',
  'trailer-too-long',
]);

const isTooMuch = ({ rule: id }: Failure) => id !== undefined && LIMITS.has(id);

const whereCut = ({ at, missing = 0 }: Failure) =>
  `${at === undefined ? '' : `, after octet ${group(at)}`}${missing === 0 ? '' : `: ${octets(missing)} announced but never received`}`;

const waits: Readonly<Record<Wait, (where: string, time: string) => string>> = {
  resolve: (where, time) => `The resolver gave no answer for ${where} within ${time}.`,
  connect: (where, time) => `No connection to ${where} within ${time}, our own limit: nothing answers there.`,
  tls: (where, time) =>
    `No TLS with ${where} within ${time}: it accepts connections, but does not finish the handshake.`,
  write: (where, time) => `${where} accepted none of our octets for ${time}.`,
  read: (where, time) => `${where} sent nothing for ${time}.`,
  total: (where, time) => `The total limit of ${time} has passed; the last response from ${where} is incomplete.`,
};

const failures: Readonly<Record<FailureCode, (failure: Failure) => string>> = {
  name: (f) => `The name ${f.where} has no address${because(f)}.`,
  refused: (f) => `No connection to ${f.where}: nothing is listening there${because(f)}.`,
  connect: (f) => `No connection to ${f.where}${because(f)}.`,
  timeout: (f) => waits[f.wait ?? 'total'](f.where, duration(f.limit ?? 0)) + because(f),
  reset: (f) => `${f.where} broke off the connection before its response was complete${because(f)}.`,
  empty: (f) => `${f.where} closed the connection without a response${because(f)}.`,
  'cut-short': (f) => `${f.where} closed the connection before its response was complete${whereCut(f)}.`,
  'bad-response': (f) =>
    `What ${f.where} sent is ${isTooMuch(f) ? 'more than this client reads' : 'not HTTP/1.1'}${broken(f) || '.'}`,
  'interim-storm': (f) => `${f.where} sent more than ${f.limit} interim (1xx) responses and no final one.`,
  tls: (f) => `No TLS with ${f.where}: ${f.detail ?? ''}${because(f)}.`,
  certificate: (f) => `The certificate of ${f.where} is not trusted: ${f.detail ?? ''}${because(f)}.`,
  coding: (f) => `The content from ${f.where} does not match its Content-Encoding, ${f.detail ?? ''}${because(f)}.`,
  'too-large': (f) => `The content from ${f.where} exceeds ${octets(f.limit ?? 0)} once decoded.`,
  content: (f) =>
    f.detail === undefined
      ? `The content does not have the announced length: announced ${octets(f.limit ?? 0)}, got ${octets(f.at ?? 0)}.`
      : `The content could not be read: ${f.detail}.`,
  'not-allowed': (f) => `No connection to ${f.where}: this target has not been allowed.`,
  aborted: (f) => `Stopped while talking to ${f.where}.`,
};

const inputs: Readonly<Record<InputCode, (detail: string) => string>> = {
  'url-empty': () => 'A URL is missing.',
  'url-scheme': (detail) => `The scheme is ${detail}; this client speaks http and https.`,
  'url-host-missing': () => 'The URL has no host.',
  'url-host': (detail) =>
    `“${detail}” is neither a host name nor an address. Write an IPv6 address in brackets, as in [::1].`,
  'url-port': (detail) => `The port must be a number from 1 to 65535, not “${detail}”.`,
  target: () => 'A request-target may contain only visible US-ASCII, without SP and “#” (RFC 9112 §3.2).',
  method: (detail) => `“${detail}” is not a method: use only letters, digits and certain symbols (RFC 9110 §9.1).`,
  'field-name': (detail) =>
    `“${detail}” is not a field name: use only letters, digits and certain symbols (RFC 9110 §5.1).`,
  'field-value': (detail) =>
    `The value of ${detail} contains a control octet; CR or LF would end its line (RFC 9110 §5.5).`,
  cookie: (detail) => `“${detail}” is not a cookie; write name=value.`,
  boundary: (detail) =>
    `“${detail}” is not a boundary: use 1 to 70 letters, digits and certain symbols (RFC 2046 §5.1.1).`,
  'boundary-in-content': (detail) => `The boundary occurs inside the part “${detail}”: the part would end there.`,
};

const changes: Readonly<Record<Change['what'], (change: Change) => string>> = {
  'scheme-added': ({ after }) => `no scheme was given: ${after}`,
  'host-encoded': ({ before, after }) => `${before} becomes ${after}: DNS knows only US-ASCII (RFC 5891)`,
  'fragment-dropped': ({ before }) => `${before} is left out: a fragment is never sent (RFC 9110 §7.1)`,
  'percent-encoded': ({ before, after }) => `${before} is sent as ${after}: a request-target is visible US-ASCII`,
  'userinfo-moved': ({ before }) =>
    `${before} moves to Authorization: a request-target has no userinfo (RFC 9110 §4.2.4)`,
  'userinfo-dropped': () => 'the userinfo in Location is left out (RFC 9110 §4.2.4)',
  crlf: ({ before }) => `LF became CR LF in ${before} places`,
};

/** How our request frames its content. */
const sent: Readonly<Record<SentFraming, string>> = {
  none: 'no content',
  length: 'content with a Content-Length',
  chunked: 'content in chunks',
  'by-hand': 'content framed by fields you wrote yourself',
};

const framings: Readonly<Record<Framing['by'], (framing: Framing) => string>> = {
  none: () => 'the response ends with its head',
  length: (f) => `Content-Length: ${octets(f.by === 'length' ? f.length : 0)} of content follow`,
  chunked: () => 'Transfer-Encoding: chunked: content in chunks, ended by one of size 0',
  close: () => 'neither length nor chunks: content runs until the connection closes',
  tunnel: () => 'what follows is another protocol',
};

const keeps: Partial<Record<KeepReason, string>> = {
  'request-close': 'our request asked to close',
  'request-unfinished': 'the response came before the whole request was sent',
  'octets-after-response': 'octets arrived that belong to no response',
  failed: 'the exchange failed',
  'client-done': 'there are no more requests',
  'until-close': 'its close marked the end of the content',
  tunnel: 'it now carries another protocol',
};

/** A reason to keep a connection or not, with its section where it is a rule. */
const keepReason = (why: KeepReason): string => {
  const own = keeps[why];
  if (own !== undefined) return own;
  return why in RULES ? rule(why as RuleId) : why;
};

const halts: Readonly<Record<Halt, (detail: string) => string>> = {
  'no-location': () => 'it has no Location',
  'many-locations': (detail) => `it has several different Locations: ${detail}`,
  'bad-location': (detail) => `its Location is not a URL: ${detail}`,
  'other-scheme': (detail) => `its Location is not http or https: ${detail}`,
  'content-gone': () => 'the content cannot be sent a second time',
  limit: (detail) => `${detail} redirects were already followed`,
  loop: () => 'it leads to a request that was already made',
};

const cookieRefusals: Readonly<Record<CookieRefusal, string>> = {
  'no-name': 'it has no name',
  'too-large': 'it is larger than 4,096 octets',
  'other-domain': 'its Domain is not the server’s',
  'top-level': 'its Domain is a whole top-level domain',
  'not-secure': 'it is Secure, and this is not https',
  prefix: 'its name promises attributes that it lacks',
};

export const client = {
  octets,
  rule,
  system,
  failure: (failure: Failure) => failures[failure.code](failure),
  input: (code: InputCode, detail: string) => inputs[code](detail),
  change: (change: Change) => changes[change.what](change),
  sent,
  framing: (framing: Framing) => framings[framing.by](framing),
  keepReason,
  halt: (halt: Halt, detail: string) => halts[halt](detail),
  cookieRefusal: (why: CookieRefusal) => cookieRefusals[why],
  trace: {
    connect: 'connect',
    write: (count: number) => `write, ${octets(count)}`,
    read: (count: number) => `read, ${octets(count)}`,
    fin: 'FIN',
    reset: 'RST',
    closed: (error: string | undefined) => (error === undefined ? 'closed' : `closed: ${error}`),
    connection: (number: number) => `connection ${number}`,
    more: (count: number) => `… ${octets(count)} more`,
    resolved: (host: string, addresses: string, time: string) => `${host} is ${addresses} (${time})`,
    connecting: (remote: string) => `trying ${remote}`,
    notConnected: (remote: string, why: string) => `cannot connect to ${remote}: ${why}`,
    tls: (protocol: string, cipher: string) => `${protocol}, ${cipher}`,
    certificate: (subject: string, issuer: string) => `certificate of ${subject || '?'}, signed by ${issuer || '?'}`,
    untrusted: 'not trusted, but accepted: --insecure',
    reused: (number: number) => `reusing connection ${number}: no new handshake`,
    interim: (status: number, reason: string) => `${status} ${reason}: interim, the final response is still to come`,
    framing: (sentence: string, section: string) => `framing: ${sentence} (${section})`,
    tolerated: (sentence: string) => `tolerated: ${sentence}`,
    complete: (content: number, trailers: number) =>
      `complete: ${octets(content)} of content${trailers === 0 ? '' : `, trailer fields: ${trailers}`}`,
    kept: (why: string) => `connection kept: ${why}`,
    notKept: (why: string) => `connection not kept: ${why}`,
    repeat: 'the kept connection had been closed: retrying on a new one',
    redirect: (status: number, method: string, url: string) => `${status} leads to ${method} ${url}`,
    methodChanged: 'the method became GET, without the content (RFC 9110 §15.4)',
    dropped: (names: string) => `left out, meant for the old origin or for content no longer sent: ${names}`,
    downgraded: 'from https to http: from here on, anyone on the path can read everything',
    halt: (status: number, why: string) => `${status} is not followed: ${why}`,
    cookieSet: (name: string, domain: string, path: string) => `cookie ${name} stored for ${domain}${path}`,
    cookieRemoved: (name: string) => `cookie ${name} removed`,
    cookieRefused: (line: string, why: string) => `cookie not stored, ${why}: ${line}`,
    codingUnknown: (codings: string) => `content not decoded: unknown coding ${codings}`,
    decoded: (codings: string, before: number, after: number) =>
      `${codings} decoded: ${octets(before)} became ${octets(after)}`,
    split: (head: number, content: number) =>
      `the empty line separates ${octets(head)} of head from ${octets(content)}`,
    noSplit: 'no empty line arrived: no head to separate from content',
  },
  failureStatus: (status: number, reason: string, method: string, url: string) =>
    `${method} ${url} was answered with ${status}${reason === '' ? '' : ` ${reason}`}.`,
  tooManyRedirects: (url: string, why: string) => `Gave up at ${url}: ${why}.`,
  binary: 'The content is not text and is not shown here. Use --output FILE, or a pipe.',
  usage: {
    noUrl: 'A URL is missing.',
    header: (text: string) => `-H takes 'Name: value', not '${text}'.`,
    pair: (flag: string, text: string) => `${flag} takes name=value, not '${text}'.`,
    seconds: (flag: string, text: string) => `${flag} takes seconds, such as 2.5, or 0 to wait forever, not '${text}'.`,
    count: (flag: string, text: string) => `${flag} takes a whole number, not '${text}'.`,
    oneContent: (flags: string) => `Content can be given only once: ${flags} were given.`,
    rawAlone: (flag: string) => `${flag} cannot be used with --raw: the octets are the whole request.`,
    rawOnly: (flag: string) => `${flag} needs --raw.`,
    rawVerb: '--raw works only with octet request.',
    rawOne: '--raw takes one URL: where to connect.',
    notJson: (fault: string) => `--json takes JSON (${fault}). To send it anyway, use --data, and -H for its type.`,
    oneStdin: 'Standard input can be read only once.',
    see: (sentence: string) => `${sentence}. See octet request --help.`,
    cannotRead: (file: string, why: string) => `Cannot read ${file}: ${why}.`,
    cannotWrite: (file: string, why: string) => `Cannot write ${file}: ${why}.`,
    tooLarge: (file: string, limit: number) => `${file} is larger than ${octets(limit)}, too large to hold in memory.`,
    output: '--output takes one URL at a time.',
  },
};
