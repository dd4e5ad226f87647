/** The rows of the tape that are on the screen. */
import { defaultRangeExtractor, type Range, useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useMemo } from 'react';
import type { RowLayout } from '../../../../../../shared/transcript/rows.ts';
import { type Geometry, heightOf } from './geometry.ts';

export type Rows = Virtualizer<HTMLDivElement, Element>;

/** Rows kept ready above and below what is seen. */
const OVERSCAN = 2;
/** Room kept between the cursor and the edge it scrolls to. */
export const MARGIN = 44;

/** `cursor`: the row that is always there, seen or not, because it holds the focus. */
export function useRows(
  scroller: RefObject<HTMLDivElement | null>,
  layout: RowLayout,
  geometry: Geometry,
  cursor: number,
): Rows {
  const { version } = layout;
  const height = useMemo(() => heightOf(geometry.mode), [geometry.mode]);
  // Another function whenever heights may have changed: the list then asks for them anew, and keeps none it measured.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const getItemKey = useCallback((index: number) => index, [layout, version, geometry]);
  const rangeExtractor = useCallback(
    (range: Range) => withRow(defaultRangeExtractor(range), cursor, range.count),
    [cursor],
  );
  return useVirtualizer<HTMLDivElement, Element>({
    count: layout.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => layout.measure(index, height),
    getItemKey,
    rangeExtractor,
    overscan: OVERSCAN,
    paddingStart: 8,
    paddingEnd: 20,
    scrollPaddingStart: MARGIN,
    scrollPaddingEnd: MARGIN,
    useFlushSync: false,
  });
}

/** The indexes with `row` among them, in order. */
function withRow(indexes: number[], row: number, count: number): number[] {
  const first = indexes[0];
  const last = indexes.at(-1);
  if (first === undefined || last === undefined || row < 0 || row >= count) return indexes;
  if (row < first) return [row, ...indexes];
  return row > last ? [...indexes, row] : indexes;
}
