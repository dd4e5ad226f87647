/** The ladder under the header of Play. */
import { useMemo } from 'react';
import { move, run, type Unit, type Way } from '#shared/transcript/replay/navigate.ts';
import type { Replay } from '#shared/transcript/replay/replay.ts';
import { moveTo } from '../../session/actions/actions.ts';
import { useBreakpoints, usePosition, useReplay } from '../../session/state/hooks.ts';
import { keysOf } from '../../session/state/keys.ts';
import { setSettings, useSettings } from '../../session/state/settings.ts';
import { t } from '../../session/state/text.ts';
import { IconButton } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Menu, MenuChoice } from '../../ui/menu.tsx';
import styles from './ladder.module.css';
import { Rungs } from './rungs.tsx';

const UNITS: readonly Unit[] = ['octet', 'token', 'line', 'read', 'message', 'problem'];

/** The step controls, and the connection as a sequence diagram that doubles as its scrubber. */
export function Ladder() {
  const replay = useReplay();
  const position = usePosition();
  return (
    <section className={styles.ladder} aria-label={t.ladder.title}>
      <Controls position={position} />
      {replay === null || replay.total === 0 ? (
        <p className={styles.empty}>{emptyWords(replay)}</p>
      ) : (
        <Rungs replay={replay} position={position} />
      )}
    </section>
  );
}

/** Before the first step: what will appear here, or where the connection waits. */
function emptyWords(replay: Replay | null): string {
  const waits = replay !== null && replay.places.length > 0 && !replay.accepted && !replay.datagrams;
  return waits ? t.ladder.notAccepted(replay.sent) : t.ladder.empty;
}

function Controls({ position }: { position: number }) {
  const replay = useReplay();
  const breakpoints = useBreakpoints();
  const unit = useSettings((settings) => settings.unit);
  const total = replay?.total ?? 0;
  const step = (way: Way) => () => replay !== null && moveTo(move(replay, position, unit, way));
  const name = t.ladder.units[unit];
  return (
    <div className={styles.controls}>
      <fieldset className={styles.buttons} aria-label={t.ladder.unit}>
        <IconButton
          variant="plain"
          label={t.ladder.first}
          icon="first"
          {...keys('walk.first')}
          disabled={position === 0}
          onClick={() => moveTo(0)}
        />
        <IconButton
          variant="plain"
          label={t.ladder.back(name)}
          icon="back"
          {...keys('octet.back')}
          disabled={position === 0}
          onClick={step(-1)}
        />
        <IconButton
          variant="primary"
          label={t.ladder.forward(name)}
          icon="forward"
          {...keys('octet.forward')}
          disabled={position >= total}
          onClick={step(1)}
        />
        <IconButton
          variant="plain"
          label={t.ladder.run}
          icon="play"
          {...keys('run')}
          disabled={position >= total}
          onClick={() => replay !== null && moveTo(run(replay, position, breakpoints))}
        />
        <IconButton
          variant="plain"
          label={t.ladder.last}
          icon="last"
          {...keys('walk.last')}
          disabled={position >= total}
          onClick={() => moveTo(total)}
        />
      </fieldset>
      <div className={styles.chips}>
        <span className={styles.step} data-testid="step">
          {t.ladder.step} <b>{position}</b> / {total}
        </span>
        <UnitMenu unit={unit} />
      </div>
    </div>
  );
}

function keys(id: Parameters<typeof keysOf>[0]): { keys?: string } {
  const text = keysOf(id);
  return text === undefined ? {} : { keys: text };
}

function UnitMenu({ unit }: { unit: Unit }) {
  const options = useMemo(() => UNITS.map((value) => ({ value, label: t.ladder.units[value] })), []);
  return (
    <Menu
      trigger={
        <Chip opens aria-label={`${t.ladder.unit}: ${t.ladder.units[unit]}`}>
          {t.ladder.units[unit]}
        </Chip>
      }
    >
      <MenuChoice value={unit} options={options} onChange={(next) => setSettings({ unit: next })} />
    </Menu>
  );
}
