/**
 * Spans on the lines of a terminal with a given width in cells. A tag is never broken; a wide character never crosses
 * the edge. All cells are counted here, so the terminal never wraps lines itself.
 */
import { cellsOfSpans, isTag, type Span, type Style, span } from './span.ts';
import { cellsIn } from './width.ts';

/** One line on the screen. `soft`: full to the edge, and the next line continues it. */
export interface ScreenLine {
  readonly spans: readonly Span[];
  readonly soft: boolean;
}

export const line = (...spans: readonly Span[]): ScreenLine => ({ spans, soft: false });

const pad = (cells: number): Span => span(' '.repeat(Math.max(0, cells)), 'pad');

/** Breaks spans into lines of at most `columns` cells, every line but the first indented. At least one line. */
export function flow(spans: readonly Span[], columns: number, indent: number): ScreenLine[] {
  const flowing = new Flowing(columns, Math.min(indent, columns - 2));
  for (const { text, style } of spans) {
    if (isTag(style)) flowing.put(text, style);
    else for (const character of text) flowing.put(character, style);
  }
  return flowing.finish();
}

class Flowing {
  readonly #columns: number;
  readonly #indent: number;
  readonly #lines: ScreenLine[] = [];
  #spans: Span[] = [];
  #used = 0;

  constructor(columns: number, indent: number) {
    this.#columns = columns;
    this.#indent = indent;
  }

  put(text: string, style: Style): void {
    const cells = cellsIn(text);
    if (this.#used + cells > this.#columns) {
      // A tag wider than a whole line has to be broken after all.
      if (cells > this.#columns - this.#indent && text.length > 1) {
        for (const character of text) this.put(character, style);
        return;
      }
      this.#break();
    }
    this.#add(text, style, cells);
  }

  finish(): ScreenLine[] {
    this.#lines.push({ spans: this.#spans, soft: false });
    return this.#lines;
  }

  #add(text: string, style: Style, cells: number): void {
    const last = this.#spans.at(-1);
    if (last?.style === style && !isTag(style)) this.#spans[this.#spans.length - 1] = span(last.text + text, style);
    else this.#spans.push(span(text, style));
    this.#used += cells;
  }

  #break(): void {
    this.#lines.push({ spans: [...this.#spans, pad(this.#columns - this.#used)], soft: true });
    this.#spans = this.#indent > 0 ? [pad(this.#indent)] : [];
    this.#used = this.#indent;
  }
}

/** Wraps words on lines of at most `columns` cells, all with the same indent; a word longer than a line is broken. */
export function words(spans: readonly Span[], columns: number, indent: number): ScreenLine[] {
  const room = Math.max(2, columns - indent);
  const lines: Span[][] = [[]];
  let used = 0;
  for (const word of wordsOf(spans, room)) {
    const cells = cellsOfSpans([word]);
    const isGap = word.text === ' ';
    if (used + cells > room) {
      lines.push([]);
      used = 0;
    }
    if (isGap && used === 0) continue;
    lines.at(-1)?.push(word);
    used += cells;
  }
  return lines.map((found) => line(pad(indent), ...found));
}

/** Words and the single spaces between them, each with its style; words of more than `room` cells in pieces. */
function wordsOf(spans: readonly Span[], room: number): Span[] {
  return spans.flatMap(({ text, style }) =>
    text
      .split(/( )/)
      .filter((word) => word !== '')
      .flatMap((word) => piecesOf(word, room))
      .map((word) => span(word, style)),
  );
}

function piecesOf(word: string, room: number): string[] {
  if (cellsIn(word) <= room) return [word];
  const pieces = [''];
  for (const character of word) {
    const last = pieces.at(-1) as string;
    if (cellsIn(last + character) > room) pieces.push(character);
    else pieces[pieces.length - 1] = last + character;
  }
  return pieces;
}
