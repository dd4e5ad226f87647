/** A row in the list of the picker. */
import type { ReactNode } from 'react';
import type { Choice } from '#shared/profiles/choices.ts';
import { textsOf } from '#shared/text/server-texts.ts';
import { lacksCertificate, type Standing, standingOf } from '#shared/wire/server-state.ts';
import { useCurrentLane, useServer, useServers } from '../../session/state/hooks.ts';
import { t } from '../../session/state/text.ts';
import { Dot, type Tone } from '../../ui/chip.tsx';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/icon.tsx';
import { ListOption } from '../../ui/list-option.tsx';
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

/** One server: its name, one line about it, and its state. */
export function ServerRow({ choice, ...rest }: ServerRowProps) {
  const standing = standingOf(useServer(choice.id));
  const missing = lacksCertificate(choice.id, useServers());
  const { title, line } = textsOf(t, choice.id);
  return (
    <ServerOption
      server={choice.id}
      name={title}
      line={plainText(line)}
      kind={
        <>
          {t.servers.transports[choice.transport]} · {t.servers.serves[choice.serving].name}
        </>
      }
      tone={STANDING_TONES[standing.is]}
      standing={missing ? t.tls.missing.brief : t.servers.brief(standing)}
      {...rest}
    />
  );
}

interface ServerOptionProps extends Omit<ServerRowProps, 'choice'> {
  server: string;
  name: string;
  line: string;
  kind: ReactNode;
  /** null: no dot. */
  tone: Tone | null;
  standing: string;
}

export function ServerOption({ server, name, line, kind, tone, standing, choose, take, ...rest }: ServerOptionProps) {
  const shown = useCurrentLane()?.info.server === server;
  return (
    <ListOption
      className={cx(styles.row, rest.on && styles.on)}
      data-server={server}
      onClick={choose}
      onDoubleClick={take}
      {...rest}
    >
      <span className={styles.mark}>
        {shown && <Icon name="check" size={14} />}
        {shown && <Hidden>{t.servers.shown}</Hidden>}
      </span>
      <span className={styles.names}>
        <span className="strong">{name}</span>
        <span className="cut-off note">{line}</span>
      </span>
      <span className={styles.state}>
        <span className="dim">{kind}</span>
        <span className="row-inline">
          {tone !== null && <Dot tone={tone} />} {standing}
        </span>
      </span>
    </ListOption>
  );
}
