/** WHY: what was done, which token grows, what decided. */

import type { Legible } from '../../base/legible.ts';
import type { Framing } from '../../http1/events.ts';
import type { Decision } from '../../http1/table.ts';
import type { Reader } from '../../transcript/replay/stream.ts';
import type { Deed } from '../../transcript/view/step-actions.ts';
import { tokenNames } from './tokens.ts';
import { group } from './waiting.ts';

const octets = (count: number) => (count === 1 ? '1 octet' : `${group(count)} octets`);
const shown = ({ text, left }: Legible) => (left > 0 ? `${text}… (${octets(left)} more)` : text);

/** What was done, and the text it was done to. */
export function deedWords(deed: Deed, reader: Reader): { readonly words: string; readonly text?: string } {
  switch (deed.did) {
    case 'began':
      return { words: `${messageWords(deed)} begins` };
    case 'opened':
      return { words: `${tokenNames[deed.token]} begins` };
    case 'closed':
      return closedWords(deed);
    case 'kept-field':
      return {
        words: deed.trailer ? 'keep the trailer field' : 'keep the field',
        text: `${deed.name}: ${shown(deed.value)}`,
      };
    case 'framed':
      return { words: framingWords(deed.framing) };
    case 'sized':
      return { words: `chunk ${group(deed.number)}: ${octets(deed.size)} ${deed.size === 1 ? 'follows' : 'follow'}` };
    case 'last-chunk':
      return { words: 'that was the last chunk: trailer fields or an empty line follow' };
    case 'ignored-line':
      return { words: 'ignore the empty line' };
    case 'completed':
      return { words: `${deed.interim ? 'interim ' : ''}${messageWords(deed)} complete: ${octets(deed.octets)}` };
    case 'persisted':
      return { words: persistedWords(deed.persistence.keep, reader) };
  }
}

function persistedWords(keep: boolean, reader: Reader): string {
  if (reader === 'engine') return keep ? 'the connection may go on' : 'the connection should end after this exchange';
  return keep ? 'the connection goes on' : 'the connection ends after this exchange';
}

/** `request 2`, `response to request 2`. */
function messageWords({ direction, ordinal }: Deed & { did: 'began' | 'completed' }): string {
  return direction === 'in' ? `request ${ordinal + 1}` : `response to request ${ordinal + 1}`;
}

function closedWords({ token, value, range }: Deed & { did: 'closed' }): { words: string; text?: string } {
  if (token === 'content' || token === 'chunk-data') {
    return { words: `${tokenNames[token]} complete: ${octets(range.end - range.start)}` };
  }
  const text = shown(value);
  return text === ''
    ? { words: `close ${tokenNames[token]}: it is empty` }
    : { words: `close ${tokenNames[token]}`, text };
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
      return 'what follows is another protocol';
  }
}

/** What a decision asks: it completes “The parser decided: …”. */
export const decisionNames: Readonly<Record<Decision, string>> = {
  'request-line': 'is the request line one we can serve?',
  'field-line': 'may this field stay?',
  framing: 'how long is the content?',
  count: 'was that the last octet of the content?',
  excess: 'may this much content come?',
  chunk: 'how long is this chunk?',
  'trailer-line': 'may this trailer field stay?',
  'message-end': 'does the connection go on?',
};
