/** The frame around the diagram, with its zoom buttons. */
import { type ReactNode, useRef, useState } from 'react';
import type { Table } from '#shared/http1/machine.ts';
import type { Cluster } from '#shared/http1/state-graph.ts';
import type { StateName } from '#shared/http1/table.ts';
import { t } from '../../session/state/text.ts';
import { cx } from '../../ui/cx.ts';
import { Hidden } from '../../ui/live.tsx';
import { Drawing } from './drawing.tsx';
import { Arrows } from './edge.tsx';
import { pictureOf } from './layout.ts';
import { onNodeKey } from './node-keys.ts';
import type { Marks } from './now.ts';
import { StateCard } from './state-card.tsx';
import styles from './states.module.css';
import { useView } from './use-view.ts';

interface CanvasProps {
  table: Table;
  cluster: Cluster;
  marks: Marks;
  onCluster: (cluster: Cluster) => void;
  /** Content of the lower left corner. */
  corner: ReactNode;
}

/** One cluster of the diagram, dragged and zoomed by the user; it scrolls the current state into view by itself. */
export function Canvas({ table, cluster, marks, onCluster, corner }: CanvasProps) {
  const frame = useRef<HTMLDivElement>(null);
  const picture = pictureOf(table, cluster);
  const { view, gliding, handlers, zoom, fit } = useView(frame, picture, [marks.current, ...marks.nodes]);
  const [open, setOpen] = useState<StateName | null>(null);
  const label = t.diagram.label(t.diagram.clusters[cluster]);
  const transform = `translate(${view.x}px, ${view.y}px) scale(${view.scale})`;
  return (
    <div className={styles.frame} ref={frame} {...handlers}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms, and not for SVG */}
      <svg className={styles.canvas} role="group" aria-label={label} onKeyDown={onNodeKey}>
        <Arrows />
        <g className={cx(gliding && styles.gliding)} style={{ transform }}>
          <Drawing picture={picture} marks={marks} onState={setOpen} onCluster={onCluster} />
        </g>
      </svg>
      <Hidden>{t.diagram.alternative}</Hidden>
      <div className={styles.corner}>{corner}</div>
      <Zoom onZoom={zoom} onFit={fit} />
      <StateCard state={open} table={table} frame={frame} onClose={() => setOpen(null)} />
    </div>
  );
}

const ZOOM_STEP = 1.25;

function Zoom({ onZoom, onFit }: { onZoom: (factor: number) => void; onFit: () => void }) {
  const { zoomOut, zoomIn, fit } = t.diagram;
  return (
    <div className={styles.zoom}>
      <button type="button" className={styles.control} aria-label={zoomOut} onClick={() => onZoom(1 / ZOOM_STEP)}>
        −
      </button>
      <button type="button" className={styles.control} aria-label={zoomIn} onClick={() => onZoom(ZOOM_STEP)}>
        +
      </button>
      <button type="button" className={styles.control} onClick={onFit}>
        {fit}
      </button>
    </div>
  );
}
