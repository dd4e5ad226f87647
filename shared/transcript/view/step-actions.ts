/** What the parser did with one octet, in order. Language-neutral: text/en/why.ts has the words. */

import { type Legible, legible } from '../../base/legible.ts';
import type { Range } from '../../base/octets.ts';
import type { Framing, Persistence, TokenKind } from '../../http1/events.ts';
import type { Decision, StateName } from '../../http1/table.ts';
import { refuses, targetsOf } from '../../http1/table.ts';
import { answeredBy, isInterim, type Message } from '../replay/message-log.ts';
import type { OctetStep } from '../replay/step.ts';
import type { Direction, Stream } from '../replay/stream.ts';
import type { Token } from '../replay/token-log.ts';

export type ParserAction =
  /** `ordinal`: for a request, its number from 0; for a response, that of the request it answers. */
  | { readonly did: 'began'; readonly direction: Direction; readonly ordinal: number }
  | { readonly did: 'opened'; readonly token: TokenKind }
  | { readonly did: 'closed'; readonly token: TokenKind; readonly value: Legible; readonly range: Range }
  | { readonly did: 'kept-field'; readonly name: string; readonly value: Legible; readonly trailer: boolean }
  | { readonly did: 'framed'; readonly framing: Framing }
  /** `number`: for a chunk, its number in the message, from 1. */
  | { readonly did: 'sized'; readonly number: number; readonly size: number }
  | { readonly did: 'last-chunk' }
  | { readonly did: 'ignored-line' }
  | {
      readonly did: 'completed';
      readonly direction: Direction;
      readonly ordinal: number;
      readonly octets: number;
      /** The final response is still to come. */
      readonly interim: boolean;
    }
  | { readonly did: 'persisted'; readonly persistence: Persistence };

/** What a row left to a named decision, and how that decided. */
export interface Decided {
  readonly by: Decision;
  readonly chosen: StateName;
  readonly of: readonly StateName[];
}

/** Octets shown of a token. */
export const SHOWN = 160;

/** What the table's row did, then what its decision did. */
export function actionsOf(stream: Stream, step: OctetStep): readonly ParserAction[] {
  const { row, message, before, after } = step;
  if (row === undefined || refuses(row)) return [];
  const actions: ParserAction[] = [];
  if (row.event === 'begin' && message !== null) {
    actions.push({ did: 'began', direction: step.direction, ordinal: ordinalOf(stream, message) });
  }
  if (row.opens !== undefined && row.opens !== row.closes) actions.push({ did: 'opened', token: row.opens });
  if (row.closes !== undefined) actions.push(...closed(stream, step.offset, row.closes));
  if (before === 'start-lf' && after === 'start-again') actions.push({ did: 'ignored-line' });
  if (after !== 'refused') actions.push(...decidedActions(stream, step));
  return actions;
}

/** The decision a step needed, or null. */
export function decidedAt({ row, after }: OctetStep): Decided | null {
  if (row === undefined || typeof row.to === 'string') return null;
  return { by: row.to.by, chosen: after, of: targetsOf(row) };
}

function closed(stream: Stream, offset: number, kind: TokenKind): readonly ParserAction[] {
  const token = lastToken(stream, offset);
  if (token === null || token.kind !== kind) return [];
  return [{ did: 'closed', token: kind, value: textOf(stream, token), range: { start: token.start, end: token.end } }];
}

function decidedActions(stream: Stream, step: OctetStep): readonly ParserAction[] {
  const { message } = step;
  switch (decidedAt(step)?.by) {
    case 'field-line':
    case 'trailer-line':
      return keptField(stream, step.offset);
    case 'framing':
      return [...framed(message), ...completed(stream, step)];
    case 'count':
      return [...contentEnd(stream, step), ...completed(stream, step)];
    case 'chunk':
      return chunkActions(stream, step);
    case 'message-end':
      return completed(stream, step);
    default:
      return [];
  }
}

function keptField(stream: Stream, offset: number): readonly ParserAction[] {
  const value = lastToken(stream, offset);
  const name = value === null || value.index === 0 ? null : stream.log.tokens.at(value.index - 1);
  if (value === null || name === null) return [];
  const text = { name: textOf(stream, name).text, value: textOf(stream, value) };
  return [{ did: 'kept-field', ...text, trailer: value.kind === 'trailer-value' }];
}

function framed(message: Message | null): readonly ParserAction[] {
  return message?.head ? [{ did: 'framed', framing: message.head.framing }] : [];
}

function contentEnd(stream: Stream, { offset, token, after }: OctetStep): readonly ParserAction[] {
  if (token === null || token.end !== offset + 1 || after === 'content' || after === 'chunk-data') return [];
  const range = { start: token.start, end: token.end };
  return [{ did: 'closed', token: token.kind, value: textOf(stream, token), range }];
}

function chunkActions(stream: Stream, { offset, after, message }: OctetStep): readonly ParserAction[] {
  if (after === 'trailer-start') return [{ did: 'last-chunk' }];
  const token = chunkSizeBefore(stream, offset);
  if (token === null || message === null) return [];
  let number = 1;
  for (let at = message.firstToken; at < token.index; at++) {
    if (stream.log.tokens.at(at).kind === 'chunk-size') number++;
  }
  return [{ did: 'sized', number, size: Number.parseInt(textOf(stream, token).text, 16) }];
}

/** The chunk-size of the chunk line that ends at `offset`. */
function chunkSizeBefore(stream: Stream, offset: number): Token | null {
  for (let token = lastToken(stream, offset); token !== null; token = previous(stream, token)) {
    if (token.kind === 'chunk-size') return token;
    if (token.kind !== 'chunk-extension') return null;
  }
  return null;
}

function completed(stream: Stream, { message, offset, direction }: OctetStep): readonly ParserAction[] {
  if (message === null || message.end !== offset + 1) return [];
  const { start, end, head } = message;
  const interim = isInterim(message);
  // An interim response says nothing about persistence: the final one does.
  const persisted: readonly ParserAction[] =
    head === null || interim ? [] : [{ did: 'persisted', persistence: head.persistence }];
  const ordinal = ordinalOf(stream, message);
  return [{ did: 'completed', direction, ordinal, octets: end - start, interim }, ...persisted];
}

function ordinalOf({ direction, log }: Stream, message: Message): number {
  return direction === 'in' ? message.ordinal : answeredBy(log.messages, message);
}

/** The last complete token that began at or before `offset`, or null. */
function lastToken(stream: Stream, offset: number): Token | null {
  const index = stream.log.tokens.startedBy(offset) - 1;
  return index < 0 ? null : stream.log.tokens.at(index);
}

function previous(stream: Stream, token: Token): Token | null {
  return token.index === 0 ? null : stream.log.tokens.at(token.index - 1);
}

function textOf(stream: Stream, { start, end }: Range): Legible {
  return legible(stream.bytes(), start, end, SHOWN);
}
