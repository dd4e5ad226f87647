import type { ReactElement, ReactNode } from 'react';
import { CR, HTAB, LF } from '../../../../../../shared/octets.ts';
import type { Cell } from '../../../../../../shared/transcript/cells.ts';
import { cellProps } from './aria.ts';
import styles from './cell.module.css';
import { glyph, hex, isNamed, toneOf } from './cell-names.ts';
import type { CellLook } from './use-row.ts';

/**
 * The cell of one octet. CR and LF are cells of their own; nothing is ever hidden. A function, not a component: a
 * screenful has a thousand cells, and most of them are one empty element, for runs.ts draws their glyphs.
 */
export function octetCell(cell: Cell, column: number, look: CellLook, both: boolean): ReactElement {
  return (
    <span key={column} {...cellProps(look)} className={classOf(cell, look, both)}>
      {standsAlone(cell, look) ? content(cell.octet, both) : null}
    </span>
  );
}

/** Whether a cell shows its octet itself: a name, hexadecimal, or the lit octet in its own colour. */
export function standsAlone({ octet }: Cell, { lit }: CellLook): boolean {
  return lit || octet === HTAB || isNamed(octet);
}

/** In both, hexadecimal over the glyph; where octets make a character, that stands in place of their glyphs. */
function content(octet: number, both: boolean): ReactNode {
  if (!both) return glyph(octet);
  return (
    <>
      <span className={styles.hex}>{hex(octet)}</span>
      <span className={isNamed(octet) ? styles.word : styles.glyph}>{octet >= 0x80 ? '' : glyph(octet)}</span>
    </>
  );
}

function classOf(cell: Cell, look: CellLook, both: boolean): string {
  const { octet, bare, problem } = cell;
  let name = `${styles.cell} ${look.taken ? styles[toneOf(cell)] : styles.ahead}`;
  if (both) name += ` ${styles.both}`;
  if (octet === CR || octet === LF) name += ` ${styles.end}`;
  if (isNamed(octet)) name += ` ${octet < 0x80 && glyph(octet).length > 2 ? styles.long : styles.named}`;
  if (bare || problem !== null) name += ` ${isBad(cell) ? styles.bad : styles.warn}`;
  if (look.lit) name += ` ${styles.lit}${both && octet >= 0x80 ? ` ${styles.tied}` : ''}`;
  if (look.selected) name += ` ${styles.selected}`;
  if (look.broken) name += ` ${styles.broken}`;
  if (look.found !== 'none') name += ` ${look.found === 'this' ? styles.this : styles.found}`;
  return name;
}

/** A bare CR is always refused; a bare LF only where a verdict says so. */
function isBad({ octet, bare, problem }: Cell): boolean {
  return problem === null ? bare && octet === CR : problem === 'reject';
}
