/** The raw socket of the Client place. */
import { client } from './client.ts';
import { group } from './count.ts';

const { octets } = client;

export const clientRaw = {
  text: 'Lines to send',
  textHint: 'As you would type them: each line ends in LF. The empty line at the end completes the head.',
  where: 'Connect to',
  crlf: 'Turn LF into CR LF',
  crlfNote: 'HTTP lines end in CR LF; lines in a text box or a multi-line Python string end in LF.',
  halfClose: 'FIN after the last octet',
  halfCloseNote: '`shutdown(SHUT_WR)`: that was all, from now on I only listen.',
  timeout: 'recv timeout, seconds',
  change: 'Changes before sending',
  changed: (count: number) =>
    count === 0
      ? 'None: every octet is sent as it stands.'
      : `${count === 1 ? '1 CR is' : `${group(count)} CRs are`} inserted, before the LF of each line.`,
  put: 'inserted',
  before: (count: number) => `${octets(count)} written`,
  after: (count: number) => `${octets(count)} sent`,
  send: 'sendall',
  pieces: 'recv, piece by piece',
  eof: 'recv returns b"": the server has closed.',
  empty: 'Nothing sent yet. Press sendall: each piece appears here as recv returns it, with its size and time.',
  noEof: 'The server has not closed.',
  split: 'Split at the empty line',
  splitHead: 'head',
  splitEmpty: 'the empty line',
  splitContent: 'body',
  noSplit: 'No empty line arrived: there is no head to split from a body.',
  size: (count: number) => octets(count),
  firstDigit: (digit: string, meaning: string) => `The first digit of the status is ${digit}: ${meaning}.`,
  chunkedHint: 'The body is chunked: the sizes and line ends are framing, and the raw client leaves them in.',
  codedHint: (codings: string) => `The body is encoded with ${codings}: the raw client does not decode it.`,
  browserNote: 'A browser sends more: what it accepts, in which languages and codings, and which browser it is.',
  browser: (url: string) => `Open ${url} in this browser`,
  browserThen: ': you see what it sent, and Play shows it octet by octet.',
  examples: {
    get: 'GET /',
    open: 'Without Connection: close',
    lf: 'Bare LF',
    unfinished: 'Unfinished',
    gzip: 'gzip and chunked',
  },
};
