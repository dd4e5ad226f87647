/** What happened, as a ladder: time runs down, client on the left, server on the right. */

import { escapeOctets, fromLatin1 } from '#shared/base/octets.ts';
import type { ErrorReport, LabEvent, LabStep } from '#shared/labs/errors.ts';
import { duration } from '#shared/text/duration.ts';
import { t } from '../../../session/state/text.ts';
import { cx } from '../../../ui/cx.ts';
import { Hidden } from '../../../ui/live.tsx';
import styles from './errors.module.css';

const text = t.labs.errors;

/** What one end sends to the other. */
const SENT: ReadonlySet<LabStep> = new Set(['connecting', 'wrote', 'fin-sent', 'rst-sent']);
const BAD: ReadonlySet<LabStep> = new Set(['failed', 'rst-sent', 'deadline']);

export function Story({ report }: { readonly report: ErrorReport }) {
  return (
    <>
      <div className={styles.ends} aria-hidden="true">
        <span>{text.actors.client}</span>
        <span>{text.actors.server}</span>
      </div>
      <ol className={styles.story} aria-label={text.story}>
        {report.events.map((event, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the events of a report never change
          <Happening key={at} event={event} />
        ))}
      </ol>
      <p className="note">{text.took(report.took, report.system)}</p>
    </>
  );
}

function Happening({ event }: { readonly event: LabEvent }) {
  const { t: time, by, deed: step, detail } = event;
  const words = text.steps[step](escapeOctets(fromLatin1(detail)));
  return (
    <li className={cx(styles.event, styles[by], BAD.has(step) && styles.bad)}>
      <span className="dim tiny mono nowrap">{duration(time)}</span>
      <span className={styles.wire} aria-hidden="true">
        {SENT.has(step) ? (by === 'client' ? '──▶' : '◀──') : '•'}
      </span>
      <span className={styles.words}>
        <Hidden>{`${text.actors[by]}: `}</Hidden>
        {words}
      </span>
    </li>
  );
}
