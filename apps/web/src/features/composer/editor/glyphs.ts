/** Makes octets without a glyph visible: CR, LF, SP, HTAB, controls, and everything from 0x80 up. */
import type { EditorState, Range } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  ViewPlugin,
  type ViewUpdate,
  WidgetType,
} from '@codemirror/view';
import { glyph, hex, octetName } from '#shared/base/octets.ts';
import { type Character, charactersIn } from '#shared/base/utf8.ts';
import { cx } from '../../../ui/cx.ts';
import styles from '../editor.module.css';
import { composedField } from './composed.ts';
import { everywhereField } from './everywhere.ts';
import { issuesField } from './issues.ts';

const CR = '\r';
const LF = '\n';

/** A boxed name in place of an octet. */
class Tag extends WidgetType {
  readonly #words: string;
  readonly #look: string;
  readonly #title: string;

  constructor(words: string, look: string, title = words) {
    super();
    this.#words = words;
    this.#look = look;
    this.#title = title;
  }

  /** The same where the octet is to blame: the box covers the text's own mark. */
  blamed(): Tag {
    return new Tag(this.#words, cx(this.#look, styles.blamed), this.#title);
  }

  override eq(other: Tag): boolean {
    return other.#words === this.#words && other.#look === this.#look && other.#title === this.#title;
  }

  override toDOM(): HTMLElement {
    const dom = document.createElement('span');
    dom.className = cx(styles.tag, this.#look);
    dom.textContent = this.#words;
    dom.title = this.#title;
    return dom;
  }
}

const SPACE = Decoration.mark({ class: styles.space ?? '' });
const EACH = [
  Decoration.mark({ class: styles.each ?? '' }),
  Decoration.mark({ class: styles.each ?? '', tagName: 'i' }),
];
const PLAIN_CR = Decoration.replace({ widget: new Tag('CR', styles.end ?? '') });
const BARE_CR = Decoration.replace({ widget: new Tag('CR', cx(styles.end, styles.bare)) });
/** After the caret at the end of a line, and after a cut between CR and LF. */
const PLAIN_LF = Decoration.widget({ widget: new Tag('LF', styles.end ?? ''), side: 1 });
const BARE_LF = Decoration.widget({ widget: new Tag('LF', cx(styles.end, styles.odd)), side: 1 });

export const glyphs = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = drawn(view);
    }

    update(update: ViewUpdate): void {
      const everywhere = update.startState.field(everywhereField) !== update.state.field(everywhereField);
      const issues = update.startState.field(issuesField) !== update.state.field(issuesField);
      if (update.docChanged || update.viewportChanged || everywhere || issues) this.decorations = drawn(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

function drawn({ state, visibleRanges }: EditorView): DecorationSet {
  const found: Range<Decoration>[] = [];
  for (const { from, to } of visibleRanges) drawRange(state, from, to, found);
  const wrong: { from: number; to: number }[] = [];
  state.field(issuesField).between(0, state.doc.length, (from, to) => void wrong.push({ from, to }));
  const blames = (at: number) => wrong.some(({ from, to }) => at >= from && at < to);
  return Decoration.set(
    found.map((range) => (blames(range.from) ? blamed(range) : range)),
    true,
  );
}

/** A box that is to blame. Octets drawn as text already have their mark. */
function blamed(range: Range<Decoration>): Range<Decoration> {
  const { widget } = range.value.spec;
  if (!(widget instanceof Tag)) return range;
  const look = { widget: widget.blamed() };
  const box = range.from === range.to ? Decoration.widget({ ...look, side: 1 }) : Decoration.replace(look);
  return box.range(range.from, range.to);
}

function drawRange(state: EditorState, from: number, to: number, into: Range<Decoration>[]): void {
  const text = state.sliceDoc(from, to);
  const before = from === 0 ? '' : state.sliceDoc(from - 1, from);
  const after = state.sliceDoc(to, to + 1);
  const apart = state.field(everywhereField);
  let beyond = false;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charAt(i);
    const at = from + i;
    if (unit === LF) into.push((octetBefore(text, i, before) === CR ? PLAIN_LF : BARE_LF).range(at));
    else if (unit === CR) into.push(((text[i + 1] ?? after) === LF ? PLAIN_CR : BARE_CR).range(at, at + 1));
    else if (unit === ' ') into.push(SPACE.range(at, at + 1));
    else if (octetName(unit.charCodeAt(0)) !== undefined) into.push(control(unit.charCodeAt(0)).range(at, at + 1));
    else if (unit >= '\x80') beyond = true;
    if (apart && unit !== LF) into.push((EACH[at % 2] as Decoration).range(at, at + 1));
  }
  if (beyond) drawHigh(state, from, text, into);
}

const octetBefore = (text: string, i: number, before: string): string => (i === 0 ? before : text.charAt(i - 1));

const control = (octet: number): Decoration =>
  Decoration.replace({ widget: new Tag(glyph(octet), styles.control ?? '', `${octetName(octet)} ${hex(octet)}`) });

/** Octets from 0x80 up in hexadecimal, tied to the character they encode. Text under composition shows as typed. */
function drawHigh(state: EditorState, from: number, text: string, into: Range<Decoration>[]): void {
  const composed = state.field(composedField);
  const octets = Uint8Array.from({ length: text.length }, (_, i) => Math.min(0xff, text.charCodeAt(i)));
  for (const character of charactersIn(octets, 0, octets.length)) {
    for (let i = character.start; i < character.end; i++) {
      const at = from + i;
      const raw = composed !== null && at >= composed.from && at < composed.to;
      if (text.charCodeAt(i) < 0x80 || raw) continue;
      into.push(high(octets[i] as number, character, i).range(at, at + 1));
    }
  }
}

function high(octet: number, { start, end, point }: Character, i: number): Decoration {
  if (point < 0) return Decoration.replace({ widget: new Tag(hex(octet), cx(styles.high, styles.lone)) });
  const shown = String.fromCodePoint(point);
  const name = `U+${point.toString(16).toUpperCase().padStart(4, '0')} ${shown}`;
  const last = i === end - 1;
  const look = cx(styles.high, i === start && styles.first, last && styles.last);
  return Decoration.replace({ widget: new Tag(last ? `${hex(octet)} ${shown}` : hex(octet), look, name) });
}
