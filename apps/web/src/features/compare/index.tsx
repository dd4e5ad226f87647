/** The same octets to several servers: what is sent, to which of them, and what each did with it. */

import { useTargets } from '../../session/actions/targets.ts';
import { useComparison } from '../../session/compare/comparison.ts';
import { choicesOf } from '../../session/compare/server-choices.ts';
import { t } from '../../session/state/text.ts';
import { Place } from '../../ui/place.tsx';
import { Chains } from './chains.tsx';
import styles from './compare.module.css';
import { Composer } from './compare-composer.tsx';
import { ExperimentStrip } from './experiment-card.tsx';
import { Matrix } from './matrix.tsx';
import { Pair } from './pair.tsx';
import { Predictions } from './prediction.tsx';
import { type Row, useIsAvailable, useRows } from './rows.ts';

export default function Compare() {
  const rows = useRows();
  const done = rows.filter((row): row is Row & { outcome: NonNullable<Row['outcome']> } => row.outcome !== null);
  const chosen = useComparison((state) => state.chosen);
  const targets = useTargets();
  const choices = choicesOf(chosen, targets, useIsAvailable());
  const running = useComparison((state) => state.running);
  return (
    <Place title={t.compare.title} intro={t.compare.intro} className={styles.compare}>
      <ExperimentStrip rows={rows} />
      <Composer />
      <Predictions choices={choices} />
      <Matrix rows={rows} />
      <Chains rows={done} />
      {!running && done.length > 1 && <Pair rows={done} />}
    </Place>
  );
}
