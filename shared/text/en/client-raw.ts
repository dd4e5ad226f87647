/** The raw room of the Client place. */
import { client } from './client.ts';
import { group } from './waiting.ts';

const { octets } = client;

export const clientRaw = {
  text: 'Lines to send',
  textHint: 'As you would type them: each line ends in LF. The empty line at the end says that the head is complete.',
  where: 'Where to',
  crlf: 'LF becomes CR LF',
  crlfNote: 'HTTP ends its lines in CR LF; a text box, and a Python string over several lines, in LF.',
  halfClose: 'FIN after the last octet',
  halfCloseNote: '`shutdown(SHUT_WR)`: that was all, now I only listen.',
  timeout: 'Time-out of recv, seconds',
  change: 'What is done to them',
  changed: (count: number) =>
    count === 0
      ? 'Nothing: every octet goes out as it stands.'
      : `${count === 1 ? '1 CR is' : `${group(count)} CRs are`} put in, before the LF of each line.`,
  put: 'put in',
  before: (count: number) => `${octets(count)} written`,
  after: (count: number) => `${octets(count)} sent`,
  send: 'sendall',
  pieces: 'recv, piece by piece',
  eof: 'recv gives b"": the server has closed.',
  empty: 'Nothing sent yet. Press sendall: each piece appears here as recv gives it, with its size and time.',
  noEof: 'The server has not closed.',
  split: 'Split at the empty line',
  splitHead: 'head',
  splitEmpty: 'the empty line',
  splitContent: 'body',
  noSplit: 'No empty line came: there is no head to part from a body.',
  size: (count: number) => octets(count),
  firstDigit: (digit: string, meaning: string) => `The first digit of the status is ${digit}: ${meaning}.`,
  chunkedHint: 'The body is chunked: its sizes and line ends are framing, and the raw client leaves them in.',
  codedHint: (codings: string) => `The body is coded with ${codings}: the raw client leaves it as it is.`,
  browserNote: 'What a browser sends is longer: it says what it takes, in which languages and codings, and who it is.',
  browser: (url: string) => `Open ${url} in this browser`,
  browserThen: ': you read what it sent, and Play has it octet by octet.',
  examples: {
    get: 'GET /',
    open: 'Without Connection: close',
    lf: 'LF alone',
    unfinished: 'Unfinished',
    gzip: 'gzip and chunked',
  },
};
