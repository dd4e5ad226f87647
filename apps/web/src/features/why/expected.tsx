/** The octets that may come next, in WHY. */
import { useState } from 'react';
import type { InputSymbol, Row } from '#shared/http1/table.ts';
import type { Reader } from '#shared/transcript/replay/stream.ts';
import type { Expected as Next } from '#shared/transcript/view/explain.ts';
import { t } from '../../session/state/text.ts';
import { cx } from '../../ui/cx.ts';
import styles from './expected.module.css';
import { Fact, Section } from './fact.tsx';

/** The octets allowed next, and those that would be refused, with the rule that refuses them. */
export function Expected({ expected: { allowed, refused }, reader }: { expected: Next; reader: Reader }) {
  return (
    <>
      <Fact name={t.why.allowed}>
        <Allowed rows={allowed} />
      </Fact>
      {refused.length > 0 && (
        <Fact name={t.judgement.refusedNext[reader]}>
          <ul className={styles.refusals}>
            {refused.map(({ rule, on }) => (
              <li key={rule}>
                <Classes
                  classes={on.map((one) => ({ on: one, look: styles.refused, leads: t.why.refusedFor(t.rules[rule]) }))}
                  after={<Section rule={rule} />}
                />
              </li>
            ))}
          </ul>
        </Fact>
      )}
    </>
  );
}

function Allowed({ rows }: { rows: readonly Row[] }) {
  const look = (row: Row) => (row.tolerates ? styles.tolerated : styles.allowed);
  return <Classes classes={rows.map((row) => ({ on: row.on, look: look(row), leads: leadsOf(row) }))} after={null} />;
}

function leadsOf({ to }: Row): string {
  return typeof to === 'string' ? t.why.leadsTo(t.states[to].name) : t.why.decides(to.by);
}

interface ClassesProps {
  classes: readonly { on: InputSymbol; look: string | undefined; leads: string }[];
  after: React.ReactNode;
}

/** Classes of octets by their grammar names. Pressing one shows what it contains, and where it leads. */
function Classes({ classes, after }: ClassesProps) {
  const [chosen, choose] = useState<InputSymbol | null>(null);
  const explained = classes.find(({ on }) => on === chosen);
  return (
    <>
      <span className={styles.classes}>
        {classes.map(({ on, look }) => (
          <button
            key={on}
            type="button"
            className={cx(styles.class, look)}
            aria-expanded={on === chosen}
            title={t.why.className[on]}
            onClick={() => choose(on === chosen ? null : on)}
          >
            {t.why.classOf(on)}
          </button>
        ))}
        {after}
      </span>
      {explained !== undefined && <p className={styles.explained}>{t.why.explained(explained.on, explained.leads)}</p>}
    </>
  );
}
