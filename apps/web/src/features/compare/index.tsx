/** The same octets to several servers: what is sent, to whom, and what each did with it. */
import { useId } from 'react';
import { useComparison } from '../../session/comparison.ts';
import { t } from '../../text.ts';
import { Chains } from './chains.tsx';
import styles from './compare.module.css';
import { Composer } from './composer.tsx';
import { Matrix } from './matrix.tsx';
import { Pair } from './pair.tsx';
import { type Row, useRows } from './rows.ts';

export default function Compare() {
  const title = useId();
  const rows = useRows();
  const done = rows.filter((row): row is Row & { outcome: NonNullable<Row['outcome']> } => row.outcome !== null);
  const running = useComparison((state) => state.running);
  return (
    <main className={styles.compare} aria-labelledby={title}>
      <div className={styles.intro}>
        <h2 id={title}>{t.compare.title}</h2>
        <p>{t.compare.intro}</p>
      </div>
      <Composer />
      <Matrix rows={rows} />
      <Chains rows={done} />
      {!running && done.length > 1 && <Pair rows={done} />}
    </main>
  );
}
