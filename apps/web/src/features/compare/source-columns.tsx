/** The source of two servers side by side, at the octet after which they diverge: the line each had reached. */
import { ruleOf } from '#shared/http1/rules.ts';
import { sourceStep } from '#shared/text/source-step.ts';
import { moveTo, showLane } from '../../session/actions/actions.ts';
import { type LaneSource, useLaneSource } from '../../session/profiles/lane-source.ts';
import { goToPlace, PLAY_PATH } from '../../session/state/router.ts';
import { t } from '../../session/state/text.ts';
import { Button } from '../../ui/button.tsx';
import { Code, type Lit } from '../../ui/code.tsx';
import { RichText } from '../../ui/rich-text.tsx';
import type { DoneRow } from './rows.ts';
import styles from './sources.module.css';

interface SourcesProps {
  readonly left: DoneRow;
  readonly right: DoneRow;
  /** The octet after which they diverge; null: they do not, and the last octet sent is shown. */
  readonly at: number | null;
  readonly last: number;
}

export function Sources({ left, right, at, last }: SourcesProps) {
  const octet = at ?? last;
  return (
    <div>
      <h4 className={styles.title}>{t.compare.sources(octet)}</h4>
      <div className={styles.pair}>
        {[left, right].map((row) => (
          <OneSource key={row.id} row={row} octet={octet} />
        ))}
      </div>
    </div>
  );
}

function OneSource({ row: { id, title, runner }, octet }: { row: DoneRow; octet: number }) {
  const { phase } = runner;
  const [lane, count] = phase.is === 'done' ? [phase.lane, phase.entries] : [-1, 0];
  const source = useLaneSource(lane, count, octet);
  const open = () => {
    showLane(lane);
    if (source.of !== 'none') moveTo(source.position);
    goToPlace(PLAY_PATH);
  };
  return (
    <figure className={styles.source} data-testid={`source-${id}`}>
      <figcaption className={styles.caption}>
        <b>{title}</b> <span className="dim tiny mono">{source.of === 'none' ? '' : source.path}</span>
        <span className={styles.words}>
          <RichText>{wordsOf(source, octet)}</RichText>
        </span>
      </figcaption>
      {source.of !== 'none' && (
        <>
          <Code label={t.compare.sourceOf(title)} language="typescript" lines={source.lines} lit={litIn(source)} />
          <div className={styles.foot}>
            <Button variant="quiet" onClick={open}>
              {t.compare.openAtOctet}
            </Button>
          </div>
        </>
      )}
    </figure>
  );
}

function wordsOf(source: LaneSource, octet: number): string {
  if (source.of === 'none') return t.compare.noSource;
  if (source.of === 'profile') {
    const { trace, index, position, step } = source;
    return t.compare.sourceLine(t.profileSource.at(step.line, step.within), sourceStep(t, trace, index, position));
  }
  const { step, row, at, line } = source;
  const moves = t.compare.tableRow(line, row.from, row.on, step.after, ruleOf(row.rule).section);
  return at < octet ? `${t.compare.refusedBefore(at)} ${moves}` : moves;
}

function litIn(source: Exclude<LaneSource, { of: 'none' }>): readonly Lit[] {
  if (source.of === 'table') return [{ line: source.line, end: source.line, look: 'runs' }];
  const { step, ran } = source;
  const look = step.fatal ? 'fatal' : step.raised === null ? 'runs' : 'raises';
  const before = ran.filter(({ line }) => line !== step.line).map(({ line, end }): Lit => ({ line, end, look: 'ran' }));
  return [{ line: step.line, end: step.end, look }, ...before];
}
