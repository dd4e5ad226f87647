/** The role of one octet in its message: part of a token, a delimiter between tokens, or not parsed at all. */

import { legible } from '../../base/legible.ts';
import { CR, HTAB, LF, SP } from '../../base/octets.ts';
import type { TokenKind } from '../../http1/events.ts';
import type { StateName } from '../../http1/table.ts';
import { refuses, STATES } from '../../http1/table.ts';
import type { OctetStep } from '../replay/step.ts';
import type { Stream } from '../replay/stream.ts';
import type { Token } from '../replay/token-log.ts';

/** What a CR LF ends. */
export type Line =
  | 'empty-line'
  | 'start-line'
  | 'field-line'
  | 'header-section'
  | 'chunk-line'
  | 'chunk-data'
  | 'trailer-line'
  | 'message';

export type Part =
  /** `field`: the name of the field, for a value. */
  | { readonly as: 'token'; readonly token: TokenKind; readonly field: string | null; readonly first: boolean }
  /** Ends a token and belongs to none: SP after a method, `:` after a name. */
  | { readonly as: 'separator'; readonly token: TokenKind; readonly field: string | null }
  /** White space that may be insignificant: before, inside or after a value, or elsewhere in a line. */
  | { readonly as: 'space'; readonly side: 'before' | 'inside' | 'after' | 'line'; readonly field: string | null }
  | {
      readonly as: 'line-end';
      readonly line: Line;
      readonly half: 'CR' | 'LF' | 'bare LF';
      readonly field: string | null;
    }
  | { readonly as: 'refused' }
  /** Consumed, but not parsed: after a refusal, or after the last message. */
  | { readonly as: 'discarded'; readonly after: StateName }
  /** After a gap. */
  | { readonly as: 'unparsed' }
  /** Of a server that does not speak HTTP. */
  | { readonly as: 'foreign' }
  | { readonly as: 'other' };

/** The state after the CR of each line, which is the state before its LF. */
const LINE_OF: Partial<Readonly<Record<StateName, Line>>> = {
  'start-lf': 'empty-line',
  'start-line-lf': 'start-line',
  'field-lf': 'field-line',
  'section-lf': 'header-section',
  'chunk-lf': 'chunk-line',
  'chunk-data-lf': 'chunk-data',
  'trailer-lf': 'trailer-line',
  'trailer-end-lf': 'message',
};

/** Longest field name shown in full. */
const NAME_SHOWN = 48;

export function partOf(stream: Stream, step: OctetStep): Part {
  const { row, before, token, octet, offset } = step;
  if (stream.foreign) return { as: 'foreign' };
  if (row === undefined) return { as: 'unparsed' };
  if (STATES[before] === 'end') return { as: 'discarded', after: before };
  if (refuses(row)) return { as: 'refused' };
  const field = fieldNameAt(stream, offset);
  const line = lineEnd(step);
  if (line !== null) return { as: 'line-end', ...line, field };
  if (octet === SP || octet === HTAB) {
    const side = sideOf(step);
    if (side !== null) return { as: 'space', side, field };
  }
  if (token !== null) return tokenPart(token, offset, field);
  const ended = row.closes ?? (row.on === ';' ? 'chunk-extension' : undefined);
  return ended === undefined ? { as: 'other' } : { as: 'separator', token: ended, field };
}

function tokenPart(token: Token, offset: number, field: string | null): Part {
  const isValue = token.kind === 'field-value' || token.kind === 'trailer-value';
  return { as: 'token', token: token.kind, field: isValue ? field : null, first: offset === token.start };
}

function lineEnd({ octet, before, after, row }: OctetStep): { line: Line; half: 'CR' | 'LF' | 'bare LF' } | null {
  const begun = octet === CR ? LINE_OF[after] : undefined;
  if (begun !== undefined) return { line: begun, half: 'CR' };
  if (octet !== LF) return null;
  const ended = LINE_OF[before];
  if (ended !== undefined) return { line: ended, half: 'LF' };
  return row?.tolerates === true ? { line: bareLine(before), half: 'bare LF' } : null;
}

/** What an LF without CR ends, by the state in which it arrived. */
function bareLine(before: StateName): Line {
  if (before === 'header-start' || before === 'field-start') return 'header-section';
  return STATES[before] === 'start-line' ? 'start-line' : 'field-line';
}

/** Where white space lies; null for SP with a meaning (between the parts of a start-line, in a reason phrase). */
function sideOf({ before, after, token }: OctetStep): 'before' | 'inside' | 'after' | 'line' | null {
  if (before === 'value-start' || before === 'trailer-value-start') return 'before';
  if (after === 'value-space' || after === 'trailer-value-space') return token === null ? 'after' : 'inside';
  return after.startsWith('extension') && after !== 'extension-quoted' ? 'line' : null;
}

/** The name of the field whose value or line contains `offset` or ends right before it, else null. */
export function fieldNameAt(stream: Stream, offset: number): string | null {
  const { tokens } = stream.log;
  for (let index = tokens.startedBy(offset) - 1; index >= 0; index--) {
    const token = tokens.at(index);
    if (token.kind === 'field-name' || token.kind === 'trailer-name') {
      return token.end <= offset ? legible(stream.bytes(), token.start, token.end, NAME_SHOWN).text : null;
    }
    if (token.kind !== 'field-value' && token.kind !== 'trailer-value') return null;
  }
  return null;
}
