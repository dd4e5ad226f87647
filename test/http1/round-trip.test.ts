/** What the writer writes, the parser reads back. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { concat, fromLatin1 } from '#shared/base/octets.ts';
import { READER_LIMITS } from '#shared/base/options.ts';
import type { FieldLine, ResponseHead } from '#shared/http1/events.ts';
import { chunkStart, type FieldPair, lastChunk, writeHead } from '#shared/http1/writer.ts';
import type { CaseOptions } from '../cases/load.ts';
import { run } from './record.ts';

const token = fc.stringMatching(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,12}$/);
const fieldValue = fc.stringMatching(/^([!-~\x80-\xff]([ \t!-~\x80-\xff]{0,20}[!-~\x80-\xff])?)?$/);
const framing = new Set(['transfer-encoding', 'content-length', 'connection']);
const fields = fc
  .array(fc.tuple(token, fieldValue), { maxLength: 8 })
  .map((pairs) => pairs.filter(([name]) => !framing.has(name.toLowerCase())));

const READER: CaseOptions = {
  kind: 'response',
  mode: 'hardened',
  methods: ['GET'],
  asked: null,
  limits: READER_LIMITS,
  leniencies: [],
};
const pairsOf = (lines: readonly FieldLine[]): FieldPair[] => lines.map(({ name, value }) => [name, value]);

test('heads', () => {
  const property = fc.property(fc.integer({ min: 200, max: 599 }), fieldValue, fields, (status, reason, pairs) => {
    const octets = writeHead(status, reason, [...pairs, ['Content-Length', '0']]);
    const { recorder } = run(READER, octets);
    const head = recorder.heads[0] as ResponseHead;
    expect(recorder.verdicts).toEqual([]);
    expect([head.status, head.reason, pairsOf(head.fields)]).toEqual([
      status,
      reason,
      [...pairs, ['Content-Length', '0']],
    ]);
    expect(recorder.lines.at(-1)).toBe(`complete ${octets.length}`);
  });
  fc.assert(property, { numRuns: 500 });
});

test('chunks and trailers', () => {
  const chunks = fc.array(fc.uint8Array({ minLength: 1, maxLength: 300 }), { maxLength: 5 });
  const trailers = fields.map((pairs) => pairs.map(([name, value]) => [`X-${name}`, value] as const));
  const property = fc.property(chunks, trailers, (pieces, pairs) => {
    const head = writeHead(200, 'OK', [['Transfer-Encoding', 'chunked']]);
    const body = pieces.flatMap((piece) => [chunkStart(piece.length), piece, fromLatin1('\r\n')]);
    const octets = concat([head, ...body, lastChunk(pairs)]);
    const { recorder } = run(READER, octets, [octets.length >> 1]);
    expect(recorder.verdicts).toEqual([]);
    expect(concat(recorder.contents)).toEqual(concat(pieces));
    expect(pairsOf(recorder.trailers)).toEqual(pairs);
    expect(recorder.lines.at(-1)).toBe(`complete ${octets.length}`);
  });
  fc.assert(property, { numRuns: 500 });
});
