/**
 * The lanes: time runs to the right, a row for each client. A segment's place and width are its times as percentages of
 * the span, so the picture shows the numbers of the table.
 */
import type { Phase, Segment } from '#shared/labs/lanes.ts';
import { duration } from '#shared/text/duration.ts';
import { t } from '../../../session/state/text.ts';
import { cx } from '../../../ui/cx.ts';
import styles from './concurrency.module.css';
import type { Drawn, Span } from './drawn.ts';

const text = t.labs.concurrency;
const PHASES: readonly Phase[] = ['backlog', 'waits', 'works'];

interface ChartProps {
  readonly drawn: readonly Drawn[];
  /** The time the width of the chart stands for, ms. */
  readonly span: Span;
  /** How far to draw what has not ended yet. */
  readonly now: number;
}

/** Screen readers read the table instead. */
export function Chart({ drawn, span, now }: ChartProps) {
  return (
    <div className={styles.chart} aria-hidden="true" data-span={span.end - span.start}>
      {drawn.map((lanes, client) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a client is identified by its number
        <div key={client} className={styles.row} data-row={client + 1}>
          <span className={styles.name}>{text.client(client + 1)}</span>
          <span className={styles.track}>
            {lanes.map(({ lane, picture }) => [
              ...picture.segments.map((segment) => (
                <Bar key={`${lane} ${segment.phase} ${segment.start}`} segment={segment} span={span} now={now} />
              )),
              ...picture.asked.flatMap(({ at, answered }) => [
                <i
                  key={`${lane} ${at} asked`}
                  className={styles.asked}
                  style={{ left: percent(at, span) }}
                  data-mark="asked"
                />,
                answered === null ? null : (
                  <i
                    key={`${lane} ${at} answered`}
                    className={styles.answered}
                    style={{ left: percent(answered, span) }}
                    data-mark="answered"
                  />
                ),
              ]),
            ])}
          </span>
        </div>
      ))}
      <div className={styles.row}>
        <span />
        <span className={styles.axis}>
          <span>0</span>
          <span>{duration(span.end - span.start)}</span>
        </span>
      </div>
      <Legend />
    </div>
  );
}

interface BarProps {
  readonly segment: Segment;
  readonly span: Span;
  readonly now: number;
}

function Bar({ segment: { phase, start, end }, span, now }: BarProps) {
  const width = Math.max(0, (end ?? now) - start);
  const style = { left: percent(start, span), width: `${(width / (span.end - span.start)) * 100}%` };
  return <i className={cx(styles.bar, styles[phase])} style={style} data-phase={phase} />;
}

function percent(at: number, { start, end }: Span): string {
  return `${((at - start) / (end - start)) * 100}%`;
}

function Legend() {
  return (
    <p className={styles.legend}>
      {PHASES.map((phase) => (
        <span key={phase}>
          <i className={cx(styles.key, styles[phase])} /> {text.phases[phase]}
        </span>
      ))}
      <span>
        <i className={cx(styles.key, styles.keyAsked)} /> {text.asks}
      </span>
      <span>
        <i className={cx(styles.key, styles.keyAnswered)} /> {text.isAnswered}
      </span>
    </p>
  );
}
