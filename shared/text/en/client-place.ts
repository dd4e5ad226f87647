/** The Client place: what is asked, what is sent, what came of it. */

import type { Range } from '../../base/octets.ts';
import type { OctetsFaultWords } from '../../client/draft/read.ts';
import type { Against } from '../../client/jar.ts';
import type { StatusClass } from '../../client/status.ts';
import { client } from './client.ts';
import { aboutFailure } from './client-failures.ts';
import { clientRaw } from './client-raw.ts';
import { group } from './waiting.ts';

const { octets } = client;

const faults: OctetsFaultWords<string> = {
  verdict: ({ at, rule }) => `octet ${group(at)} breaks a rule. ${client.rule(rule)}`,
  unfinished: () => 'the request is not complete: a server waits for the rest.',
  more: ({ at }) => `the request is complete at octet ${group(at)}, and more octets follow.`,
  spelling: ({ at }) => `from octet ${group(at)} on it is written as no form writes it.`,
  escape: ({ at }) => `character ${at + 1} of the text begins no escape. Write \`\\\\\` for a backslash.`,
};

const classes: Readonly<Record<StatusClass, string>> = {
  interim: 'wait, the answer is still to come',
  successful: 'it worked',
  redirect: 'look elsewhere',
  'client-error': 'you made a mistake, says the server',
  'server-error': 'I made a mistake, says the server',
  unknown: 'a class nobody has defined',
};

const against: Readonly<Record<Against, string>> = {
  host: 'stays: it is for another host',
  path: 'stays: it is for another path',
  secure: 'stays: it is for https only',
};

const ms = (value: number) => (value < 10 ? `${value.toFixed(1)} ms` : `${group(Math.round(value))} ms`);

export const clientPlace = {
  title: 'Client',
  rooms: { request: 'Comfortable', raw: 'Raw' },
  intro: {
    request:
      'Write a request as a form or octet by octet: both are always the same. What is sent is what you see, over a real socket.',
    raw: 'A socket and nothing else: connect, `sendall`, `recv` until the server closes. Nothing is added, nothing is understood.',
  },
  octets,
  ms,

  examples: {
    title: 'Start from',
    get: 'GET /',
    form: 'POST a form',
    json: 'JSON to the users API',
    multipart: 'Upload a file',
    redirect: 'Redirect with a cookie',
    chunked: 'Chunked stream',
    timeout: 'Time-out',
    gzip: 'Coded content',
    missing: 'Raise for status',
  },

  server: 'Server',
  otherServer: 'by URL',
  states: { stopped: 'stopped', starting: 'starting', listening: 'listens', crashed: 'crashed', ended: 'ended' },
  serverState: (name: string, state: string) => `${name} (${state})`,
  method: 'Method',
  url: 'URL',
  urlHint: 'http://127.0.0.1:8080/path',
  notStarted: (server: string) => `${server} could not be started.`,

  form: 'As a form',
  sections: {
    query: 'Query',
    fields: 'Fields',
    cookies: 'Cookies',
    content: 'Content',
    sending: 'Sending',
  },
  counted: (name: string, count: number) => (count === 0 ? name : `${name} ${count}`),
  name: 'Name',
  value: 'Value',
  nth: (what: string, n: number) => `${what} ${n}`,
  add: 'Add a line',
  remove: (n: number) => `Remove line ${n}`,
  queryNote: 'Appended to the query of the URL, percent-encoded.',
  exact: 'Only these field lines',
  exactNote: 'Nothing is added then: no Host, no Cookie, no Content-Type and no Content-Length.',
  fieldsNote: 'Host, and what describes the content, are added, unless a line here says something else.',
  target: 'Request-target by hand',
  targetNote: 'Instead of path and query: `*`, or a whole URL as to a proxy. Empty: as the URL says.',

  cookiesNote: 'By hand, before those of the jar.',
  useJar: 'Send the jar’s cookies',
  jar: 'The jar',
  jarEmpty: 'Empty. An answer with Set-Cookie fills it.',
  jarColumns: { cookie: 'cookie', scope: 'for', from: 'set by', now: 'this request' },
  goes: 'goes with it',
  staysAll: 'stays: the jar is off',
  staysExact: 'stays: only the field lines of the form are sent',
  against,
  scope: (domain: string, path: string, hostOnly: boolean, secure: boolean) =>
    `${hostOnly ? '' : '*.'}${domain}${path}${secure ? ', https only' : ''}`,
  expires: (when: string) => `until ${when}`,
  session: 'until the jar is emptied',
  unknownSource: 'an earlier page',
  emptyJar: 'Empty the jar',

  contentKind: 'Kind',
  contentKinds: {
    none: 'none',
    text: 'text',
    json: 'JSON',
    form: 'form',
    multipart: 'form with files (multipart)',
    octets: 'octets',
  },
  contentText: 'Text',
  contentType: 'Content-Type',
  contentOctets: 'Octets',
  contentOctetsHint: 'CR is `\\r`, LF is `\\n`, any octet is `\\xHH`. A line end of this box is not sent.',
  notJson: (fault: string) => `No JSON: ${fault}. It is sent all the same.`,
  notAnEscape: (at: number) => `Character ${at + 1} begins no escape.`,
  addText: 'Add a field',
  addFile: 'Add a file',
  file: 'File',
  partOf: (n: number) => `Part ${n}`,
  fileName: 'File name',
  fileType: 'Type',
  fileSize: (count: number) => octets(count),
  boundary: 'Boundary',
  tooLarge: (most: number) => `At most ${octets(most)} can be sent from the page.`,

  follow: 'Follow redirects',
  followNote: 'Off by default, as in httpx: a redirect is then an answer like any other.',
  hops: 'at most',
  raise: 'Raise for status',
  raiseNote: '4xx and 5xx count as a failure.',
  decode: 'Undo content codings',
  decodeNote: 'gzip, deflate and br; off, the octets are shown as they were sent.',
  insecure: 'Take any certificate',
  timeouts: 'Time-outs, in seconds (0 waits forever)',
  timeout: { connect: 'connect', write: 'write', read: 'read', total: 'in all' },

  octetsTitle: 'As octets',
  octetsHint:
    'CR is `\\r`, LF is `\\n`, any octet is `\\xHH`; Enter writes `\\r\\n`. A line end of this box is only layout.',
  octetsCount: (count: number) => octets(count),
  octetsLong: (shown: number, all: number) =>
    `The first ${octets(shown)} of ${octets(all)}: too much to be written by hand. The form still changes all of it.`,
  inStep: 'in step with the form',
  byHand: (why: string) => `**No form says this:** ${why} It is sent as it stands, and the form waits.`,
  backToForm: 'Write them from the form again',
  faults,
  inputFault: (sentence: string) => `**No request yet.** ${sentence}`,

  send: 'Send',
  sendByHand: 'Send these octets as they are',
  stop: 'Stop',
  running: 'Under way',
  offline: 'The link to the server is lost.',
  resting: (count: number) =>
    count === 0
      ? 'No connection is kept.'
      : count === 1
        ? '1 connection is kept open.'
        : `${count} connections are kept open.`,
  closeResting: 'Close them',

  answer: 'What came',
  empty:
    'Nothing sent yet. Choose an example, or write a request, and send it: every hop, every read and the time of each appear here.',
  refused: (why: string) => `Not sent: ${why}`,
  hop: (n: number) => `${n}.`,
  hopOf: (method: string, url: string) => `${method} ${url}`,
  rawHop: (remote: string) => `raw octets to ${remote}`,
  noAnswer: 'no answer',
  waiting: 'waiting for the answer',
  classes,
  status: (status: number, reason: string) => `${status} ${reason}`.trim(),
  connectionNew: (n: number) => `connection ${n}, new`,
  connectionKept: (n: number) => `connection ${n}, kept from before`,
  times: {
    title: 'Times since the hop began',
    resolved: 'name resolved',
    connected: 'connected',
    sent: 'request written',
    first: 'first octet',
    last: 'last octet',
  },
  openInPlay: 'Open in Play',
  followHop: 'Put the next hop into the form',
  told: 'What the client did',
  head: 'Head of the answer',
  sentHead: 'Head of the request, as sent',
  trailers: 'Trailer fields',
  views: {
    title: 'The answer as',
    text: 'Text',
    json: 'JSON',
    octets: 'Octets',
    pieces: 'Pieces',
    wire: 'Wire and content',
  },
  noContent: 'No content.',
  decodedFrom: (codings: string, before: number, after: number) =>
    `${codings} undone: ${octets(before)} on the wire became ${octets(after)}. Which came from which, “Wire and content” shows, for gzip and deflate.`,
  asSent: (codings: string) => `Still coded with ${codings}: these are the octets as they were sent.`,
  encoding: (name: string, why: 'charset' | 'assumed') =>
    why === 'charset' ? `Read as ${name}, as its charset says.` : `Read as ${name}: the answer names no charset.`,
  binary: 'The type says that this is no text. Look at the octets.',
  malformed: (count: number) =>
    count === 1 ? '1 octet is no character, shown as �.' : `${group(count)} octets are no characters, shown as �.`,
  notJsonAnswer: (fault: string) => `This is no JSON: ${fault}`,
  cutText: (shown: number, all: number) => `The first ${octets(shown)} of ${octets(all)}.`,
  withheld: (count: number) => `${octets(count)} more came and were counted only: a page takes 8 MiB.`,
  piece: (n: number, count: number, time: string) => `Read ${n}: ${octets(count)} after ${time}`,
  pieceLegend: 'Each read as the socket gave it. Underlined: content; dim: head and framing.',
  decodedPieces: 'The content, its coding undone, as it came out',
  mapHint: 'Arrow keys walk through the content; what it came from on the wire is lit.',
  mapWire: 'On the wire',
  mapContent: 'Content',
  mapSays: (content: number, wires: readonly number[], name: string) => {
    const [first = 0] = wires;
    const last = wires.at(-1) ?? first;
    if (first === last) return `Octet ${group(content)} of the content, ${name}: octet ${group(first)} on the wire.`;
    return `Octet ${group(content)} of the content, ${name}: octets ${group(first)} to ${group(last)} on the wire.`;
  },
  mapOrigin: {
    literal: 'Written as itself, in bits of its own.',
    stored: 'Stored as it is.',
    copy: 'A copy of what came before.',
  },
  mapCopy: ({ start, end }: Range) =>
    end - start === 1
      ? `A copy of octet ${group(start)} of the content.`
      : `Part of a copy of octets ${group(start)} to ${group(end - 1)} of the content.`,
  mapCoded:
    'Still coded, or of a coding whose octets cannot be told apart (br): what is mapped is the content as it was sent.',

  askConsent: (target: string) => `Ask where ${target} leads, and allow it`,
  failure: client.failure,
  what: 'What to do',
  inPython: 'In Python you see',
  about: aboutFailure,
  python: { httpx: 'httpx', requests: 'requests', socket: 'socket' },
  raised: (status: number, reason: string) =>
    `The status is ${status}${reason === '' ? '' : ` ${reason}`}, and you asked for that to be a failure.`,
  raisedAdvice: 'The answer is complete and can be read all the same: what it says below may tell why.',
  raisedPython: (status: number, reason: string) =>
    status < 500
      ? `httpx.HTTPStatusError: Client error '${status} ${reason}' for url …`
      : `httpx.HTTPStatusError: Server error '${status} ${reason}' for url …`,
  raisedRequests: 'requests.exceptions.HTTPError',
  halted: {
    limit: 'Too many redirects: the chain was given up.',
    loop: 'The redirects lead in a circle: the chain was given up.',
    other: 'The last redirect could not be followed.',
  },
  haltedPython: 'httpx.TooManyRedirects: Exceeded maximum allowed redirects.',

  code: 'The same in code',
  codes: { httpx: 'Python, httpx', socket: 'Python, socket', curl: 'curl', octet: 'octet' },
  copy: 'Copy',
  copied: 'Copied.',
  copyFailed: 'The browser did not let it be copied.',
  noCode: 'No request, no code.',
  codeFiles: 'Files are named as they are here: run it where they lie.',

  raw: clientRaw,
};
