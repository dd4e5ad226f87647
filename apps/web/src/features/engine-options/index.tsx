/** How the engine reads: its mode, and what it tolerates. Mounted where the server is chosen. */
import { useId } from 'react';
import {
  DEFAULT_READING,
  MODES,
  type Mode,
  REQUEST_LENIENCIES,
  type Reading,
  withLeniency,
} from '#shared/base/options.ts';
import { configureServer, connect, report } from '../../session/actions/actions.ts';
import { useCurrentLane, useLink, useServer } from '../../session/state/hooks.ts';
import { leniencyOption } from '../../session/state/leniency-option.ts';
import type { Lane } from '../../session/state/store.ts';
import { t } from '../../session/state/text.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { Option, OptionList, OptionRow } from '../../ui/option.tsx';
import styles from './engine-options.module.css';

interface EngineOptionsProps {
  /** Id of the server these options belong to. */
  readonly server?: string;
  /** The user asked for a new connection: the parent may close this panel. */
  readonly onConnect?: () => void;
}

/** The options of a server whose reading can be set; they show the server's own state. */
export function EngineOptions({ server = 'engine', onConnect }: EngineOptionsProps) {
  const title = useId();
  const reading = useServer(server)?.reading;
  const linked = useLink().state === 'open';
  const change = (next: Partial<Reading>) =>
    report(configureServer(server, { ...DEFAULT_READING, ...reading, ...next }));
  return (
    <section className={styles.options} aria-labelledby={title}>
      <h3 id={title} className="large">
        {t.engineOptions.title}
      </h3>
      <p className="note">{reading === undefined ? t.engineOptions.unavailable : t.engineOptions.note}</p>
      {reading !== undefined && (
        <>
          <Shown server={server} chosen={reading} linked={linked} onConnect={onConnect} />
          <fieldset className={styles.set} disabled={!linked}>
            <legend>{t.engineOptions.mode}</legend>
            <Modes chosen={reading.mode} onChoose={(mode) => change({ mode })} />
          </fieldset>
          <fieldset className={styles.set} disabled={!linked}>
            <legend>{t.engineOptions.letPass}</legend>
            <p className="note">{t.engineOptions.letPassNote}</p>
            <OptionList>
              {REQUEST_LENIENCIES.map((name) => (
                <OptionRow
                  key={name}
                  {...leniencyOption(t, name, reading)}
                  onChoose={(chosen) => change({ leniencies: withLeniency(reading.leniencies, name, chosen) })}
                />
              ))}
            </OptionList>
          </fieldset>
          <Button disabled={!linked || isSame(reading, DEFAULT_READING)} onClick={() => change(DEFAULT_READING)}>
            {t.engineOptions.defaults}
          </Button>
        </>
      )}
    </section>
  );
}

function Modes({ chosen, onChoose }: { chosen: Mode; onChoose: (mode: Mode) => void }) {
  const group = useId();
  return MODES.map((mode) => (
    <Option
      key={mode}
      group={group}
      name={t.engineOptions.modes[mode].name}
      text={t.engineOptions.modes[mode].note}
      chosen={mode === chosen}
      onChoose={() => onChoose(mode)}
    />
  ));
}

interface ShownProps {
  readonly server: string;
  readonly chosen: Reading;
  readonly linked: boolean;
  readonly onConnect: (() => void) | undefined;
}

/**
 * How the current connection is read, and a button that opens one with the chosen reading. Always present, so that
 * nothing moves.
 */
function Shown({ server, chosen, linked, onConnect }: ShownProps) {
  const lane = useCurrentLane();
  const shown = lane?.info.server === server ? readingOf(lane) : null;
  const differs = shown !== null && !isSame(shown, chosen);
  const open = () => {
    void connect(server).then(report);
    onConnect?.();
  };
  return (
    <div className={cx(styles.shown, differs && styles.differs)}>
      <span role="status">
        {lane === null || shown === null ? t.engineOptions.none : t.engineOptions.shown(lane.info.lane, shown, differs)}
      </span>
      <Button disabled={!linked} onClick={open}>
        {t.engineOptions.connect}
      </Button>
    </div>
  );
}

function readingOf({ entries }: Lane): Reading | null {
  const open = entries.find((entry) => entry.kind === 'open');
  return open?.kind === 'open' ? open.options : null;
}

function isSame(a: Reading, b: Reading): boolean {
  return a.mode === b.mode && a.leniencies.join() === b.leniencies.join();
}
