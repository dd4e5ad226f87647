/** The arrows of the diagram. */
import { memo } from 'react';
import { cx } from '../../ui/cx.ts';
import type { PlacedEdge } from './layout.ts';
import styles from './picture.module.css';

interface EdgeProps {
  placed: PlacedEdge;
  lit: boolean;
}

/** An arrow, and the octets that lead along it. */
export const Edge = memo(function Edge({ placed: { path, label, text }, lit }: EdgeProps) {
  const width = text.length * 6.1 + 8;
  const id = lit ? 'arrow-lit' : 'arrow';
  return (
    <g className={cx(styles.edge, lit && styles.lit)}>
      <path className={styles.line} d={path} markerEnd={`url(#${id})`} />
      {text !== '' && (
        <>
          <rect className={styles.paper} x={label.x - width / 2} y={label.y - 7} width={width} height={14} rx={3} />
          <text className={styles.label} x={label.x} y={label.y + 3.5}>
            {text}
          </text>
        </>
      )}
    </g>
  );
});

/** The arrowheads. */
export function Arrows() {
  return (
    <defs>
      {(['arrow', 'arrow-lit'] as const).map((id) => (
        <marker
          key={id}
          id={id}
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="8"
          markerHeight="8"
          markerUnits="userSpaceOnUse"
          orient="auto"
        >
          <path className={id === 'arrow' ? styles.head : styles.headLit} d="M1 1 7 4 1 7Z" />
        </marker>
      ))}
    </defs>
  );
}
