/** WHY: what the parser did, how the content is framed, and what it decided. */

import type { Legible } from '../../base/legible.ts';
import type { Framing } from '../../http1/events.ts';
import type { Decision } from '../../http1/table.ts';
import type { Reader } from '../../transcript/replay/stream.ts';
import type { ParserAction } from '../../transcript/view/step-actions.ts';
import { group, octets } from './count.ts';
import { tokenNames } from './tokens.ts';

const shown = ({ text, left }: Legible) => (left > 0 ? `${text}… (${octets(left)} more)` : text);

/** What the parser did, and the text it did it to. */
export function actionWords(action: ParserAction, reader: Reader): { readonly words: string; readonly text?: string } {
  switch (action.did) {
    case 'began':
      return { words: `${messageWords(action)} begins` };
    case 'opened':
      return { words: `${tokenNames[action.token]} begins` };
    case 'closed':
      return closedWords(action);
    case 'kept-field':
      return {
        words: action.trailer ? 'keep the trailer field' : 'keep the field',
        text: `${action.name}: ${shown(action.value)}`,
      };
    case 'framed':
      return { words: framingWords(action.framing) };
    case 'sized':
      return {
        words: `chunk ${group(action.number)}: ${octets(action.size)} ${action.size === 1 ? 'follows' : 'follow'}`,
      };
    case 'last-chunk':
      return { words: 'last chunk: trailer fields or an empty line follow' };
    case 'ignored-line':
      return { words: 'ignore the empty line' };
    case 'completed':
      return { words: `${action.interim ? 'interim ' : ''}${messageWords(action)} complete: ${octets(action.octets)}` };
    case 'persisted':
      return { words: persistedWords(action.persistence.keep, reader) };
  }
}

function persistedWords(keep: boolean, reader: Reader): string {
  if (reader === 'engine')
    return keep ? 'the connection may stay open' : 'the connection should close after this exchange';
  return keep ? 'the connection stays open' : 'the connection closes after this exchange';
}

/** `request 2`, `response to request 2`. */
function messageWords({ direction, ordinal }: ParserAction & { did: 'began' | 'completed' }): string {
  return direction === 'in' ? `request ${ordinal + 1}` : `response to request ${ordinal + 1}`;
}

function closedWords({ token, value, range }: ParserAction & { did: 'closed' }): { words: string; text?: string } {
  if (token === 'content' || token === 'chunk-data') {
    return { words: `${tokenNames[token]} complete: ${octets(range.end - range.start)}` };
  }
  const text = shown(value);
  return text === ''
    ? { words: `${tokenNames[token]} complete: it is empty` }
    : { words: `${tokenNames[token]} complete`, text };
}

/** What follows a header section. */
export function framingWords(framing: Framing): string {
  switch (framing.by) {
    case 'none':
      return 'no content follows';
    case 'length':
      return `Content-Length: ${octets(framing.length)} of content ${framing.length === 1 ? 'follows' : 'follow'}`;
    case 'chunked':
      return 'Transfer-Encoding: content follows in chunks';
    case 'close':
      return 'no length: content follows until the connection closes';
    case 'tunnel':
      return 'another protocol follows';
  }
}

/** The question a decision answers: it completes “The parser decided: …”. */
export const decisionNames: Readonly<Record<Decision, string>> = {
  'request-line': 'can the server serve this request line?',
  'field-line': 'is this field allowed?',
  framing: 'how long is the content?',
  count: 'was that the last octet of the content?',
  excess: 'is this much content allowed?',
  chunk: 'how long is this chunk?',
  'trailer-line': 'is this trailer field allowed?',
  'message-end': 'does the connection stay open?',
};
