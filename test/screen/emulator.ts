/**
 * As much of a terminal as the terminal's own output needs: characters of 0, 1 and 2 cells, wrapping at the edge, CR, LF,
 * colours (left aside), cursor up and right, erase below. Anything else throws: nothing else may ever be written.
 */
import { cellsOf } from '#shared/screen/width.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape is what is looked for.
const SEQUENCE = /^\x1b\[(?:((?:53;)?38;5;\d+|39(?:;55)?)m|(\d+)A|(\d+)C|0(J))/;

export class Emulator {
  readonly lines: string[][] = [[]];
  row = 0;
  column = 0;
  readonly #columns: number;
  readonly #height: number;

  constructor(columns: number, height: number) {
    this.#columns = columns;
    this.#height = height;
  }

  /** Text of all lines, the scrolled ones too, without blanks at their ends. */
  get text(): string[] {
    const texts = this.lines.map((cells) => cells.join('').trimEnd());
    while (texts.length > 1 && texts.at(-1) === '') texts.pop();
    return texts;
  }

  write(data: string): void {
    for (let at = 0; at < data.length; ) {
      const found = data[at] === '\x1b' ? SEQUENCE.exec(data.slice(at)) : null;
      if (found !== null) this.#control(found);
      else this.#character(String.fromCodePoint(data.codePointAt(at) as number));
      at += found?.[0].length ?? ((data.codePointAt(at) as number) > 0xffff ? 2 : 1);
    }
  }

  #control([, , up, right, erase]: readonly (string | undefined)[]): void {
    const top = Math.max(0, this.lines.length - this.#height);
    if (up !== undefined) this.row = Math.max(top, this.row - Number(up));
    if (right !== undefined) this.column = Math.min(this.#columns - 1, this.column + Number(right));
    if (erase === undefined) return;
    this.#line().length = Math.min(this.column, this.#line().length);
    // What scrolled by stays; the lines below on the screen are blank.
    this.lines.length = this.row + 1;
  }

  #character(character: string): void {
    const point = character.codePointAt(0) as number;
    if (character === '\r') this.column = 0;
    else if (character === '\n') this.#down();
    else if (point < 0x20 || (point >= 0x7f && point < 0xa0))
      throw new Error(`control U+${point.toString(16)} written`);
    else this.#put(character, cellsOf(point));
  }

  #put(character: string, cells: number): void {
    if (cells === 0) {
      this.#line()[this.column - 1] += character;
      return;
    }
    if (this.column + cells > this.#columns) {
      this.#down();
      this.column = 0;
    }
    const line = this.#line();
    while (line.length < this.column) line.push(' ');
    line[this.column] = character;
    if (cells === 2) line[this.column + 1] = '';
    this.column += cells;
  }

  #down(): void {
    this.row++;
    if (this.lines[this.row] === undefined) this.lines.push([]);
  }

  #line(): string[] {
    return this.lines[this.row] as string[];
  }
}
