/** Connections for property tests of the tape: requests, responses, noise and events, cut anywhere. */
import fc from 'fast-check';
import type { Draft } from '#shared/transcript/record/entries.ts';
import { closed, crash, decides, fin, fired, open, reads, writes } from './script.ts';

const REQUESTS = [
  'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n',
  'POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 11\r\n\r\none\ntwo\rsix',
  'POST /b HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b\r\nhe\nlo\r\n0\r\nT: \xd0\x9f\r\n\r\n',
  'GET /\xd0\x9f HTTP/1.1\r\n',
  'GET / HTTP/1.1\nHost: x\r\rA: b\r\n\r\n',
  `\r\nGET /${'long/'.repeat(12)} HTTP/1.1\r\nHost:  x \r\nEmpty:\r\n\r\n`,
];
const RESPONSES = [
  'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 6\r\n\r\n\xe4\xbd\xa0\xd0\x9f!',
  'HTTP/1.1 200\nContent-Type: text/plain; charset=iso-8859-1\nContent-Length: 3\n\ncaf\xe9',
  'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n\xd0\x9f\xd0\x9f\r\n0\r\n\r\n',
  'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\nuntil close',
];

const binary = fc.uint8Array({ minLength: 1, maxLength: 30 }).map((octets) => String.fromCharCode(...octets));

/** A text of octets cut into pieces, none of them empty. */
function cut(text: string, cuts: readonly number[]): readonly string[] {
  const places = [...new Set([0, ...cuts.map((at) => at % text.length), text.length])].sort((a, b) => a - b);
  return places.slice(1).map((end, index) => text.slice(places[index], end));
}

const talk = (texts: readonly string[], entry: (octets: string) => Draft): fc.Arbitrary<Draft[]> =>
  fc
    .tuple(fc.oneof(fc.constantFrom(...texts), binary), fc.array(fc.nat(200), { maxLength: 5 }))
    .map(([text, cuts]) => cut(text, cuts).map(entry));

const event = fc.constantFrom(decides('respond', 0, 200), fin('client'), fired('idle'), crash(), closed());

/** Reads and writes in any order, with events between. */
export const mixed: fc.Arbitrary<readonly Draft[]> = fc
  .array(
    fc.oneof(
      talk(REQUESTS, reads),
      talk(RESPONSES, writes),
      event.map((one) => [one]),
    ),
    { maxLength: 8 },
  )
  .map((parts) => [open(), ...parts.flat()]);
