/** Random inputs for the parsers: octets that get somewhere, because they are made of what messages are made of. */
import fc from 'fast-check';
import { fromLatin1, latin1 } from '#shared/base/octets.ts';
import { ENGINE_LIMITS } from '#shared/base/options.ts';
import type { CaseOptions } from '../cases/load.ts';
import { CASES } from './coverage.ts';

export const OPTIONS: readonly CaseOptions[] = (['request', 'response'] as const).flatMap((kind) =>
  (['hardened', 'rfc'] as const).map((mode) => ({
    kind,
    mode,
    methods: ['GET', 'HEAD'],
    asked: kind === 'response' ? 2 : null,
    limits: ENGINE_LIMITS,
    leniencies: null,
  })),
);

const SMALL = {
  method: 4,
  startLine: 16,
  headerSection: 40,
  fieldLines: 2,
  content: 9,
  chunkLine: 8,
  chunkExtensions: 6,
  trailerSection: 9,
};

/** Octets and words that messages are made of, so that random input gets beyond the first line. */
const WORDS = ' |\t|:|0|5|a|;|=|"|\\|,|GET| / |HTTP/1.1|HTTP/1.0|close'
  .split('|')
  .concat(['\r\n', '\r', '\n', '\0', '\xff', 'HTTP/1.1 200 OK\r\n', 'GET / HTTP/1.1\r\n', 'Host: a\r\n'])
  .concat(['Content-Length: 5\r\n', 'Transfer-Encoding: chunked\r\n', '0\r\n\r\n']);

/** Beginnings that are in order, so that what follows meets every section. */
const BEGINNINGS = [
  '',
  'GET / HTTP/1.1\r\nHost: a\r\n',
  'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n',
  'HTTP/1.1 200 OK\r\n',
  'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n',
  'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5',
];

const anyOctets = fc
  .tuple(
    fc.constantFrom(...BEGINNINGS),
    fc.oneof(
      fc.uint8Array({ maxLength: 100 }).map((octets) => latin1(octets)),
      fc.array(fc.constantFrom(...WORDS), { maxLength: 40 }).map((words) => words.join('')),
    ),
  )
  .map(([beginning, rest]) => fromLatin1(beginning + rest));

/** Cases that get beyond their header section. */
const FRAMED = CASES.filter(({ events }) => events.some((event) => event.startsWith('head ')));

/** A case with a few of its octets replaced, removed, doubled or moved to the end of another case. */
export const mutated = fc
  .record({
    wireCase: fc.constantFrom(...FRAMED),
    edits: fc.array(
      fc.record({ at: fc.nat(400), gone: fc.nat(3), put: fc.oneof(fc.constantFrom(...WORDS), fc.constant('')) }),
      { maxLength: 2 },
    ),
    tail: fc.constantFrom(...CASES),
  })
  .map(({ wireCase, edits, tail }) => {
    let text = latin1(wireCase.octets);
    for (const { at, gone, put } of edits) {
      const place = text.length === 0 ? 0 : at % text.length;
      text = text.slice(0, place) + put + text.slice(place + gone);
    }
    return { options: wireCase as CaseOptions, octets: fromLatin1(text + latin1(tail.octets)) };
  });

export const anyInput = fc.oneof(
  fc.record({ options: fc.constantFrom(...OPTIONS), octets: anyOctets }),
  fc.record({ options: fc.constantFrom(...OPTIONS).map((one) => ({ ...one, limits: SMALL })), octets: anyOctets }),
  mutated,
);
export const anyEnd = fc.constantFrom('FIN' as const, 'TIMEOUT' as const, null);
