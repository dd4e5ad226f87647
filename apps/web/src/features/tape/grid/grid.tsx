/** The tape as a virtualised grid. */
import { type KeyboardEvent, type RefObject, useLayoutEffect, useMemo, useRef } from 'react';
import type { Matches } from '#shared/transcript/replay/find.ts';
import type { Replay } from '#shared/transcript/replay/replay.ts';
import type { RowLayout } from '#shared/transcript/view/rows.ts';
import { moveTo } from '../../../session/actions/actions.ts';
import { useBreakpoints, useIsLive, usePosition, useSelection } from '../../../session/state/hooks.ts';
import type { TapeMode } from '../../../session/state/settings.ts';
import { t } from '../../../session/state/text.ts';
import { Button } from '../../../ui/button.tsx';
import { cx } from '../../../ui/cx.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useMedia } from '../../../ui/use-media.ts';
import type { Pinned } from '../pinned.ts';
import { Empty } from './empty.tsx';
import { type Geometry, geometryOf, shapeOf } from './geometry.ts';
import styles from './grid.module.css';
import { HoverCard } from './hover-card.tsx';
import { gridProps, HOME_CELL } from './naming.ts';
import { usePointer } from './pointer.ts';
import { Scissors } from './scissors-layer.tsx';
import { Row, type RowContext } from './tape-row.tsx';
import { useFollow } from './use-follow.ts';
import { layoutOf, type Rows, useRows } from './use-rows.ts';
import { useWidth } from './use-width.ts';
import { vertical } from './vertical.ts';

interface GridProps {
  replay: Replay;
  mode: TapeMode;
  matches: Matches | null;
  /** The match at the cursor. */
  match: { direction: 'in' | 'out'; start: number } | null;
  pinned: Pinned | null;
  pin: (pinned: Pinned | null) => void;
  /** The scissors tool is active. */
  cutting: boolean;
  /** Deactivates it. */
  onCut: () => void;
}

/** All octets and events of the connection, as an ARIA grid with one cell in the tab order: the lit one. */
export function Grid({ replay, mode, pinned, pin, cutting, onCut, ...found }: GridProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const geometry = useGeometry(mode, useWidth(scroller), useMedia('(pointer: coarse)'));
  const layout = layoutOf(replay, shapeOf(geometry));
  const position = usePosition();
  const cursor = position === 0 ? 0 : layout.rowAt(position - 1);
  const rows = useRows(scroller, layout, geometry, cursor);
  const follow = useFollow(scroller, rows, { row: cursor, position, live: useIsLive(), geometry });
  const chosen = { breakpoints: useBreakpoints(), selection: useSelection() };
  const context: RowContext = { replay, layout, geometry, position, ...found, ...chosen };
  const pointer = usePointer({ replay, layout, pinned, pin });
  useFocus(scroller, position);
  return (
    <div className={styles.place}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it is a grid, see naming.ts */}
      <div
        ref={scroller}
        className={cx(styles.scroller, cutting && styles.cutting)}
        style={sizes(geometry)}
        {...gridProps(layout.length)}
        {...pointer}
        onKeyDown={(event) => walkVertically(event, layout, position, rows)}
      >
        <RowList rows={rows} cursor={cursor} context={context} />
      </div>
      {!cutting && <HoverCard scroller={scroller} replay={replay} />}
      <Scissors scroller={scroller} replay={replay} on={cutting} onCut={onCut} />
      {follow.away && <Newest onClick={follow.toNewest} />}
    </div>
  );
}

/** The visible rows, inside a box as tall as all of them. */
function RowList({ rows, cursor, context }: { rows: Rows; cursor: number; context: RowContext }) {
  const { request, response } = context.replay;
  return (
    <div role="presentation" className={styles.rows} style={{ height: rows.total }}>
      {rows.shown().map((index) => {
        const top = rows.topOf(index);
        const height = rows.endOf(index) - top;
        return <Row key={slotOf(index, cursor)} index={index} top={top} height={height} context={context} />;
      })}
      {request.length === 0 && response.length === 0 && <Empty top={rows.total - 8} replay={context.replay} />}
    </div>
  );
}

/** More rows than can ever be visible at once. */
const SLOTS = 256;

/**
 * Rows scrolled out lend their elements to those scrolled in; the cursor's row keeps its own, which may have the focus.
 */
function slotOf(index: number, cursor: number): string {
  return index === cursor ? 'cursor' : String(index % SLOTS);
}

/** For the stylesheets. */
function sizes({ pitch, gutter }: Geometry): object {
  return { '--pitch': `${pitch}px`, '--gutter': `${gutter}px` };
}

/** The same object until one of its sizes changes. */
function useGeometry(mode: TapeMode, width: number, coarse: boolean): Geometry {
  const { columns, pitch, gutter } = geometryOf(mode, width, coarse);
  return useMemo(() => ({ mode, columns, pitch, gutter }), [mode, columns, pitch, gutter]);
}

/** The focus follows the cursor while it is on the tape, even when the focused cell is replaced by another. */
function useFocus(scroller: RefObject<HTMLDivElement | null>, position: number): void {
  const focused = scroller.current?.contains(document.activeElement) === true;
  const last = useRef(position);
  useLayoutEffect(() => {
    const moved = last.current !== position;
    last.current = position;
    const lost = document.activeElement === document.body;
    if (!focused || !(moved || lost)) return;
    const home = scroller.current?.querySelector<HTMLElement>(HOME_CELL);
    // Focusing an element again would still make the browser recompute styles.
    if (home !== document.activeElement) home?.focus({ preventScroll: true });
  });
}

function walkVertically(event: KeyboardEvent, layout: RowLayout, position: number, rows: Rows): void {
  if (event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return;
  const to = vertical(event.code, layout, position, rows.height);
  if (to === null) return;
  event.preventDefault();
  moveTo(to);
}

/** Back to the end, for a reader who has scrolled away from it while octets still arrive. */
export function Newest({ onClick }: { onClick: () => void }) {
  return (
    <Button className={styles.newest} onClick={onClick}>
      <Icon name="down" size={14} /> {t.tape.follow}
    </Button>
  );
}
