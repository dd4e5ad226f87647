/** Wire cases with a few octets changed, the same ones for the same seed. */
import { concat, fromLatin1 } from '#shared/base/octets.ts';
import { randomFrom } from '../../random.ts';

/** What requests are made of, and what readers disagree about. */
const PIECES = [
  ' ',
  '\t',
  '\r',
  '\n',
  '\r\n',
  '\0',
  ':',
  ';',
  ',',
  '=',
  '"',
  '\\',
  '/',
  '?',
  '#',
  '*',
  '\x0b',
  '\x7f',
  '\xff',
]
  .concat([
    '0',
    '1',
    '5',
    'a',
    'G',
    'GET',
    'CONNECT',
    'HTTP/1.0',
    'HTTP/1.2',
    'HTTP/0.9',
    'http/1.1',
    '%00',
    'http://b/',
  ])
  .concat(['\r\n ', '\r\n\r\n', '\r\n0\r\n\r\n', 'Host: b\r\n', 'Host:\r\n', 'Connection: close\r\n', 'X : y\r\n'])
  .concat(['Connection: upgrade\r\nUpgrade: h2c\r\n', 'Expect: 100-continue\r\n', 'Content-Length: 5\r\n'])
  .concat(['Content-Length: 1\r\n', 'Transfer-Encoding: chunked\r\n', 'Transfer-Encoding: gzip\r\n', '+1', '0x5', '-'])
  .map(fromLatin1);

/** Gives mutated octets without end. */
export function* mutationsOf(cases: readonly Uint8Array[], seed: number): Generator<Uint8Array> {
  const random = randomFrom(seed);
  const below = (most: number): number => Math.floor(random() * most);
  const pick = <T>(some: readonly T[]): T => some[below(some.length)] as T;
  const mutate = (octets: Uint8Array): Uint8Array => {
    const at = below(octets.length + 1);
    const gone = random() < 0.5 ? 0 : below(4);
    const put =
      random() < 0.2 ? Uint8Array.of(below(256)) : random() < 0.2 ? octets.subarray(below(at + 1), at) : pick(PIECES);
    return concat([octets.subarray(0, at), put, octets.subarray(Math.min(octets.length, at + gone))]);
  };
  for (;;) {
    let octets = pick(cases);
    for (let times = 1 + below(3); times > 0; times--) octets = mutate(octets);
    yield random() < 0.2 ? concat([octets, pick(cases)]) : octets;
  }
}
