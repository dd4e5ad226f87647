import { laneNow, useNow } from '../session/state/clock.ts';
import { summaryOf } from '../session/state/lane-state.ts';
import type { Lane } from '../session/state/store.ts';
import styles from './header.module.css';

/** How long a connection has lasted; ticks while it is open. */
export function Elapsed({ lane }: { lane: Lane }) {
  const { since, until } = summaryOf(lane);
  const now = useNow(100, until === null && !lane.detached);
  const end = until ?? laneNow(lane, now);
  if (since === null || end === null) return null;
  return <span className={styles.elapsed}>{durationText(Math.max(0, end - since))}</span>;
}

/** `4.2 s`, `3:07 min`, `1:02:33 h`. */
export function durationText(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.floor(seconds);
  const two = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}:${two(whole % 60)} min`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)} h`;
}
