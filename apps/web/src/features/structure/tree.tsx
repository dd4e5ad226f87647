/** The STRUCTURE tree with its keys, virtualised. */
import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useId, useRef, useState } from 'react';
import type { Replay } from '#shared/transcript/replay/replay.ts';
import type { StructureRow } from '#shared/transcript/view/structure.ts';
import { moveTo, select } from '../../session/actions/actions.ts';
import type { Selection } from '../../session/state/store.ts';
import { t } from '../../session/state/text.ts';
import { endOf, isReached, octetsOf, treeOf } from './model.ts';
import styles from './structure.module.css';
import { Row } from './structure-row.tsx';
import { onTreeKey } from './tree-keys.ts';

const ROW_HEIGHT = 22;

interface TreeProps {
  replay: Replay;
  position: number;
  selection: Selection | null;
}

/** An ARIA tree. Only visible rows exist, so the tree itself has the focus and names the active row. */
export function Tree({ replay, position, selection }: TreeProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const prefix = useId();
  const [toggled, toggle] = useToggled();
  const [active, setActive] = useState(-1);
  const { rows, lit, chosen } = treeOf(replay, position, selection, toggled);
  const virtual = useRows(scroller, rows.length, lit, position);
  const go = (row: StructureRow, index: number) => {
    setActive(index);
    goTo(replay, row);
  };
  const focused = Math.min(active < 0 ? Math.max(0, lit) : active, rows.length - 1);
  const look = { replay, position, prefix, lit, chosen, active, go, toggle };
  return (
    <div
      ref={scroller}
      className={styles.tree}
      role="tree"
      tabIndex={0}
      aria-label={t.structure.label}
      aria-activedescendant={active < 0 ? undefined : `${prefix}${active}`}
      onKeyDown={onTreeKey({ rows, active: focused, setActive, toggle, go, virtual })}
      onFocus={() => setActive(focused)}
    >
      <div className={styles.space} style={{ height: virtual.getTotalSize() }} role="presentation">
        {virtual.getVirtualItems().map(({ index, start }) => (
          <TreeRow key={rows.at(index).id} row={rows.at(index)} index={index} top={start} {...look} />
        ))}
      </div>
    </div>
  );
}

/** Selects the octets of a row and moves to the last of them. */
function goTo(replay: Replay, row: StructureRow): void {
  const range = octetsOf(row);
  if (range !== null) select({ direction: row.item.direction, range });
  moveTo(endOf(replay, row));
}

interface TreeRowProps {
  row: StructureRow;
  index: number;
  top: number;
  replay: Replay;
  position: number;
  prefix: string;
  lit: number;
  chosen: number;
  active: number;
  go: (row: StructureRow, index: number) => void;
  toggle: (id: string) => void;
}

function TreeRow({ row, index, top, replay, position, prefix, lit, chosen, active, go, toggle }: TreeRowProps) {
  return (
    <Row
      id={`${prefix}${index}`}
      row={row}
      top={top}
      reached={isReached(replay, row, position)}
      marks={{ lit: index === lit, chosen: index === chosen, active: index === active }}
      onGo={() => go(row, index)}
      onToggle={() => toggle(row.id)}
    />
  );
}

/** Ids of the branches that differ from their default, open or closed. */
function useToggled(): [ReadonlySet<string>, (id: string) => void] {
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string) =>
    setToggled((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  return [toggled, toggle];
}

export type RowVirtualizer = Virtualizer<HTMLDivElement, Element>;

/** The visible rows; the lit one scrolls into view whenever the cursor moves. */
function useRows(
  scroller: RefObject<HTMLDivElement | null>,
  count: number,
  lit: number,
  position: number,
): RowVirtualizer {
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    paddingStart: 6,
    paddingEnd: 6,
    scrollPaddingStart: ROW_HEIGHT * 2,
    scrollPaddingEnd: ROW_HEIGHT * 2,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same row is shown again when the cursor moves inside it
  useEffect(() => {
    if (lit >= 0 && !isInSight(virtual, lit)) virtual.scrollToIndex(lit, { align: 'auto' });
  }, [lit, position]);
  return virtual;
}

/** Uses what the virtualizer already knows: asking the browser at every step would force a layout. */
function isInSight({ scrollOffset, scrollRect }: RowVirtualizer, index: number): boolean {
  if (scrollOffset === null || scrollRect === null) return false;
  const top = index * ROW_HEIGHT - scrollOffset;
  return top >= ROW_HEIGHT && top + ROW_HEIGHT * 3 <= scrollRect.height;
}
