/** The outcome of a run: what went wrong first, then every hop. */
import { useId, useMemo } from 'react';
import { answerOf, type Hop, hopsOf } from '#shared/client/hops.ts';
import { isFailure } from '#shared/client/status.ts';
import { type Room, type Run, useClient } from '../../../session/state/client-run.ts';
import { t } from '../../../session/state/text.ts';
import styles from './answer.module.css';
import { Failed, Problem } from './failed.tsx';
import { HopView } from './hop.tsx';

interface OutcomeProps {
  readonly room: Room;
  /** Sends the same request again. */
  readonly again: () => void;
}

export function Outcome({ room, again }: OutcomeProps) {
  const title = useId();
  const run = useClient((state) => state.runs[room]);
  return (
    <section className={styles.outcome} aria-labelledby={title} data-testid="outcome">
      <h2 id={title}>{t.clientPlace.answer}</h2>
      {run === null ? <p className={styles.empty}>{t.clientPlace.empty}</p> : <RunOutcome run={run} again={again} />}
    </section>
  );
}

function RunOutcome({ run, again }: { run: Run; again: () => void }) {
  const hops = useMemo(() => hopsOf(run.events), [run.events]);
  const { end, refused } = run;
  return (
    <>
      {refused !== null && (
        <p role="alert" className={styles.problem}>
          {t.clientPlace.refused(t.shell.refusals[refused.code](refused.detail))}
        </p>
      )}
      {end?.failure && <Failed failure={end.failure} again={again} />}
      <Raised run={run} last={hops.at(-1)} />
      {end?.halted && (
        <Problem
          what={t.clientPlace.halted[end.halted]}
          python={end.halted === 'other' ? [] : [t.clientPlace.haltedPython]}
        />
      )}
      <ol className={styles.hops}>
        {hops.map((hop, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a hop is identified by its place in the chain
          <HopView key={at} hop={hop} n={at + 1} last={at === hops.length - 1} run={run} />
        ))}
      </ol>
      {end !== null && end.withheld > 0 && <p className={styles.dim}>{t.clientPlace.withheld(end.withheld)}</p>}
    </>
  );
}

/** A status that the user wants treated as a failure. */
function Raised({ run, last }: { run: Run; last: Hop | undefined }) {
  const head = last === undefined ? null : (answerOf(last)?.head ?? null);
  if (!run.raise || run.end === null || head === null || !isFailure(head.status)) return null;
  const { status, reason } = head;
  return (
    <Problem
      what={t.clientPlace.raised(status, reason)}
      advice={t.clientPlace.raisedAdvice}
      python={[t.clientPlace.raisedPython(status, reason), t.clientPlace.raisedRequests]}
    />
  );
}
