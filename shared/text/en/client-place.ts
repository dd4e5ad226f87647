/** The Client place: the request, the octets sent, and the response. */

import type { Range } from '../../base/octets.ts';
import type { OctetsFaultWords } from '../../client/draft/read.ts';
import type { Against } from '../../client/jar.ts';
import type { StatusClass } from '../../client/status.ts';
import { client } from './client.ts';
import { aboutFailure } from './client-failures.ts';
import { clientRaw } from './client-raw.ts';
import { group } from './count.ts';

const { octets } = client;

const faults: OctetsFaultWords<string> = {
  verdict: ({ at, rule }) => `octet ${group(at)} breaks a rule. ${client.rule(rule)}`,
  unfinished: () => 'the request is not complete: a server waits for the rest.',
  more: ({ at }) => `the request is complete at octet ${group(at)}, and more octets follow.`,
  spelling: ({ at }) => `from octet ${group(at)} on, it is spelled in a way the form never uses.`,
  escape: ({ at }) => `character ${at + 1} of the text does not start a valid escape. Write \`\\\\\` for a backslash.`,
};

const classes: Readonly<Record<StatusClass, string>> = {
  interim: 'wait, the final response is still to come',
  successful: 'it worked',
  redirect: 'look elsewhere',
  'client-error': 'you made a mistake, says the server',
  'server-error': 'I made a mistake, says the server',
  unknown: 'an undefined class',
};

const against: Readonly<Record<Against, string>> = {
  host: 'not sent: it is for another host',
  path: 'not sent: it is for another path',
  secure: 'not sent: it is for https only',
};

const ms = (value: number) => (value < 10 ? `${value.toFixed(1)} ms` : `${group(Math.round(value))} ms`);

export const clientPlace = {
  title: 'Client',
  rooms: { request: 'HTTP request', raw: 'Raw socket' },
  intro: {
    request:
      'Write a request as a form or octet by octet: the two stay in sync. What you see is what is sent, over a real socket.',
    raw: 'A socket and nothing else: connect, `sendall`, `recv` until the server closes. Nothing is added, nothing is interpreted.',
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
    timeout: 'Timeout',
    gzip: 'Compressed content',
    missing: 'Raise for status',
  },

  server: 'Server',
  otherServer: 'Any URL',
  states: { stopped: 'stopped', starting: 'starting', listening: 'listening', crashed: 'crashed', ended: 'ended' },
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
  exactNote: 'Nothing else is added: no Host, Cookie, Content-Type or Content-Length.',
  fieldsNote: 'Host and the fields that describe the content are added unless you set them here.',
  target: 'Custom request-target',
  targetNote: 'Replaces path and query: `*`, or a whole URL as sent to a proxy. Empty: taken from the URL.',

  cookiesNote: 'Your own, sent before those in the cookie jar.',
  useJar: 'Send cookies from the jar',
  jar: 'Cookie jar',
  jarEmpty: 'Empty. A response with Set-Cookie fills it.',
  jarWithheld: (count: number) =>
    count === 1
      ? 'One older cookie is kept and sent, but not listed.'
      : `${count} older cookies are kept and sent, but not listed.`,
  jarColumns: { cookie: 'cookie', scope: 'for', from: 'set by', now: 'this request' },
  goes: 'sent',
  staysAll: 'not sent: the jar is off',
  staysExact: 'not sent: only the form’s field lines are',
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
  contentOctetsHint: 'CR is `\\r`, LF is `\\n`, any octet is `\\xHH`. Line breaks in this box are not sent.',
  notJson: (fault: string) => `Not JSON: ${fault}. It is sent anyway.`,
  notAnEscape: (at: number) => `Character ${at + 1} does not start a valid escape.`,
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
  followNote: 'Off by default, as in httpx: a redirect is then a response like any other.',
  hops: 'at most',
  raise: 'Raise for status',
  raiseNote: 'Treats 4xx and 5xx as failures.',
  decode: 'Decode content',
  decodeNote: 'gzip, deflate and br; when off, the octets are shown as they were sent.',
  insecure: 'Accept any certificate',
  timeouts: 'Timeouts, in seconds (0: no limit)',
  timeout: { connect: 'connect', write: 'write', read: 'read', total: 'total' },

  octetsTitle: 'As octets',
  octetsHint:
    'CR is `\\r`, LF is `\\n`, any octet is `\\xHH`; Enter writes `\\r\\n`. Line breaks in this box are only layout.',
  octetsCount: (count: number) => octets(count),
  octetsLong: (shown: number, all: number) =>
    `The first ${octets(shown)} of ${octets(all)}: too long to edit by hand. The form still edits all of it.`,
  inStep: 'in sync with the form',
  byHand: (why: string) => `**Not possible in the form:** ${why} It is sent as it stands; the form is not updated.`,
  backToForm: 'Rewrite from the form',
  faults,
  inputFault: (sentence: string) => `**No request yet.** ${sentence}`,

  send: 'Send',
  sendByHand: 'Send these octets as they stand',
  stop: 'Stop',
  running: 'In progress',
  offline: 'The link to the server is lost.',
  resting: (count: number) =>
    count === 0
      ? 'No connection is kept open.'
      : count === 1
        ? '1 connection is kept open.'
        : `${count} connections are kept open.`,
  closeResting: 'Close all',

  answer: 'Response',
  empty:
    'Nothing sent yet. Choose an example, or write a request, and send it: every hop and every read appear here, each with its time.',
  refused: (why: string) => `Not sent: ${why}`,
  hop: (n: number) => `${n}.`,
  hopOf: (method: string, url: string) => `${method} ${url}`,
  rawHop: (remote: string) => `raw octets to ${remote}`,
  noAnswer: 'no response',
  waiting: 'waiting for the response',
  classes,
  status: (status: number, reason: string) => `${status} ${reason}`.trim(),
  connectionNew: (n: number) => `connection ${n}, new`,
  connectionKept: (n: number) => `connection ${n}, reused`,
  times: {
    title: 'Times since the hop began',
    resolved: 'name resolved',
    connected: 'connected',
    sent: 'request written',
    first: 'first octet',
    last: 'last octet',
  },
  openInPlay: 'Open in Play',
  followHop: 'Load the next hop into the form',
  told: 'What the client did',
  head: 'Response head',
  sentHead: 'Request head, as sent',
  trailers: 'Trailer fields',
  views: {
    title: 'Show the response as',
    text: 'Text',
    json: 'JSON',
    octets: 'Octets',
    pieces: 'Pieces',
    wire: 'Wire and content',
  },
  noContent: 'No content.',
  decodedFrom: (codings: string, before: number, after: number) =>
    `${codings} decoded: ${octets(before)} on the wire became ${octets(after)}. For gzip and deflate, “Wire and content” shows which came from which.`,
  asSent: (codings: string) => `Still encoded with ${codings}: these are the octets as they were sent.`,
  encoding: (name: string, why: 'charset' | 'assumed') =>
    why === 'charset'
      ? `Read as ${name}, the charset it declares.`
      : `Read as ${name}: the response declares no charset.`,
  binary: 'The media type says that this is not text. Look at the octets.',
  malformed: (count: number) =>
    count === 1
      ? '1 octet is not a valid character and is shown as �.'
      : `${group(count)} octets are not valid characters and are shown as �.`,
  notJsonAnswer: (fault: string) => `This is not JSON: ${fault}`,
  cutText: (shown: number, all: number) => `The first ${octets(shown)} of ${octets(all)}.`,
  withheld: (count: number) => `${octets(count)} more arrived and were only counted: the page keeps 8 MiB.`,
  piece: (n: number, count: number, time: string) => `Read ${n}: ${octets(count)} after ${time}`,
  pieceLegend: 'Each read as the socket returned it. Underlined: content; dim: head and framing.',
  decodedPieces: 'The decoded content, in the pieces the decoder gave',
  mapHint: 'Arrow keys move through the content; its origin on the wire is highlighted.',
  mapWire: 'On the wire',
  mapContent: 'Content',
  mapSays: (content: number, wires: readonly number[], name: string) => {
    const [first = 0] = wires;
    const last = wires.at(-1) ?? first;
    if (first === last) return `Octet ${group(content)} of the content, ${name}: octet ${group(first)} on the wire.`;
    return `Octet ${group(content)} of the content, ${name}: octets ${group(first)} to ${group(last)} on the wire.`;
  },
  mapOrigin: {
    literal: 'A literal, with its own bits.',
    stored: 'Stored, not compressed.',
    copy: 'A copy of earlier content.',
  },
  mapCopy: ({ start, end }: Range) =>
    end - start === 1
      ? `A copy of octet ${group(start)} of the content.`
      : `Part of a copy of octets ${group(start)} to ${group(end - 1)} of the content.`,
  mapCoded:
    'Still encoded, or in a coding that cannot be traced octet by octet (br): the map shows the content as it was sent.',

  askConsent: (target: string) => `See where ${target} leads, and allow it`,
  failure: client.failure,
  what: 'What to do',
  inPython: 'In Python you see',
  about: aboutFailure,
  python: { httpx: 'httpx', requests: 'requests', socket: 'socket' },
  raised: (status: number, reason: string) =>
    `The status is ${status}${reason === '' ? '' : ` ${reason}`}, which you chose to treat as a failure.`,
  raisedAdvice: 'The response is complete; its content below may say why.',
  raisedPython: (status: number, reason: string) =>
    status < 500
      ? `httpx.HTTPStatusError: Client error '${status} ${reason}' for url …`
      : `httpx.HTTPStatusError: Server error '${status} ${reason}' for url …`,
  raisedRequests: 'requests.exceptions.HTTPError',
  halted: {
    limit: 'Too many redirects: the client gave up.',
    loop: 'The redirects form a loop: the client gave up.',
    other: 'The last redirect could not be followed.',
  },
  haltedPython: 'httpx.TooManyRedirects: Exceeded maximum allowed redirects.',

  code: 'The same as code',
  codes: { httpx: 'Python, httpx', socket: 'Python, socket', curl: 'curl', octet: 'octet' },
  copy: 'Copy',
  copied: 'Copied.',
  copyFailed: 'The browser blocked the copy.',
  noCode: 'No request, so no code.',
  codeFiles: 'Files keep the names they have here: run it in the folder that holds them.',

  raw: clientRaw,
};
