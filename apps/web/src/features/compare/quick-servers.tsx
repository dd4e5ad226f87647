/** A chip for each server of the run: which others it agrees with, its answer, the state of its connection. */
import type { Outcome } from '#shared/transcript/judge/outcome.ts';
import { showLane } from '../../session/actions/actions.ts';
import { closeQuick } from '../../session/compare/compare.ts';
import { useComparison } from '../../session/compare/comparison.ts';
import { useCurrentLane } from '../../session/state/hooks.ts';
import { keysOf } from '../../session/state/keys.ts';
import { COMPARE_PATH, goToPlace } from '../../session/state/router.ts';
import { t } from '../../session/state/text.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/icon.tsx';
import { Hidden } from '../../ui/live.tsx';
import { RichText } from '../../ui/rich-text.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { answerText } from './matrix.tsx';
import styles from './quick.module.css';
import { letterOf, type Row, useRows } from './rows.ts';

export default function QuickServers({ again }: { again: (() => void) | null }) {
  const rows = useRows();
  return (
    <section className={styles.strip} aria-label={t.compare.quick} data-testid="quick">
      <div className={styles.head}>
        <span className={styles.badge}>
          <Icon name="compare" size={14} />
          {t.compare.title}
        </span>
        <p className="dim nowrap" role="status">
          <Summary rows={rows} />
        </p>
      </div>
      <ul className={cx(styles.servers, rows.length > 4 && styles.many)}>
        {rows.map((row) => (
          <li key={row.id}>
            <ServerChip row={row} />
          </li>
        ))}
      </ul>
      <div className={styles.actions}>
        <Tooltip text={t.compare.quickAgain} keys={keysOf('compare.here')} side="top">
          <Button disabled={again === null} onClick={() => again?.()}>
            {t.compare.again}
          </Button>
        </Tooltip>
        <Button onClick={() => goToPlace(COMPARE_PATH)}>{t.compare.whole}</Button>
        <IconButton label={t.compare.closeQuick} icon="close" tooltip="top" onClick={closeQuick} />
      </div>
    </section>
  );
}

function Summary({ rows }: { rows: readonly Row[] }) {
  const running = useComparison((state) => state.running);
  const done = rows.filter(({ outcome }) => outcome !== null).length;
  const groups = new Set(rows.map(({ group }) => group).filter((group) => group >= 0)).size;
  if (running || groups === 0) return t.compare.doneOf(done, rows.length);
  return <RichText>{groups === 1 ? t.compare.agreeBriefly : t.compare.partBriefly(groups)}</RichText>;
}

/** Only the status where there is one answer: the reason phrase is the server's, and there is little room. */
const briefly = (outcome: Outcome): string =>
  outcome.statuses.length === 1 ? `${outcome.statuses[0]}` : answerText(outcome);

/** Shows that server's connection instead of the current one. */
function ServerChip({ row: { title, outcome, judgement, group, runner } }: { row: Row }) {
  const { phase } = runner;
  const shown = useCurrentLane()?.info.lane;
  const lane = phase.is === 'done' ? phase.lane : null;
  const wrong = judgement?.level === 'wrong';
  const fate = outcome === null ? null : t.compare.fates[outcome.fate];
  const why =
    judgement === null ? title : `${title}: ${t.compare.levels[judgement.level]}. ${t.compare.why[judgement.why]}`;
  return (
    <button
      type="button"
      className={cx(styles.server, lane !== null && lane === shown && styles.shown)}
      aria-current={lane !== null && lane === shown}
      disabled={lane === null}
      title={why}
      onClick={() => lane !== null && showLane(lane)}
    >
      <span className={styles.letter}>{group < 0 ? '·' : letterOf(group)}</span>
      <span className={styles.title}>{title}</span>
      <span className="dim">{outcome === null ? t.compare.quickPhase[phase.is] : `${briefly(outcome)}, ${fate}`}</span>
      {wrong && (
        <span className="bad">
          <Icon name="error" size={12} />
          <Hidden>{t.compare.levels.wrong}</Hidden>
        </span>
      )}
    </button>
  );
}
