/** A row for each server: its answer, what it consumed, the state of the connection, and what the RFC says about it. */
import { useId, useMemo } from 'react';
import { ruleOf } from '#shared/http1/rules.ts';
import type { Judgement, Why } from '#shared/transcript/judge/conformance.ts';
import type { Outcome } from '#shared/transcript/judge/outcome.ts';
import { octetsOfWrites } from '#shared/transcript/view/sending.ts';
import { showLane } from '../../session/actions/actions.ts';
import { type Phase, useComparison } from '../../session/compare/comparison.ts';
import type { ServerPrediction } from '../../session/predictions/predictions.ts';
import { goToPlace, PLAY_PATH } from '../../session/state/router.ts';
import { t } from '../../session/state/text.ts';
import { IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { RichText } from '../../ui/rich-text.tsx';
import { ChainCell, ChainCounts } from './chain-cells.tsx';
import styles from './matrix.module.css';
import { useChoicePredictions } from './prediction.tsx';
import { PredictionCheck } from './prediction-check.tsx';
import { letterOf, type Row } from './rows.ts';

const HEADS = ['server', 'answer', 'consumed', 'requests', 'connection', 'time', 'verdict'] as const;

export function Matrix({ rows }: { rows: readonly Row[] }) {
  const predictions = useSentPredictions();
  const title = useId();
  const writes = useComparison((state) => state.writes);
  const sent = useMemo(() => octetsOfWrites(writes).length, [writes]);
  return (
    <section aria-labelledby={title}>
      <h3 id={title}>{t.compare.matrix}</h3>
      <p role="status" className={styles.summary}>
        <Summary rows={rows} />
      </p>
      {rows.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll container must be reachable by keyboard
        <section className={styles.scroller} tabIndex={0} aria-label={t.compare.matrix}>
          <table className={styles.matrix}>
            <thead>
              <tr>
                {HEADS.map((head) => (
                  <th key={head} scope="col">
                    {t.compare.columns[head]}
                  </th>
                ))}
                <th scope="col">{t.compare.columns.open}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <MatrixRow
                  key={row.id}
                  row={row}
                  sent={sent}
                  size={rows.filter(isOf(row.group)).length}
                  predicted={predictions.get(row.id)}
                />
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}

/** What was predicted for the octets that were sent. */
function useSentPredictions() {
  const { writes, runners } = useComparison();
  const reads = useMemo(() => (writes.length === 0 ? null : writes.map(({ bytes }) => bytes)), [writes]);
  const choices = useMemo(() => runners.map(({ choice }) => choice), [runners]);
  return useChoicePredictions(choices, reads);
}

const isOf = (group: number) => (row: Row) => row.group === group;

function Summary({ rows }: { rows: readonly Row[] }) {
  const running = useComparison((state) => state.running);
  if (rows.length === 0) return t.compare.nothing;
  const groups = new Set(rows.map(({ group }) => group).filter((group) => group >= 0)).size;
  if (running || groups === 0) return null;
  return <RichText>{groups === 1 ? t.compare.agreeAll : t.compare.agreeSome(groups)}</RichText>;
}

interface MatrixRowProps {
  readonly row: Row;
  readonly sent: number;
  readonly size: number;
  readonly predicted: ServerPrediction | undefined;
}

function MatrixRow({ row, sent, size, predicted }: MatrixRowProps) {
  const { title, outcome, judgement, chain, group, runner } = row;
  return (
    <tr>
      <th scope="row">
        <span className={styles.server}>
          <span className={styles.letter} title={group < 0 ? undefined : t.compare.group(letterOf(group), size)}>
            {group < 0 ? '' : letterOf(group)}
          </span>
          {title}
        </span>
      </th>
      {outcome === null ? (
        <td colSpan={HEADS.length} className="dim">
          {phaseText(runner.phase)}
        </td>
      ) : (
        <>
          <td>
            {answerText(outcome)}
            <PredictionCheck outcome={outcome} predicted={predicted} />
          </td>
          <td className={styles.number}>{t.compare.ofOctets(outcome.consumed, sent)}</td>
          <td className={styles.number}>{chain === null ? outcome.requests : <ChainCounts chain={chain} />}</td>
          <td>{t.compare.fates[outcome.fate]}</td>
          <td className={styles.number}>{outcome.ms === null ? '–' : t.compare.ms(outcome.ms)}</td>
          <td>{chain !== null ? <ChainCell chain={chain} /> : <Judged judgement={judgement} />}</td>
          <td>{runner.phase.is === 'done' && <OpenButton lane={runner.phase.lane} title={title} />}</td>
        </>
      )}
    </tr>
  );
}

function phaseText(phase: Phase): string {
  if (phase.is === 'failed') return t.compare.failed(t.shell.refusals[phase.code](phase.detail));
  if (phase.is === 'stopped') return t.compare.stoppedBefore;
  return phase.is === 'done' ? '' : t.compare.phase[phase.is];
}

/** The status of each answer, with the reason phrase if there is only one. */
export function answerText({ statuses, interim, reason, sent }: Outcome): string {
  if (statuses.length === 1) return `${statuses[0]} ${reason}`.trim();
  if (statuses.length > 1) return statuses.join(', ');
  if (interim.length > 0) return t.compare.interim(interim);
  return sent > 0 ? t.compare.plainOctets(sent) : t.compare.noAnswer;
}

const ICONS: Readonly<Record<Judgement['level'], IconName>> = {
  allowed: 'check',
  tolerated: 'warning',
  wrong: 'error',
};

/** These outcomes need no more words: the rule's sentence is about the message, not about the server. */
const PLAIN: ReadonlySet<Why> = new Set(['answered', 'too-early', 'unfinished', 'unanswered', 'too-many']);

function Judged({ judgement }: { judgement: Judgement | null }) {
  return judgement === null ? '–' : <JudgementCell judgement={judgement} />;
}

function JudgementCell({ judgement: { level, rule, why } }: { judgement: Judgement }) {
  return (
    <div className={styles.judgement}>
      <span className={cx(styles.level, styles[level])}>
        <Icon name={ICONS[level]} size={14} />
        {t.compare.levels[level]}
      </span>
      <span className={styles.why}>
        {t.compare.why[why]} {!PLAIN.has(why) && <q>{t.rules[rule]} </q>}
        <span className="mono nowrap">{ruleOf(rule).section}</span>
      </span>
    </div>
  );
}

export function OpenButton({ lane, title }: { lane: number; title: string }) {
  const open = () => {
    showLane(lane);
    goToPlace(PLAY_PATH);
  };
  return <IconButton label={t.compare.openInPlay(title)} icon="play" tooltip="left" onClick={open} />;
}
