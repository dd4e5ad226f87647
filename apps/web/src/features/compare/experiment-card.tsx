/**
 * The current experiment: its question and the answer given; after the run, what happened and whether the answer was
 * right.
 */
import { useEffect, useId, useRef } from 'react';
import { experimentAfter } from '#shared/experiments/index.ts';
import { octetsOfWrites } from '#shared/transcript/view/sending.ts';
import { useComparison } from '../../session/compare/comparison.ts';
import {
  leaveExperiment,
  type Mark,
  markOf,
  type OnExperiment,
  runExperiment,
  useExperiments,
} from '../../session/compare/experiments.ts';
import { EXPERIMENTS_PATH, goToPlace } from '../../session/state/router.ts';
import { t } from '../../session/state/text.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { Live } from '../../ui/live.tsx';
import { plainText, RichText } from '../../ui/rich-text.tsx';
import { ClaimsCheck } from './claims-check.tsx';
import styles from './experiment.module.css';
import type { Row } from './rows.ts';

export function ExperimentStrip({ rows }: { rows: readonly Row[] }) {
  const on = useExperiments((state) => state.on);
  return on === null ? null : <Strip key={on.experiment.id} on={on} rows={rows} />;
}

function Strip({ on, rows }: { on: OnExperiment; rows: readonly Row[] }) {
  const title = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const { experiment, answer, finished } = on;
  const words = t.experiments.words[experiment.id];
  // The user comes here from another place, and this is what it is about.
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className={styles.strip} aria-labelledby={title}>
      <header className={styles.head}>
        <h3 id={title} ref={heading} tabIndex={-1} className={styles.title}>
          <span className={styles.kicker}>{t.experiments.strip}</span> {words.title}
        </h3>
        <IconButton label={t.experiments.leave} icon="close" tooltip="left" onClick={leaveExperiment} />
      </header>
      <p className={styles.question}>
        <RichText>{words.question}</RichText>
      </p>
      {finished ? (
        <Reveal on={on} rows={rows} />
      ) : (
        <>
          <Yours says={answer === null ? null : (words.answers[answer]?.[0] ?? null)} />
          <Waiting on={on} />
        </>
      )}
      <Live>{finished ? spoken(on) : ''}</Live>
    </section>
  );
}

/** The verdict and the right answer, for screen readers. */
function spoken({ experiment, answer }: OnExperiment): string {
  const [right = ''] = t.experiments.words[experiment.id].answers[experiment.right] ?? [];
  return t.experiments.announce(t.experiments.verdict[markOf(answer, experiment)], plainText(right));
}

function Yours({ says }: { says: string | null }) {
  return (
    <p className="dim">{says === null ? t.experiments.noAnswer : `${t.experiments.yourAnswer}: ${plainText(says)}`}</p>
  );
}

function Waiting({ on: { experiment, answer } }: { on: OnExperiment }) {
  const running = useComparison((state) => state.running);
  return (
    <p className={styles.way}>
      <span>{running ? t.experiments.running : t.experiments.notRun}</span>
      <Button disabled={running} onClick={() => void runExperiment(experiment, answer)}>
        {t.experiments.restore}
      </Button>
    </p>
  );
}

const ICONS: Readonly<Record<Mark, IconName>> = { right: 'check', wrong: 'error', shown: 'info' };

function Reveal({ on, rows }: { on: OnExperiment; rows: readonly Row[] }) {
  const { experiment, answer } = on;
  const words = t.experiments.words[experiment.id];
  const mark = markOf(answer, experiment);
  const verdict = t.experiments.verdict[mark];
  const others = experiment.answers.filter((one) => one !== experiment.right && one !== answer);
  return (
    <div className="column" data-testid="reveal">
      <p className={cx(styles.verdict, styles[mark])}>
        <Icon name={ICONS[mark]} /> {verdict}
      </p>
      <dl className={styles.answers}>
        <Answer id={experiment.right} on={on} label={t.experiments.rightAnswer} look={styles.isRight} />
        {answer !== null && answer !== experiment.right && (
          <Answer id={answer} on={on} label={t.experiments.yourAnswer} look={styles.isWrong} />
        )}
      </dl>
      <details className={styles.others}>
        <summary>{t.experiments.otherAnswers}</summary>
        <dl className={styles.answers}>
          {others.map((id) => (
            <Answer key={id} id={id} on={on} label={null} look={undefined} />
          ))}
        </dl>
      </details>
      <Checked on={on} rows={rows} />
      <p className={styles.look}>
        <b>{t.experiments.look}</b> <RichText>{words.look}</RichText>
      </p>
      <Next id={experiment.id} />
    </div>
  );
}

interface AnswerProps {
  id: string;
  on: OnExperiment;
  label: string | null;
  look: string | undefined;
}

function Answer({ id, on: { experiment }, label, look }: AnswerProps) {
  const [says, why] = t.experiments.words[experiment.id].answers[id] ?? ['', ''];
  return (
    <div className={cx(styles.answer, look)}>
      <dt>
        {label !== null && <span className={styles.label}>{label}</span>} <RichText>{says}</RichText>
      </dt>
      <dd>
        <RichText>{why}</RichText>
        {id === experiment.right && !why.includes(experiment.section) && (
          <span className={styles.section}>{experiment.section}</span>
        )}
      </dd>
    </div>
  );
}

/** The explanation, checked against the run that is shown; any other run does not belong to the experiment. */
function Checked({ on, rows }: { on: OnExperiment; rows: readonly Row[] }) {
  const { writes, running } = useComparison();
  const { experiment, answer } = on;
  const own = writes === on.writes && octetsOfWrites(writes).length > 0;
  if (own && !running) return <ClaimsCheck experiment={experiment} rows={rows} />;
  return (
    <p className={styles.way}>
      <span>{t.experiments.changed}</span>
      <Button disabled={running} onClick={() => void runExperiment(experiment, answer)}>
        {t.experiments.restore}
      </Button>
    </p>
  );
}

function Next({ id }: { id: string }) {
  const next = experimentAfter(id);
  return (
    <p className={styles.next}>
      {next !== null && (
        <Button variant="primary" onClick={() => goToPlace(`${EXPERIMENTS_PATH}/${next.id}`)}>
          {t.experiments.nextNamed(t.experiments.words[next.id].title)}
        </Button>
      )}
      <a href={`#${EXPERIMENTS_PATH}`}>{t.experiments.shelfAgain}</a>
    </p>
  );
}
