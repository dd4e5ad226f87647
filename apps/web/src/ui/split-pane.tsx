/**
 * Two panes with a separator that is dragged or moved by arrow keys (Home and End to the ends, double click to the
 * initial size). The share of the first pane is remembered under `id`. Without a second pane the first takes all the
 * room.
 */
import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react';
import { cx } from './cx.ts';
import { keepShare, recallShare } from './share.ts';
import styles from './split-pane.module.css';

interface SplitPaneProps {
  id: string;
  /** `row`: side by side. `column`: one above the other. */
  direction: 'row' | 'column';
  /** Share of the first pane until the user moves it, 0–1. */
  initial: number;
  /** Minimum sizes in px. */
  minFirst: number;
  minSecond: number;
  /** While true the first pane has its minimum size, whatever was chosen. */
  narrowed?: boolean;
  /** Name of the separator. */
  label: string;
  first: ReactNode;
  second: ReactNode | null;
}

const KEY_STEP = 0.02;

export function SplitPane(props: SplitPaneProps) {
  const { id, direction, initial, minFirst, minSecond, narrowed = false, first, second } = props;
  const [moved, setMoved] = useState<{ id: string; share: number } | null>(null);
  const share = moved?.id === id ? moved.share : (recallShare(id) ?? initial);
  const root = useRef<HTMLDivElement>(null);
  const move = (next: number) => {
    const bounded = Math.min(0.95, Math.max(0.05, next));
    setMoved({ id, share: bounded });
    keepShare(id, bounded);
  };
  const least = direction === 'row' ? 'minWidth' : 'minHeight';
  const size = narrowed ? `0 0 ${minFirst}px` : `${share} 1 0`;
  return (
    <div className={cx(styles.split, styles[direction])} ref={root}>
      <div className={styles.pane} style={second === null ? { flex: '1 1 0' } : { flex: size, [least]: minFirst }}>
        {first}
      </div>
      {second !== null && !narrowed && (
        <Separator {...props} share={share} move={move} reset={() => move(initial)} root={() => root.current} />
      )}
      {second !== null && (
        <div className={styles.pane} style={{ flex: narrowed ? '1 1 0' : `${1 - share} 1 0`, [least]: minSecond }}>
          {second}
        </div>
      )}
    </div>
  );
}

interface SeparatorProps extends SplitPaneProps {
  share: number;
  move: (share: number) => void;
  reset: () => void;
  root: () => HTMLDivElement | null;
}

function Separator({ direction, label, minFirst, minSecond, share, move, reset, root }: SeparatorProps) {
  const drag = (event: PointerEvent) => {
    const box = root()?.getBoundingClientRect();
    if (box === undefined || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const [at, whole] =
      direction === 'row' ? [event.clientX - box.left, box.width] : [event.clientY - box.top, box.height];
    move(Math.max(minFirst, Math.min(whole - minSecond, at)) / whole);
  };
  const press = (event: KeyboardEvent) => {
    const next = keyShare(event.key, direction, share);
    if (next === null) return;
    event.preventDefault();
    move(next);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: an <hr> cannot be focused and moved
    <div
      className={styles.separator}
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={direction === 'row' ? 'vertical' : 'horizontal'}
      aria-valuemin={5}
      aria-valuemax={95}
      aria-valuenow={Math.round(share * 100)}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onDoubleClick={reset}
      onKeyDown={press}
    />
  );
}

function keyShare(key: string, direction: 'row' | 'column', share: number): number | null {
  const [less, more] = direction === 'row' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
  if (key === less) return share - KEY_STEP;
  if (key === more) return share + KEY_STEP;
  if (key === 'Home') return 0;
  return key === 'End' ? 1 : null;
}
