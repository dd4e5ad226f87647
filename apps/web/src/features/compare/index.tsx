/** The same octets to several servers: what is sent, to whom, and what each did with it. */
import { useId } from 'react';
import { useTargets } from '../../session/actions/targets.ts';
import { choicesOf } from '../../session/compare/compare-lanes.ts';
import { useComparison } from '../../session/compare/comparison.ts';
import { t } from '../../session/state/text.ts';
import { Chains } from './chains.tsx';
import styles from './compare.module.css';
import { Composer } from './composer.tsx';
import { ExperimentStrip } from './experiment.tsx';
import { Foresight } from './foresight.tsx';
import { useIsHere } from './is-here.ts';
import { Matrix } from './matrix.tsx';
import { Pair } from './pair.tsx';
import { type Row, useRows } from './rows.ts';

export default function Compare() {
  const title = useId();
  const rows = useRows();
  const done = rows.filter((row): row is Row & { outcome: NonNullable<Row['outcome']> } => row.outcome !== null);
  const chosen = useComparison((state) => state.chosen);
  const targets = useTargets();
  const choices = choicesOf(chosen, targets, useIsHere());
  const running = useComparison((state) => state.running);
  return (
    <main className={styles.compare} aria-labelledby={title}>
      <div className={styles.intro}>
        <h2 id={title}>{t.compare.title}</h2>
        <p>{t.compare.intro}</p>
      </div>
      <ExperimentStrip rows={rows} />
      <Composer />
      <Foresight choices={choices} />
      <Matrix rows={rows} />
      <Chains rows={done} />
      {!running && done.length > 1 && <Pair rows={done} />}
    </main>
  );
}
