/** WHY, for a step that took an octet: the sentence at the top and the paragraph under it. */

import { glyph, hex, octetName } from '../../base/octets.ts';
import type { Character } from '../../base/utf8.ts';
import { ruleOf } from '../../http1/rules.ts';
import type { Direction, Reader } from '../../transcript/replay/stream.ts';
import type { OctetExplanation } from '../../transcript/view/explain.ts';
import type { Line, Part } from '../../transcript/view/part.ts';
import { group } from './count.ts';
import { judgement } from './judgement.ts';
import { stateTexts } from './states.ts';
import { tokenNames } from './tokens.ts';

/** `“l”`, `CR`, `E4`. */
export function quoted(octet: number): string {
  return octet >= 0x80 || octetName(octet) !== undefined ? (octetName(octet) ?? hex(octet)) : `“${glyph(octet)}”`;
}

/** One sentence for the step, without markup: “Octet 31 is “l”, part of the value of Host”. */
export function octetTitle(explanation: OctetExplanation): string {
  const { step, offset, part, character, reader } = explanation;
  const name = step.direction === 'in' ? 'Octet' : 'Response octet';
  const refused = explanation.verdicts.some(({ level }) => level === 'reject') && part.as !== 'refused';
  const what = `${name} ${group(offset)} is ${quoted(step.octet)}${ofCharacter(character, step.offset)}`;
  return `${what}${partWords(part, step.direction, reader)}${refused ? judgement.message[reader] : ''}`;
}

function ofCharacter(character: Character | null, offset: number): string {
  if (character === null) return '';
  return ` (octet ${offset - character.start + 1} of ${character.end - character.start} of “${String.fromCodePoint(character.point)}”)`;
}

function partWords(part: Part, direction: Direction, reader: Reader): string {
  switch (part.as) {
    case 'token':
      return `, ${part.first ? 'the first octet' : 'part'} of ${tokenWords(part.token, part.field)}`;
    case 'separator':
      return part.token === 'field-name' && part.field !== null
        ? `: it ends the field name ${part.field}`
        : `: it ends the ${tokenNames[part.token]}`;
    case 'space':
      return `, white space ${spaceWords(part.side, part.field)}`;
    case 'line-end':
      return lineEndWords(part.half, lineWords(part.line, part.field, direction));
    case 'refused':
      return judgement.octet[reader];
    case 'discarded':
      return judgement.discarded[reader];
    case 'unparsed':
      return ', not parsed';
    case 'foreign':
    case 'other':
      return '';
  }
}

function tokenWords(token: keyof typeof tokenNames, field: string | null): string {
  return field === null ? `the ${tokenNames[token]}` : `the value of ${field}`;
}

function spaceWords(side: 'before' | 'inside' | 'after' | 'line', field: string | null): string {
  const value = field === null ? 'a value' : `the value of ${field}`;
  if (side === 'line') return 'that is ignored';
  return side === 'inside' ? `that may belong to ${value}` : `${side} ${value}`;
}

function lineEndWords(half: 'CR' | 'LF' | 'bare LF', line: string): string {
  if (half === 'CR') return `: LF must follow and end ${line}`;
  return half === 'LF' ? `: it ends ${line}` : ` without CR: it ends ${line} anyway`;
}

function lineWords(line: Line, field: string | null, direction: Direction): string {
  switch (line) {
    case 'empty-line':
      return 'an empty line before the message';
    case 'start-line':
      return direction === 'in' ? 'the request line' : 'the status line';
    case 'field-line':
      return field === null ? 'the field line' : `the line of ${field}`;
    case 'header-section':
      return 'the header section';
    case 'chunk-line':
      return 'the chunk line';
    case 'chunk-data':
      return 'the chunk';
    case 'trailer-line':
      return field === null ? 'the trailer line' : `the line of ${field}`;
    case 'message':
      return 'the message';
  }
}

/** What the parser is doing now, in a sentence or two; `**bold**` marks the main point. */
export function octetParagraph(explanation: OctetExplanation): string {
  const { step, part, actions, reader } = explanation;
  if (part.as === 'foreign')
    return 'This server does not speak HTTP: an octet is just an octet, and no rule says what may come next.';
  if (part.as === 'unparsed') {
    return 'Octets before this one were dropped to save memory. The parser does not know where in a message this one stands, and does not guess.';
  }
  const rejected = explanation.verdicts.find(({ level }) => level === 'reject');
  if (rejected !== undefined) return judgement.paragraph(reader, ruleOf(rejected.rule).status);
  if (part.as === 'discarded' && reader !== 'server') return judgement.notRead[reader];
  const completed = actions.find((action) => action.did === 'completed');
  if (completed === undefined) return stateTexts[step.after].doing;
  if (completed.interim) return interim(completed.ordinal);
  const persisted = actions.find((action) => action.did === 'persisted');
  const keeps = persisted?.persistence.keep ?? true;
  const { ordinal } = completed;
  if (reader === 'engine')
    return `**By HTTP, request ${ordinal + 1} is complete.** This server decides for itself what to make of it.`;
  return `${completion(step.direction, ordinal)} ${afterwards(step.direction, keeps && step.after === 'start')}`;
}

function completion(direction: Direction, ordinal: number): string {
  return direction === 'in'
    ? `**Request ${ordinal + 1} is complete.** It goes to the server’s handler.`
    : `**The response to request ${ordinal + 1} is complete.**`;
}

/** RFC 9110 §15.2: an interim response, then the final one. */
function interim(ordinal: number): string {
  return `**An interim response is complete.** The final response to request ${ordinal + 1} is still to come.`;
}

function afterwards(direction: Direction, keeps: boolean): string {
  if (!keeps) return 'Nothing more will be read on this connection.';
  return direction === 'in' ? 'The next octet would begin another request.' : 'The connection stays open.';
}
