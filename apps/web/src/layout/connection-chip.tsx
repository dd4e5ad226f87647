/** The chip of the connection in Play's header, with its menu. */
import type { ReactNode } from 'react';
import { connect, markSeen, report, showLane } from '../session/actions/actions.ts';
import { useCurrentLane, useLanes, useLink } from '../session/state/hooks.ts';
import { isOver, type LaneState, summaryOf } from '../session/state/lane-state.ts';
import type { Lane } from '../session/state/store.ts';
import { t } from '../session/state/text.ts';
import { Chip, Dot, type Tone } from '../ui/chip.tsx';
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuLine } from '../ui/menu.tsx';
import { Elapsed } from './elapsed.tsx';
import styles from './header.module.css';

const TONES: Record<LaneState, Tone> = {
  connecting: 'warn',
  backlog: 'warn',
  open: 'good',
  held: 'warn',
  'half-closed': 'accent',
  'server-closed': 'accent',
  closed: 'idle',
  reset: 'bad',
  crashed: 'bad',
  detached: 'idle',
};

/** Beyond this number they are only counted. */
const SHOWN = 24;

/** The connection shown: its number, state and age; its menu leads to all others. */
export function ConnectionChip() {
  const lane = useCurrentLane();
  const all = [...useLanes().values()].reverse();
  const shown = all.slice(0, SHOWN);
  return (
    <Menu
      onOpenChange={(open) => open && markSeen()}
      trigger={lane === null ? <Chip opens>{t.shell.noConnection}</Chip> : <LaneChip lane={lane} />}
    >
      <MenuItem onSelect={() => void connect().then(report)}>{t.shell.newConnection}</MenuItem>
      {shown.length > 0 && <MenuLine />}
      {shown.length > 0 && <MenuLabel>{t.shell.connections}</MenuLabel>}
      <MenuChoice
        value={String(lane?.info.lane ?? '')}
        options={shown.map(choiceOf)}
        onChange={(number) => showLane(Number(number))}
      />
      {all.length > SHOWN && <MenuLabel>{t.shell.olderLanes(all.length - SHOWN)}</MenuLabel>}
    </Menu>
  );
}

/** Takes the props that the menu passes to its trigger. */
function LaneChip({ lane, ...trigger }: { lane: Lane }) {
  const { state } = summaryOf(lane);
  const known = useLink().state === 'open' || isOver(state);
  return (
    <Chip opens tone={known ? TONES[state] : 'idle'} detail={<Elapsed lane={lane} />} {...trigger}>
      <b>{t.shell.laneName(lane.info.lane)}</b>
      <span className={styles.roomy}>{t.shell.laneState[state]}</span>
    </Chip>
  );
}

function choiceOf(lane: Lane): { value: string; label: ReactNode; note?: ReactNode; aside: ReactNode } {
  const { state } = summaryOf(lane);
  const label = (
    <>
      <Dot tone={TONES[state]} /> <b>{t.shell.laneName(lane.info.lane)}</b> {t.shell.serverName(lane.info.server)}{' '}
      <span className="dim">{t.shell.laneState[state]}</span>
    </>
  );
  const value = String(lane.info.lane);
  const aside = <Elapsed lane={lane} />;
  const note = noteOf(lane);
  return note === null ? { value, label, aside } : { value, label, aside, note };
}

/** What is unusual about its origin. */
function noteOf({ info, entries }: Lane): string | null {
  if (info.behind !== undefined) return t.shell.laneBehind(info.behind);
  if (info.origin === 'page') return info.ref === null ? t.shell.laneOtherPage : null;
  const open = entries[0];
  const tls = entries.find((entry) => entry.kind === 'tls');
  const inside = tls?.kind === 'tls' ? ` · ${t.tls.label(tls)}` : '';
  return open?.kind === 'open' ? `${t.shell.laneOutside} · ${open.remote}${inside}` : t.shell.laneOutside;
}
