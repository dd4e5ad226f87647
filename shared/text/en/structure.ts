/** The structure tree: what its rows say. */

import type { Legible } from '../../base/legible.ts';
import type { Persistence, Verdict } from '../../http1/events.ts';
import type { DecisionEntry } from '../../transcript/record/entries.ts';
import type { Reader } from '../../transcript/replay/stream.ts';
import type { Item } from '../../transcript/view/structure-item.ts';
import { group, octets } from './count.ts';
import { judgement } from './judgement.ts';
import { ruleSentences } from './rules.ts';
import { tokenNames } from './tokens.ts';
import { framingWords } from './why-actions.ts';

const counted = (count: number, one: string, many: string) => (count === 1 ? `1 ${one}` : `${group(count)} ${many}`);
const shown = ({ text, left }: Legible) => (left > 0 ? `${text}…` : text);

/** A row: what it is, its octets as text, and a remark. */
export interface RowWords {
  readonly name: string;
  readonly text?: string;
  readonly note?: string;
}

function words(item: Item): RowWords {
  switch (item.what) {
    case 'request':
      return { name: `request ${item.ordinal + 1}`, text: item.line, note: messageNote(item.octets, item.complete) };
    case 'response':
      return {
        name: `response to ${item.request + 1}`,
        text: item.line,
        note: messageNote(item.octets, item.complete),
      };
    case 'token':
      return { name: tokenNames[item.token], text: shown(item.text) };
    case 'header-section':
      return { name: 'header section', note: counted(item.fields, 'field line', 'field lines') };
    case 'field':
      return item.value === null ? { name: item.name } : { name: `${item.name}:`, text: shown(item.value) };
    case 'empty-line':
      return { name: 'empty line', note: item.ends === 'message' ? 'ends the message' : 'ends the header section' };
    case 'content':
      return contentWords(item);
    case 'chunk':
      return item.size === 0
        ? { name: `chunk ${group(item.number)}`, note: 'size 0: last chunk' }
        : { name: `chunk ${group(item.number)}`, note: octets(item.size) };
    case 'trailers':
      return { name: 'trailer section', note: counted(item.fields, 'field line', 'field lines') };
    default:
      return remarkWords(item);
  }
}

function remarkWords(item: Item): RowWords {
  switch (item.what) {
    case 'persistence':
      return persistenceWords(item.persistence, item.reader);
    case 'verdict':
      return verdictWords(item.verdict, item.reader);
    case 'decision':
      return decisionWords(item.decision);
    case 'discarded':
      return { name: item.reader === 'server' ? 'discarded' : 'not parsed', note: octets(item.octets) };
    case 'foreign':
      return { name: 'octets', note: `${octets(item.octets)}; not HTTP, no structure` };
    case 'unparsed':
      return { name: 'after a gap', note: `${octets(item.octets)}, not parsed` };
    default:
      return { name: '' };
  }
}

function messageNote(count: number, complete: boolean): string {
  return complete ? octets(count) : `${octets(count)}…`;
}

function contentWords({ framing, octets: count, chunks }: Item & { what: 'content' }): RowWords {
  if (framing.by === 'none') return { name: 'no content', note: '' };
  const come = framing.by === 'length' && count < framing.length ? `${group(count)} of ` : '';
  if (framing.by === 'length') return { name: 'content', note: `${come}${octets(framing.length)}, by Content-Length` };
  if (framing.by === 'chunked')
    return { name: 'content', note: `${counted(chunks, 'chunk', 'chunks')}, by Transfer-Encoding` };
  return { name: 'content', note: framingWords(framing) };
}

function persistenceWords({ keep }: Persistence, reader: Reader): RowWords {
  // Other servers may decide otherwise.
  if (reader === 'engine') return { name: keep ? 'may keep the connection' : 'asks to close the connection' };
  return keep ? { name: 'connection stays open' } : { name: 'connection closes after this' };
}

function verdictWords({ level, rule }: Verdict, reader: Reader): RowWords {
  return { name: judgement.row[level][reader], note: ruleSentences[rule] };
}

const decisions: Readonly<Record<DecisionEntry['what'], string>> = {
  continue: 'server asks for the content',
  respond: 'server answers',
  refuse: 'server refuses',
  abort: 'server gives up',
  keep: 'server keeps the connection',
  close: 'server will close',
};

function decisionWords({ what, status }: DecisionEntry): RowWords {
  return status === undefined ? { name: decisions[what] } : { name: decisions[what], text: String(status) };
}

export const structure = {
  title: 'Structure',
  label: 'Messages on this connection',
  empty: 'The messages of this connection appear here as a tree, part by part, as they arrive.',
  words,
  /** Read out for a row the cursor has not reached. */
  notYet: 'not reached yet',
};
