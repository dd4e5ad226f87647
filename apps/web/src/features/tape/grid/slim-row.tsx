/** The rows between the octets: where the direction changes, and what happened at the server's socket. */
import { memo } from 'react';
import { duration } from '#shared/text/duration.ts';
import type { Entry } from '#shared/transcript/record/entries.ts';
import { t } from '../../../session/state/text.ts';
import { cx } from '../../../ui/cx.ts';
import { Icon } from '../../../ui/icon.tsx';
import { cellProps, ROW_HEADER, rowProps } from './naming.ts';
import styles from './slim-row.module.css';

interface SlimRowProps {
  index: number;
  top: number;
  height: number;
  /** Milliseconds since the first entry of the connection. */
  time: number;
}

/** Which way the octets below travel. */
export const LabelRow = memo(function LabelRow({
  index,
  top,
  height,
  time,
  way,
  datagram,
}: SlimRowProps & { way: 'in' | 'out'; datagram: string | null }) {
  const { arrow, name } = t.tape.directions[way];
  return (
    <div {...rowProps(index)} className={cx(styles.row, styles.label, styles[way])} style={place(top, height)}>
      <span {...ROW_HEADER} className={styles.way}>
        <span className={styles.arrow} aria-hidden="true">
          {arrow}
        </span>
        {name}
        {datagram !== null && <span>· {datagram}</span>}
        <Time ms={time} />
      </span>
    </div>
  );
});

interface EventRowProps extends SlimRowProps {
  entry: Entry;
  taken: boolean;
  lit: boolean;
  home: boolean;
  /** The rule that an ending broke, in a sentence. */
  problem: string | null;
}

/** An event that is not an octet: a step of its own. */
export const EventRow = memo(function EventRow(props: EventRowProps) {
  const { index, top, height, time, entry, taken, lit, home, problem } = props;
  const words = eventWords(entry);
  const since = time === 0 ? null : t.tape.since(duration(time));
  const label = [words, problem, since, taken ? null : t.tape.notTaken].filter((one) => one !== null).join(', ');
  return (
    <div {...rowProps(index)} className={styles.row} style={place(top, height)} data-event={index}>
      <span
        {...cellProps({ label, selected: false, lit, home })}
        className={cx(styles.event, styles[toneOf(entry)], !taken && styles.ahead, lit && styles.lit)}
      >
        <i className={styles.dot} />
        <span className="cut-off">{words}</span> {problem !== null && <Problem words={problem} />} <Time ms={time} />
      </span>
    </div>
  );
});

function Problem({ words }: { words: string }) {
  return (
    <span className={styles.problem}>
      <Icon name="warning" size={12} /> {words}
    </span>
  );
}

function Time({ ms }: { ms: number }) {
  if (ms === 0) return null;
  return <span className={styles.time}>{t.tape.since(duration(ms))}</span>;
}

function place(top: number, height: number) {
  return { transform: `translateY(${top}px)`, height };
}

/** What happened, in words. */
export function eventWords(entry: Entry): string {
  const { events } = t.tape;
  switch (entry.kind) {
    case 'open':
      if (entry.at === 'client') return events.reached(entry.remote);
      return entry.options.transport === 'udp' ? events.heard(entry.remote) : events.open(entry.remote);
    case 'tls':
      return t.tls.event(entry);
    case 'fin':
      return events.fin(entry.by);
    case 'reset':
      return events.reset(entry.by);
    case 'close':
      return events.close(entry);
    case 'timer':
      return events.timer(entry.name);
    case 'decision':
      return events.decision(entry);
    case 'crash':
      return events.crash(entry);
    case 'dropped':
      return events.dropped(entry);
    case 'hold':
      return t.hold.event(entry);
    default:
      return events.other(entry.kind);
  }
}

function toneOf(entry: Entry): 'good' | 'warn' | 'bad' | 'quiet' {
  if (entry.kind === 'crash' || entry.kind === 'reset') return 'bad';
  if (entry.kind === 'tls') return entry.agreed === null ? 'bad' : 'good';
  if (entry.kind === 'timer' || entry.kind === 'dropped' || entry.kind === 'hold') return 'warn';
  if (entry.kind === 'decision') return entry.what === 'refuse' || entry.what === 'abort' ? 'bad' : 'good';
  return 'quiet';
}
