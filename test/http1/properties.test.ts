/** What holds for any octets at all: the parsers never throw, never depend on the cuts, and never make anything up. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concat, fromLatin1, latin1 } from '#shared/base/octets.ts';
import type { FieldLine, RequestHead, ResponseHead } from '#shared/http1/events.ts';
import { type Phase, refuses, STATES } from '#shared/http1/table.ts';
import type { CaseOptions, WireCase } from '../cases/load.ts';
import { times } from '../full.ts';
import { asResponse, CASES, rowsOf } from './coverage.ts';
import { anyEnd, anyInput, mutated, OPTIONS } from './inputs.ts';
import { type Run, run, runCase } from './record.ts';

function fieldsOf(head: RequestHead | ResponseHead): readonly FieldLine[] {
  return head.fields;
}

/** A value as it is read: SP for each NUL, fold and bare CR that a leniency lets pass; without any, as it is written. */
function undone(written: string): string {
  const spaced = written.replaceAll('\0', ' ').replace(/[ \t]*[\r\n][ \t\r\n]*/g, ' ');
  return spaced === written ? written : spaced.replace(/^[ \t]+|[ \t]+$/g, '');
}

/** What must hold of any run. */
function expectSound({ recorder, parser, trace }: Run, octets: Uint8Array): void {
  expect(parser.offset).toBe(octets.length);
  expect(trace.length).toBe(octets.length);
  expect(recorder.afterReject).toBe(0);
  let last = 0;
  for (const { start, end } of recorder.tokens) {
    expect(start).toBeGreaterThanOrEqual(last);
    expect(end).toBeGreaterThanOrEqual(start);
    last = end;
  }
  expect(last).toBeLessThanOrEqual(octets.length);
  for (const { name, value, nameRange, valueRange } of [...recorder.heads.flatMap(fieldsOf), ...recorder.trailers]) {
    expect(latin1(octets, nameRange.start, nameRange.end)).toBe(name);
    expect(undone(latin1(octets, valueRange.start, valueRange.end))).toBe(value);
  }
  for (const { at, blame } of recorder.verdicts) {
    expect(blame.start).toBeLessThanOrEqual(blame.end);
    expect(blame.end).toBeLessThanOrEqual(at + 1);
  }
}

const RUNS = times(10_000);
const TIME = 60_000;

test(
  'any octets: no throw, a row for each octet, sound tokens and verdicts',
  () => {
    const property = fc.property(anyInput, anyEnd, ({ options, octets }, end) => {
      expectSound(run(options, octets, [], end), octets);
    });
    fc.assert(property, { numRuns: RUNS });
  },
  TIME,
);

test(
  'any octets, cut anywhere: the same events, rows and state',
  () => {
    const cuts = fc.array(fc.nat(1000), { maxLength: 8 });
    const property = fc.property(anyInput, cuts, anyEnd, ({ options, octets }, places, end) => {
      const whole = run(options, octets, [], end);
      const sorted = places.map((place) => place % (octets.length + 1)).sort((a, b) => a - b);
      const cut = run(options, octets, sorted, end);
      expect(cut.recorder.lines).toEqual(whole.recorder.lines);
      expect(rowsOf(options.kind, cut)).toEqual(rowsOf(options.kind, whole));
      expect(cut.parser.state).toBe(whole.parser.state);
    });
    fc.assert(property, { numRuns: RUNS });
  },
  TIME,
);

test('content is what the tokens of content and chunk data cover', () => {
  const property = fc.property(mutated, ({ options, octets }) => {
    const { recorder, parser } = run(options, octets);
    const tokens = recorder.tokens.filter(({ kind }) => kind === 'content' || kind === 'chunk-data');
    const open = parser.openToken;
    const unfinished = open !== null && (open.kind === 'content' || open.kind === 'chunk-data') ? [open] : [];
    const covered = [...tokens, ...unfinished].map(({ start, end }) => octets.subarray(start, end));
    expect(latin1(concat(recorder.contents))).toBe(latin1(concat(covered)));
  });
  fc.assert(property, { numRuns: times(1000) });
});

test('the token in hand ends where a refusal cut it short', () => {
  const octets = fromLatin1('GET / HTTP/1.0\r\nNa@me: x\r\n');
  const { parser } = run(OPTIONS[0] as CaseOptions, octets);
  expect(parser.openToken).toEqual({ kind: 'field-name', start: 16, end: 18 });
});

const SHARED: ReadonlySet<Phase> = new Set<Phase>(['header-section', 'chunk', 'trailer-section']);

/** The verdict of a row, not of a decision, in a section both kinds of message have. */
function refusedByRow(wireCase: WireCase, ran: Run): { readonly rule: string; readonly fromEnd: number } | null {
  const verdict = ran.recorder.verdicts.at(-1);
  if (verdict?.level !== 'reject' || verdict.at >= ran.trace.length) return null;
  const row = rowsOf(wireCase.kind, ran)[verdict.at];
  if (row === undefined || !refuses(row) || !SHARED.has(STATES[row.from])) return null;
  return { rule: verdict.rule, fromEnd: wireCase.octets.length - verdict.at };
}

describe('the sections a response shares with a request', () => {
  const shared = CASES.flatMap((wireCase) => {
    const refused = refusedByRow(wireCase, runCase(wireCase));
    const response = asResponse(wireCase);
    return refused !== null && response !== null ? [{ where: wireCase.where, response, refused }] : [];
  });

  test('are there', () => {
    expect(shared.length).toBeGreaterThan(50);
  });

  test.each(shared)('are refused alike: $where', ({ response, refused }) => {
    expect(refusedByRow(response, runCase(response))).toEqual(refused);
  });
});
