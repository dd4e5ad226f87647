/** The smallest pieces of the tape: cells and runs. */
import type { ReactElement, ReactNode } from 'react';
import { CR, LF } from '#shared/base/octets.ts';
import { cx } from '../../../ui/cx.ts';
import styles from './cell.module.css';
import { cellProps, glyph, hex, isNamed } from './naming.ts';
import type { Look, Piece } from './row-model.ts';
import tones from './tones.module.css';

/**
 * One octet that stands alone, or a run of octets that look alike. Plain functions, not components: there are many of
 * them.
 */
export function pieceElement(piece: Piece, label: string, both: boolean): ReactElement {
  const { column, count, look } = piece;
  const run = piece.shape !== 'cell';
  return (
    <span
      // The lit octet keeps its element, and so the focus, while it stays between the same runs.
      key={look.lit ? 'lit' : column}
      {...cellProps({ ...look, label, count })}
      data-column={column}
      className={run ? runClass(piece, both) : cellClass(piece, both)}
      style={run ? widthOf(count) : undefined}
    >
      {run ? <Run piece={piece} both={both} /> : content(piece, both)}
    </span>
  );
}

/** For the stylesheets: width in octets. */
export const widthOf = (count: number): object => ({ '--count': count });

/** The glyphs of a run, each as wide as a cell; in "both", hexadecimal above them. */
function Run({ piece: { shape, cells }, both }: { piece: Piece; both: boolean }): ReactNode {
  const digits = () => cells.map(({ octet }) => `${hex(octet)} `).join('');
  if (!both) return shape === 'digits' ? digits() : signsOf(cells);
  return (
    <>
      <span className={styles.over}>{digits()}</span>
      {shape === 'signs' && <span className={styles.under}>{signsOf(cells)}</span>}
    </>
  );
}

function signsOf(cells: Piece['cells']): string {
  return cells.map(({ octet }) => glyph(octet)).join('');
}

/** In "both", hexadecimal above the glyph; the character that octets encode replaces their glyphs. */
function content({ cells }: Piece, both: boolean): ReactNode {
  const octet = cells[0]?.octet ?? 0;
  if (!both) return glyph(octet);
  return (
    <>
      <span className={styles.hex}>{hex(octet)}</span>
      <span className={isNamed(octet) ? styles.word : styles.glyph}>{octet >= 0x80 ? '' : glyph(octet)}</span>
    </>
  );
}

function runClass({ shape, look }: Piece, both: boolean): string {
  return cx(styles.run, styles[both ? 'both' : shape], stateClass(look));
}

function cellClass({ look, cells }: Piece, both: boolean): string {
  const octet = cells[0]?.octet ?? 0;
  const long = octet < 0x80 && glyph(octet).length > 2;
  return cx(
    styles.cell,
    both && styles.both,
    (octet === CR || octet === LF) && styles.end,
    isNamed(octet) && (long ? styles.long : styles.named),
    stateClass(look),
    both && look.lit && octet >= 0x80 && styles.tied,
  );
}

/** What cells and runs have in common: colour and background. */
export function stateClass(look: Look): string {
  return cx(
    look.taken ? tones[look.tone] : tones.ahead,
    look.wrong === 'reject' && cx(tones.bad, styles.bad),
    look.wrong === 'tolerate' && cx(tones.warn, styles.warn),
    look.tone === 'ignored' && look.taken && styles.ignored,
    look.lit && styles.lit,
    look.selected && styles.selected,
    look.broken && styles.broken,
    look.found === 'some' && styles.found,
    look.found === 'this' && styles.this,
  );
}
