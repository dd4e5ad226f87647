/** What was predicted of each server, and whether it came true in this run. */
import { type Claim, type Difference, differencesIn } from '#shared/experiments/experiment.ts';
import type { Shelved } from '#shared/experiments/index.ts';
import { t } from '../../session/state/text.ts';
import { Icon } from '../../ui/icon.tsx';
import { RichText } from '../../ui/rich-text.tsx';
import styles from './experiment.module.css';
import { choiceTitle, type Row } from './rows.ts';

interface Checked {
  readonly claim: Claim;
  readonly row: Row | undefined;
  readonly differs: readonly Difference[];
}

const verdictOf = (row: Row | undefined) => row?.chain?.verdict ?? null;

export function ClaimsCheck({ experiment, rows }: { experiment: Shelved; rows: readonly Row[] }) {
  const checked = experiment.claims.map((claim): Checked => {
    const row = rows.find(({ id }) => id === claim.server);
    return { claim, row, differs: row?.outcome == null ? [] : differencesIn(claim, row.outcome, verdictOf(row)) };
  });
  const asked = checked.filter(({ row }) => row?.outcome != null);
  // Outcomes are derived one server after another.
  if (checked.some(({ row }) => row?.runner.phase.is === 'done' && row.outcome === null)) {
    return <p>{t.experiments.reading}</p>;
  }
  const others = asked.filter(({ differs }) => differs.length > 0).length;
  return (
    <section className={styles.reality} aria-label={t.experiments.reality}>
      <p>
        <RichText>
          {others === 0 ? t.experiments.holds(asked.length) : t.experiments.differs(others, asked.length)}
        </RichText>
      </p>
      <ul className={styles.servers}>
        {checked.map((one) => (
          <ClaimItem key={one.claim.server} checked={one} />
        ))}
      </ul>
    </section>
  );
}

function ClaimItem({ checked: { claim, row, differs } }: { checked: Checked }) {
  const outcome = row?.outcome ?? null;
  const holds = outcome !== null && differs.length === 0;
  return (
    <li className={holds ? styles.holds : styles.differs} data-holds={holds}>
      <Icon name={holds ? 'check' : 'warning'} size={14} />
      <span>
        <b>{choiceTitle(claim.server)}</b>{' '}
        {outcome === null ? (
          row === undefined ? (
            t.experiments.serverMissing
          ) : (
            t.experiments.serverFailed
          )
        ) : holds ? (
          <RichText>{t.experiments.claimed(claim)}</RichText>
        ) : (
          <RichText>
            {t.experiments.instead(t.experiments.claimed(claim), t.experiments.found(outcome, differs, verdictOf(row)))}
          </RichText>
        )}
      </span>
    </li>
  );
}
