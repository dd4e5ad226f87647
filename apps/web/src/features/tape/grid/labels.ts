/** Which labels a row shows, so that none runs into the next. */

import { CR } from '#shared/base/octets.ts';
import type { RowCells } from '#shared/transcript/view/cells.ts';
import { type Role, roleOf } from '#shared/transcript/view/cells.ts';
import { t } from '../../../session/state/text.ts';

export interface LabelPlace {
  readonly column: number;
  readonly text: string;
  readonly tone: Role | 'warn' | 'bad';
}

/** Kept free between two labels, px. */
const GAP = 2;

/** The labels of a row. Each takes the room up to the next; where its whole name has none, the short one stands. */
export function labelsOf({ cells, tokens }: RowCells, pitch: number): readonly LabelPlace[] {
  const named = tokens
    .filter(({ begins }) => begins)
    .map(({ column, kind }) => ({ column, tone: roleOf(kind), ...t.tape.labels[kind] }));
  const bare = cells.flatMap(({ bare: alone, octet, problem }, column) => {
    if (!alone) return [];
    const text = octet === CR ? t.tape.bare.CR : t.tape.bare.LF;
    const tone = octet === CR || problem === 'reject' ? ('bad' as const) : ('warn' as const);
    return [{ column, tone, whole: text, short: text }];
  });
  const all = [...named, ...bare].sort((a, b) => a.column - b.column);
  return all.flatMap(({ column, tone, whole, short }, index) => {
    const room = ((all[index + 1]?.column ?? Number.POSITIVE_INFINITY) - column) * pitch;
    const text = [whole, short].find((one) => widthOf(one) + GAP <= room);
    return text === undefined ? [] : [{ column, tone, text }];
  });
}

const widths = new Map<string, number>();
let canvas: CanvasRenderingContext2D | null = null;

/** The width of a label as it is drawn, px. There are few labels: each is measured once. */
function widthOf(text: string): number {
  const known = widths.get(text);
  if (known !== undefined) return known;
  canvas ??= document.createElement('canvas').getContext('2d');
  if (canvas === null) return text.length * 5;
  canvas.font = `10px ${getComputedStyle(document.body).fontFamily}`;
  const { width } = canvas.measureText(text);
  widths.set(text, width);
  return width;
}
