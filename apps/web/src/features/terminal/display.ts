/** A screen on xterm: settled rows are written once; the block at the bottom is erased and rewritten. */
import type { Terminal as XTerm } from '@xterm/xterm';
import { type Block, CLEAR, eraseBlock, NO_BLOCK, paintBlock, paintLines } from '#shared/screen/paint.ts';
import { type Prompt, promptBlock, type Size } from '#shared/screen/prompt.ts';
import { linesOfRow, type OctetRow, type Row } from '#shared/screen/row.ts';
import type { Screen } from '#shared/screen/screen.ts';
import { t } from '../../session/state/text.ts';

/** What the prompt shows besides what the screen knows. */
export type Typing = Omit<Prompt, 'open' | 'hidden'>;

export class Display {
  readonly #term: XTerm;
  #screen: Screen | null = null;
  #cleared = 0;
  /** How many rows have been written for good, including those no longer kept. */
  #settled = 0;
  #block: Block = NO_BLOCK;
  #painted = '';

  constructor(term: XTerm) {
    this.#term = term;
  }

  /** Draws the current screen. Returns the rows that are newly settled; none if everything was redrawn. */
  show(screen: Screen, typing: Typing): readonly Row[] {
    if (screen !== this.#screen || screen.rows.cleared !== this.#cleared) {
      this.redraw(screen, typing);
      return [];
    }
    const rows = this.#unsettled(screen);
    this.#write(rows, screen, typing, eraseBlock(this.#block));
    return rows;
  }

  /** Redraws everything: another screen, another width. */
  redraw(screen: Screen, typing: Typing): void {
    this.#screen = screen;
    this.#cleared = screen.rows.cleared;
    this.#settled = screen.rows.gone;
    this.#painted = '';
    this.#write(this.#unsettled(screen), screen, typing, CLEAR);
  }

  #unsettled({ rows }: Screen): Row[] {
    const end = rows.kept.length - (rows.open ? 1 : 0);
    const found = rows.kept.slice(Math.max(0, this.#settled - rows.gone), end);
    this.#settled = Math.max(this.#settled, rows.gone + end);
    return found;
  }

  #write(rows: readonly Row[], screen: Screen, typing: Typing, erase: string): void {
    const size: Size = { columns: this.#term.cols, rows: this.#term.rows };
    const block = promptBlock(t, { ...typing, open: openRow(screen), hidden: screen.hidden }, size);
    const painted = paintBlock(block);
    if (rows.length === 0 && painted === this.#painted) return;
    const lines = rows.flatMap((row) => linesOfRow(t, row, size.columns));
    this.#term.write(erase + paintLines(lines) + painted);
    this.#block = block;
    this.#painted = painted;
  }
}

function openRow({ rows }: Screen): OctetRow | null {
  const last = rows.open ? rows.kept.at(-1) : undefined;
  return last?.kind === 'octets' ? last : null;
}
