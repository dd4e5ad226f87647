/** The drawing of one step in the ladder. */
import { useId } from 'react';
import type { Entry } from '#shared/transcript/record/entries.ts';
import type { Column } from '#shared/transcript/view/ladder.ts';
import styles from './ladder.module.css';

/** Where the two lines are, px from the top. */
export const CLIENT_Y = 20;
export const SERVER_Y = 62;
export const HEIGHT = 76;

/** How far an arrow leans, from the end it leaves to the end it reaches. */
const LEAN = 14;

/**
 * One column: octets and FINs are arrows between the lines, any other event is a mark on the line of the socket that
 * saw it.
 */
export function Arrow({ column, label }: { column: Column; label: string }) {
  const { direction, width, place } = column;
  if (direction === null) return <Mark label={label} width={width} entry={place.entry} />;
  const from = direction === 'in' ? CLIENT_Y : SERVER_Y;
  const to = direction === 'in' ? SERVER_Y : CLIENT_Y;
  const kind = place.entry.kind;
  return (
    <g className={kind === 'reset' ? styles.reset : direction === 'in' ? styles.in : styles.out}>
      <line x1={2} y1={from} x2={LEAN} y2={to} strokeDasharray={kind === 'fin' ? '3 3' : undefined} />
      <path d={head(direction === 'in')} />
      <Label x={LEAN + 6} y={(CLIENT_Y + SERVER_Y) / 2 + 4} width={width - LEAN - 8}>
        {label}
      </Label>
    </g>
  );
}

function head(down: boolean): string {
  const tip = down ? SERVER_Y : CLIENT_Y;
  const back = down ? tip - 7 : tip + 7;
  return `M${LEAN} ${tip} L${LEAN - 6} ${back + (down ? 1 : -1)} L${LEAN + 1.5} ${back - (down ? 1 : -1)} Z`;
}

function Mark({ label, width, entry }: { label: string; width: number; entry: Entry }) {
  const isServers = entry.at === 'server';
  return (
    <g className={entry.kind === 'crash' ? styles.reset : styles.mark}>
      <circle cx={6} cy={isServers ? SERVER_Y : CLIENT_Y} r={3.5} />
      <Label x={2} y={isServers ? SERVER_Y - 10 : CLIENT_Y + 20} width={width - 4}>
        {label}
      </Label>
    </g>
  );
}

/** Text that ends where its column does. */
function Label({ x, y, width, children }: { x: number; y: number; width: number; children: string }) {
  const id = useId();
  return (
    <>
      <clipPath id={id}>
        <rect x={x} y={y - 12} width={Math.max(0, width)} height={17} />
      </clipPath>
      <text x={x} y={y} clipPath={`url(#${id})`}>
        <title>{children}</title>
        {children}
      </text>
    </>
  );
}
