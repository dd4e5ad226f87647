/** The chip that announces outside connections. */
import { useMemo } from 'react';
import { showLane } from '../session/actions/actions.ts';
import { useLanes } from '../session/state/hooks.ts';
import { type Lane, useStore } from '../session/state/store.ts';
import { t } from '../session/state/text.ts';
import { Chip } from '../ui/chip.tsx';
import { Live } from '../ui/live.tsx';
import styles from './header.module.css';

/**
 * Appears when another program has connected since the page opened and the user has not looked yet; a click shows it.
 */
export function OutsideChip() {
  const lanes = useLanes();
  const seen = useStore((state) => state.seen);
  const openedAt = useStore((state) => state.openedAt);
  const news = useMemo(
    () => [...lanes.values()].filter((lane) => isNews(lane, seen, openedAt)),
    [lanes, seen, openedAt],
  );
  const newest = news.at(-1)?.info.lane;
  return (
    <>
      <Live>{newest === undefined ? '' : t.shell.newOutside(newest)}</Live>
      {newest !== undefined && (
        <Chip tone="accent" className={styles.news} onClick={() => showLane(newest)}>
          {news.length === 1 ? t.shell.laneName(newest) : news.length}
          <span className={styles.wide}>{t.shell.laneOutside}</span>
        </Chip>
      )}
    </>
  );
}

function isNews({ info, entries, clockOffset }: Lane, seen: number, openedAt: number | null): boolean {
  if (info.origin !== 'outside' || info.behind !== undefined || info.lane <= seen || openedAt === null) return false;
  const first = entries[0];
  return first !== undefined && first.t + clockOffset > openedAt;
}
