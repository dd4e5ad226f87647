/**
 * Turns a representation into the response to GET or HEAD: 200, 206, 304, 412 or 416 (RFC 9110 §13.2.2, §14.2). The
 * part that decides is pure; the content is read only when it is to be sent.
 */

import type { Range } from '#shared/base/octets.ts';
import type { FieldLine } from '#shared/http1/events.ts';
import type { FieldPair } from '#shared/http1/writer.ts';
import { layOutByteRanges } from './byteranges.ts';
import {
  type ConditionalRequest,
  evaluatePreconditions,
  ifRangeHolds,
  isConditional,
  type Validators,
} from './conditional.ts';
import { imfFixdate } from './date.ts';
import type { EngineResponse } from './handler.ts';
import { contentRange, demandedRanges, MOST_RANGES, unsatisfiedRange } from './ranges.ts';
import { denialResponse } from './refusal.ts';

/** A representation of a resource, complete and of known size. */
export interface Representation extends Validators {
  /** Octets, content coding applied. */
  readonly size: number;
  /** The fields of a 200 besides the validators, Content-Length and Accept-Ranges. */
  readonly fields: readonly FieldPair[];
}

/** What the request will get. */
export type Plan =
  | { readonly kind: 'not-modified' | 'precondition-failed' | 'whole' | 'unsatisfiable' | 'refused' }
  /** `known`: the client already has the rest, by If-Range. */
  | { readonly kind: 'ranges'; readonly ranges: readonly Range[]; readonly known: boolean };

const WHOLE: Plan = { kind: 'whole' };

type Content = Uint8Array | AsyncIterable<Uint8Array>;

/** Returns the octets of a range; a stream is requested at most once, and only when it is sent. */
export type ReadRange = (range: Range) => Content;

/** What the client already has: left out of a 304 (RFC 9110 §15.4.5) and of a 206 under If-Range (§15.3.7). */
const METADATA = new Set(['content-type', 'content-encoding', 'content-language']);

/** Names of the fields that can lead to a plan other than `whole`, in lower case, and their lengths. */
const DECISIVE = new Set(['range', 'if-match', 'if-none-match', 'if-modified-since', 'if-unmodified-since']);
const DECISIVE_LENGTHS = new Set([...DECISIVE].map((name) => name.length));

/** Whether a request wants the whole representation and nothing else, as most do. */
export function asksForWhole(fields: readonly FieldLine[]): boolean {
  for (const { name } of fields) {
    if (DECISIVE_LENGTHS.has(name.length) && DECISIVE.has(name.toLowerCase())) return false;
  }
  return true;
}

/** Decides for GET and HEAD. `now` in ms since 1970. */
export function planAnswer(request: ConditionalRequest, representation: Representation, now: number): Plan {
  const { method, fields } = request;
  if (asksForWhole(fields)) return WHOLE;
  if (isConditional(request)) {
    const outcome = evaluatePreconditions(request, representation, now);
    if (outcome !== 'proceed') return { kind: outcome };
  }
  // RFC 9110 §14.2: range handling is defined for GET only.
  if (method !== 'GET') return WHOLE;
  const demand = demandedRanges(fields, representation.size);
  if (demand.kind === 'ignored' || !ifRangeHolds(fields, representation, now)) return WHOLE;
  if (demand.kind !== 'ranges') return { kind: demand.kind };
  return { ...demand, known: fields.some((field) => field.name.toLowerCase() === 'if-range') };
}

/** Carries a plan out. @param boundary creates a boundary for multipart content */
export function carryOut(
  plan: Plan,
  representation: Representation,
  read: ReadRange,
  boundary: () => string,
): EngineResponse {
  const { size } = representation;
  switch (plan.kind) {
    case 'whole':
      return whole(representation, read({ start: 0, end: size }));
    case 'not-modified':
      return { status: 304, fields: updateFields(representation), content: null, rule: 'not-modified' };
    case 'precondition-failed':
      return failed(representation);
    case 'ranges':
      return plan.ranges.length === 1
        ? onePart(plan.ranges[0] as Range, plan.known, representation, read)
        : manyParts(plan.ranges, plan.known, representation, read, boundary());
    default:
      return unsatisfied(plan.kind === 'refused', size);
  }
}

/** A 412, with the validators that did not match. */
function failed(representation: Representation): EngineResponse {
  const fields = fieldsOf(representation).filter(([name]) => name === 'ETag' || name === 'Last-Modified');
  const etag = representation.etag === null ? 'without an entity tag' : `of the entity tag ${representation.etag}`;
  return denialResponse({
    rule: 'precondition-failed',
    about: `The current representation is ${etag}.`,
    fields,
    closes: false,
  });
}

function unsatisfied(refused: boolean, size: number): EngineResponse {
  return denialResponse({
    rule: refused ? 'range-set' : 'range-not-satisfiable',
    about: refused ? `At most ${MOST_RANGES} ranges, and not over one another.` : `The size is ${size} octets.`,
    fields: [['Content-Range', unsatisfiedRange(size)]],
    closes: false,
  });
}

function whole(representation: Representation, content: Content): EngineResponse {
  const length: FieldPair = ['Content-Length', String(representation.size)];
  return { status: 200, fields: [...fieldsOf(representation), ['Accept-Ranges', 'bytes'], length], content };
}

function onePart(range: Range, known: boolean, representation: Representation, read: ReadRange): EngineResponse {
  const fields: FieldPair[] = [
    ...partialFields(representation, known),
    ['Content-Range', contentRange(range, representation.size)],
    ['Content-Length', String(range.end - range.start)],
  ];
  return { status: 206, fields, content: read(range), rule: 'partial-content' };
}

function manyParts(
  ranges: readonly Range[],
  known: boolean,
  representation: Representation,
  read: ReadRange,
  boundary: string,
): EngineResponse {
  const type = representation.fields.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? null;
  const layout = layOutByteRanges(ranges, representation.size, type, boundary);
  async function* content(): AsyncGenerator<Uint8Array> {
    for (const { before, range } of layout.parts) {
      yield before;
      const part = read(range);
      if (part instanceof Uint8Array) yield part;
      else yield* part;
    }
    yield layout.after;
  }
  const fields: FieldPair[] = [
    ...partialFields(representation, known).filter(([name]) => name.toLowerCase() !== 'content-type'),
    ['Content-Type', layout.type],
    ['Content-Length', String(layout.length)],
  ];
  return { status: 206, fields, content: content(), rule: 'partial-content' };
}

function partialFields(representation: Representation, known: boolean): readonly FieldPair[] {
  return known ? updateFields(representation) : fieldsOf(representation);
}

/** Fields that update a stored response. Last-Modified is one of them only without an ETag. */
function updateFields({ fields, etag, lastModified }: Representation): readonly FieldPair[] {
  const kept = fields.filter(([name]) => !METADATA.has(name.toLowerCase()));
  return fieldsOf({ fields: kept, etag, lastModified: etag === null ? lastModified : null });
}

function fieldsOf({ fields, etag, lastModified }: Omit<Representation, 'size'>): readonly FieldPair[] {
  const all = [...fields];
  if (etag !== null) all.push(['ETag', etag]);
  if (lastModified !== null) all.push(['Last-Modified', imfFixdate(lastModified)]);
  return all;
}
