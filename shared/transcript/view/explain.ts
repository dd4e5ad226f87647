/**
 * The step at a position, explained: everything WHY says, as data. Language-neutral; text/en/why.ts makes the sentences,
 * for the panel and for screen readers.
 */

import { legible } from '../../base/legible.ts';
import type { Range } from '../../base/octets.ts';
import { type Character, characterHolding } from '../../base/utf8.ts';
import type { TokenKind, Verdict } from '../../http1/events.ts';
import type { Table } from '../../http1/machine.ts';
import type { RuleId } from '../../http1/rules.ts';
import { type InputSymbol, type Row, refuses, STATES, type StateName } from '../../http1/table.ts';
import type { Replay } from '../replay/replay.ts';
import { type EventStep, nextIn, type OctetStep, stepAt, takenAt } from '../replay/step.ts';
import { carriedBy, type Reader, type SocketCall, type Stream } from '../replay/stream.ts';
import { type Part, partOf } from './part.ts';
import { actionsOf, type Decided, decidedAt, type ParserAction } from './step-actions.ts';

/** The current token, as far as it has grown. */
export interface SoFar {
  readonly token: TokenKind;
  /** The newest octets of it, legible. */
  readonly text: string;
  /** Octets before those, not shown. */
  readonly hidden: number;
  readonly octets: number;
}

/** How much of the content or chunk of known length has arrived, this octet included. */
export interface Progress {
  readonly taken: number;
  readonly total: number;
}

/** The read or write that carried the octet, counted from 1. */
export interface Carried {
  readonly number: number;
  readonly octet: number;
  readonly octets: number;
}

/** What may come next: rows that lead on, and inputs that would be refused, by rule. */
export interface Expected {
  readonly allowed: readonly Row[];
  readonly refused: readonly { readonly rule: RuleId; readonly on: readonly InputSymbol[] }[];
}

export interface OctetExplanation {
  readonly kind: 'octet';
  readonly step: OctetStep;
  /** Offset in the connection: also correct after a gap. */
  readonly offset: number;
  readonly part: Part;
  readonly character: Character | null;
  readonly actions: readonly ParserAction[];
  readonly decided: Decided | null;
  readonly soFar: SoFar | null;
  readonly progress: Progress | null;
  readonly carried: Carried;
  /** What carried it, at the connection's vantage. */
  readonly call: SocketCall;
  /** null where nothing more is parsed. */
  readonly expected: Expected | null;
  /** The rules that require what was done, without those of verdicts. */
  readonly rules: readonly RuleId[];
  readonly verdicts: readonly Verdict[];
  /** Whose verdicts and whose state these are. */
  readonly reader: Reader;
}

export interface EventExplanation {
  readonly kind: 'event';
  readonly reader: Reader;
  readonly step: EventStep;
  readonly inbound: number;
  readonly outbound: number;
  readonly rules: readonly RuleId[];
  readonly verdicts: readonly Verdict[];
}

/** Nothing has been consumed: the cursor is before the first step. */
export interface EmptyExplanation {
  readonly kind: 'empty';
  /** Whether there are steps ahead. */
  readonly steps: boolean;
}

export type Explanation = OctetExplanation | EventExplanation | EmptyExplanation;

const SO_FAR_SHOWN = 48;

/** The step just taken at `position`, explained. */
export function explainAt(replay: Replay, position: number): Explanation {
  const step = stepAt(replay, position);
  if (step === null) return { kind: 'empty', steps: replay.total > 0 };
  return step.kind === 'octet'
    ? explainOctet(replay.stream(step.direction), step)
    : explainEvent(replay, position, step);
}

function explainOctet(stream: Stream, step: OctetStep): OctetExplanation {
  const actions = actionsOf(stream, step);
  return {
    kind: 'octet',
    step,
    offset: step.offset + stream.base,
    part: partOf(stream, step),
    character: characterAt(stream, step.offset),
    actions,
    decided: decidedAt(step),
    soFar: soFarAt(stream, step),
    progress: progressAt(step),
    carried: carriedAt(stream, step),
    call: stream.call,
    expected: step.row === undefined ? null : expectedIn(stream.table, step.after),
    rules: rulesOf(step, actions),
    verdicts: step.verdicts,
    reader: stream.reader,
  };
}

function explainEvent(replay: Replay, position: number, step: EventStep): EventExplanation {
  const { inbound, outbound } = takenAt(replay, position);
  const refused = step.row !== undefined && refuses(step.row);
  const verdicts = refused ? replay.request.log.verdicts.filter(({ at }) => at === inbound) : [];
  const rules = step.entry.kind === 'decision' && step.entry.rule !== undefined ? [step.entry.rule] : [];
  if (step.row !== undefined && !refused) rules.push(step.row.rule);
  const { request, response } = replay;
  const { reader } = request;
  const taken = { inbound: inbound + request.base, outbound: outbound + response.base };
  return { kind: 'event', reader, step, ...taken, rules, verdicts };
}

/** A refused octet does not belong to its token; a discarded one belongs to none. */
function soFarAt(stream: Stream, { token, offset, row, before }: OctetStep): SoFar | null {
  if (token === null || row === undefined || STATES[before] === 'end') return null;
  const end = refuses(row) ? offset : offset + 1;
  const from = Math.max(token.start, end - SO_FAR_SHOWN);
  if (from >= end) return null;
  const { text } = legible(stream.bytes(), from, end, SO_FAR_SHOWN);
  return { token: token.kind, text, hidden: from - token.start, octets: end - token.start };
}

function progressAt({ token, offset, remaining }: OctetStep): Progress | null {
  if (token === null || remaining === null) return null;
  const taken = offset + 1 - token.start;
  return { taken, total: taken + remaining };
}

/** For a read that a held server consumes in parts, the whole read counts. */
function carriedAt(stream: Stream, { offset }: OctetStep): Carried {
  const number = carriedBy(stream, offset);
  const start = stream.boundaries[number - 2] ?? 0;
  const end = stream.boundaries[number - 1] ?? stream.length;
  return { number, octet: offset - start + 1, octets: end - start };
}

/** The multi-octet character that an octet is part of. */
function characterAt(stream: Stream, offset: number): Character | null {
  const character = characterHolding(stream.bytes(), offset);
  return character.point >= 0x80 ? character : null;
}

/** What a machine accepts and refuses in a state; null in a state that only discards. */
export function expectedIn(table: Table, state: StateName): Expected | null {
  if (STATES[state] === 'end') return null;
  const { allowed, refused } = nextIn(table, state);
  const byRule = new Map<RuleId, InputSymbol[]>();
  for (const { rule, on } of refused) byRule.set(rule, [...(byRule.get(rule) ?? []), on]);
  return { allowed, refused: [...byRule].map(([rule, on]) => ({ rule, on })) };
}

function rulesOf({ row, verdicts }: OctetStep, actions: readonly ParserAction[]): readonly RuleId[] {
  const broken = new Set(verdicts.map(({ rule }) => rule));
  const asked = actions.flatMap((action) => {
    if (action.did === 'framed') return [action.framing.rule];
    return action.did === 'persisted' ? [action.persistence.rule] : [];
  });
  const all = row === undefined ? asked : [row.rule, ...asked];
  return [...new Set(all)].filter((rule) => !broken.has(rule));
}

/** The surroundings of the octets to blame, for the caret display. */
export interface Excerpt {
  readonly cells: readonly { readonly offset: number; readonly octet: number; readonly blamed: boolean }[];
  /** Whether there is more before and after. */
  readonly before: boolean;
  readonly after: boolean;
  /** Octets to blame that are not shown. */
  readonly hidden: number;
}

/** The octets around `blame`, none after `end`. */
export function excerptOf(stream: Stream, blame: Range, end: number, context = 8, most = 24): Excerpt {
  const stop = Math.min(stream.length, end);
  const from = Math.max(0, blame.start - context);
  const last = Math.min(blame.end, blame.start + most);
  const to = Math.min(stop, last < blame.end ? last : last + context);
  const cells = Array.from({ length: Math.max(0, to - from) }, (_, i) => {
    const offset = from + i;
    return { offset, octet: stream.octet(offset), blamed: offset >= blame.start && offset < blame.end };
  });
  return { cells, before: from > 0, after: to < stop, hidden: blame.end - last };
}
