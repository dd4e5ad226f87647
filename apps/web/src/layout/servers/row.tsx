import type { Choice } from '#shared/profiles/choices.ts';
import { textsOf } from '#shared/text/server-texts.ts';
import { lacksCertificate, type Standing, standingOf } from '#shared/wire/server-state.ts';
import { useCurrentLane, useServer, useServers } from '../../session/state/hooks.ts';
import { t } from '../../session/state/text.ts';
import { Dot, type Tone } from '../../ui/chip.tsx';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/icon.tsx';
import { Hidden } from '../../ui/live.tsx';
import { plainText } from '../../ui/rich-text.tsx';
import styles from './picker.module.css';

/** The colour of a server's state, in the picker and the header. */
export const STANDING_TONES: Readonly<Record<Standing['is'], Tone>> = {
  unknown: 'idle',
  absent: 'idle',
  stopped: 'idle',
  ended: 'idle',
  starting: 'warn',
  listening: 'good',
  busy: 'warn',
  crashed: 'bad',
};

interface ServerRowProps {
  id: string;
  choice: Choice;
  on: boolean;
  choose: () => void;
  /** Connects to it. */
  take: () => void;
}

/** One server: its name, one line on it, and how it stands. */
export function ServerRow({ id, choice, on, choose, take }: ServerRowProps) {
  const standing = standingOf(useServer(choice.id));
  const missing = lacksCertificate(choice.id, useServers());
  const shown = useCurrentLane()?.info.server === choice.id;
  const { title, line } = textsOf(t, choice.id);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field keeps the focus and hears the keys
    // biome-ignore lint/a11y/useFocusableInteractive: aria-activedescendant of the field points here
    <div
      className={cx(styles.row, on && styles.on)}
      id={id}
      role="option"
      aria-selected={on}
      data-server={choice.id}
      onClick={choose}
      onDoubleClick={take}
    >
      <span className={styles.mark}>
        {shown && <Icon name="check" size={14} />}
        {shown && <Hidden>{t.servers.shown}</Hidden>}
      </span>
      <span className={styles.names}>
        <span className={styles.name}>{title}</span>
        <span className={styles.line}>{plainText(line)}</span>
      </span>
      <span className={styles.state}>
        <span className={styles.kind}>
          {t.servers.transports[choice.transport]} · {t.servers.serves[choice.serving].name}
        </span>
        <span className={styles.standing}>
          <Dot tone={STANDING_TONES[standing.is]} /> {missing ? t.tls.missing.brief : t.servers.brief(standing)}
        </span>
      </span>
    </div>
  );
}
