/** A variable's value in words: what it is, and as much of it as fits on a line. */

import { legible } from '../base/legible.ts';
import { escapeOctets, fromLatin1, hex } from '../base/octets.ts';
import { CONNECTION, LISTENER } from '../profiles/recorded.ts';
import type { ValuePreview } from '../profiles/value-preview.ts';
import type { Messages } from './index.ts';

export interface ShownText {
  /** `1 024 octets`; empty for a value without a size. */
  readonly size: string;
  /** `“GET / H…”` */
  readonly text: string;
  /** The first octets in hexadecimal; empty for values of other kinds. */
  readonly hex: string;
}

const HEX_OCTETS = 12;

export function shownText(t: Messages, shown: ValuePreview): ShownText {
  const words = t.profileSource;
  switch (shown.kind) {
    case 'octets': {
      const { head, length } = shown;
      return { size: words.octets(length), text: quoted(legibleOf(head), length > head.length), hex: hexOf(shown) };
    }
    case 'text':
      return { size: words.characters(shown.length), text: brief(t, shown), hex: '' };
    case 'list':
      return { size: words.items(shown.length), text: brief(t, shown), hex: '' };
    default:
      return { size: '', text: brief(t, shown), hex: '' };
  }
}

/** The value on one line, also inside another value. */
function brief(t: Messages, shown: ValuePreview): string {
  const words = t.profileSource;
  switch (shown.kind) {
    case 'octets':
      return quoted(legibleOf(shown.head), shown.length > shown.head.length);
    case 'text':
      return quoted(visible(shown.head), shown.length > shown.head.length);
    case 'plain':
      return plain(t, shown.text);
    case 'unset':
      return words.unset;
    case 'list':
      return `[${listed(
        shown.items.map((item) => brief(t, item)),
        shown.length,
      )}]`;
    case 'record':
      return `{ ${listed(
        shown.fields.map(({ name, value }) => `${name}: ${brief(t, value)}`),
        shown.fields.length + shown.more,
      )} }`;
    case 'socket':
      if (shown.id === LISTENER) return words.listening;
      return shown.id === CONNECTION ? words.thisConnection : words.nextConnection;
    case 'exception':
      return shown.message === '' ? shown.name : `${shown.name}: ${shown.message}`;
  }
}

function plain(t: Messages, text: string): string {
  if (text === 'null') return t.profileSource.none;
  return text === 'true' || text === 'false' ? t.profileSource.truth[text] : text;
}

const listed = (items: readonly string[], length: number): string =>
  [...items, ...(length > items.length ? ['…'] : [])].join(', ');

const quoted = (text: string, cut: boolean): string => `“${text}${cut ? '…' : ''}”`;

const legibleOf = (bytes: Uint8Array): string => legible(bytes, 0, bytes.length, bytes.length).text;

/** Escapes control characters as source code does. */
const visible = (text: string): string => text.replace(/\p{Cc}/gu, (one) => escapeOctets(fromLatin1(one)));

function hexOf({ head, length }: Extract<ValuePreview, { kind: 'octets' }>): string {
  const octets = Array.from(head.subarray(0, HEX_OCTETS), hex).join(' ');
  return length > HEX_OCTETS ? `${octets} …` : octets;
}
