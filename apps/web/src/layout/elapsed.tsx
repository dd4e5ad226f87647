import { laneNow, useNow } from '../session/state/clock.ts';
import { summaryOf } from '../session/state/lane-state.ts';
import type { Lane } from '../session/state/store.ts';
import styles from './header.module.css';

/** How long a connection has lasted: while it is open in whole seconds, since each change costs a frame. */
export function Elapsed({ lane }: { lane: Lane }) {
  const { since, until } = summaryOf(lane);
  const open = until === null;
  const now = useNow(1000, open && !lane.detached);
  const end = until ?? laneNow(lane, now);
  if (since === null || end === null) return null;
  return <span className={styles.elapsed}>{durationText(Math.max(0, end - since), open ? 0 : 1)}</span>;
}

/** `4.2 s`, `3:07 min`, `1:02:33 h`. `digits`: decimal places of the seconds below one minute. */
function durationText(ms: number, digits: 0 | 1 = 1): string {
  const seconds = ms / 1000;
  if (seconds < 60) return `${(digits === 0 ? Math.floor(seconds) : seconds).toFixed(digits)} s`;
  const whole = Math.floor(seconds);
  const two = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}:${two(whole % 60)} min`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)} h`;
}
