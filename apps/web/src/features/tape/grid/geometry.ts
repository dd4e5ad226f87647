/**
 * Sizes of the tape, in px. Known in advance and never measured, so that a list of 100,000 rows neither jumps nor
 * waits. The stylesheets take them as custom properties.
 */
import type { RowKind } from '#shared/transcript/view/row-store.ts';
import type { RowShape } from '#shared/transcript/view/rows.ts';
import type { TapeMode } from '../../../session/state/settings.ts';

export interface Geometry {
  readonly mode: TapeMode;
  readonly columns: number;
  /** From one cell to the next. */
  readonly pitch: number;
  /** Room for the offset on the left. */
  readonly gutter: number;
}

const PITCH = { fine: 17, coarse: 20 };
const HEX_PITCH = { fine: 24, coarse: 26 };
/** A column of the text beside a hex dump. */
const SIGN_PITCH = 9;
/** The gap between the halves of a hex dump, and before its text. */
const HEX_GAPS = 28;
/** A rail for directions and events, with the offset beside it. */
const GUTTER = { wide: 72, narrow: 58 };
const NARROW = 480;
const PADDING = 14;
/** CR and LF may extend past the last column. */
const HANGING = 2;
const MOST_COLUMNS = 96;

/** The geometry whose rows fill `width` px. */
export function geometryOf(mode: TapeMode, width: number, coarse: boolean): Geometry {
  const pointer = coarse ? 'coarse' : 'fine';
  const gutter = width < NARROW ? GUTTER.narrow : GUTTER.wide;
  const room = width - gutter - PADDING;
  if (mode === 'hex') {
    const whole = 16 * (HEX_PITCH[pointer] + SIGN_PITCH) + HEX_GAPS;
    return { mode, columns: room >= whole ? 16 : 8, pitch: HEX_PITCH[pointer], gutter };
  }
  const pitch = mode === 'both' ? PITCH[pointer] + 2 : PITCH[pointer];
  const columns = Math.max(8, Math.min(MOST_COLUMNS, Math.floor(room / pitch) - HANGING));
  return { mode, columns, pitch, gutter };
}

export function shapeOf({ mode, columns }: Geometry): RowShape {
  return { columns, lines: mode !== 'hex' };
}

/** Heights of the parts of a row; tape.module.css has the same numbers as custom properties. */
export const CELL = { text: 24, both: 38, hex: 22 };
const GAP = { text: 6, both: 8, hex: 2 };
const LABELS = 15;
const TIES = 18;
const SLIM = 26;
const LABEL_ROW = 30;

/** The height of a row. */
export function heightOf(mode: TapeMode): (kind: RowKind, labelled: boolean, wide: boolean) => number {
  const base = CELL[mode] + GAP[mode];
  const labels = mode === 'hex' ? 0 : LABELS;
  // In "both", a character replaces the glyphs of its octets.
  const ties = mode === 'text' ? TIES : 0;
  return (kind, labelled, wide) => {
    if (kind === 'event') return SLIM;
    if (kind === 'label-in' || kind === 'label-out') return LABEL_ROW;
    return base + (labelled ? labels : 0) + (wide ? ties : 0);
  };
}
