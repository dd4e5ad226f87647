/** One experiment, opened: its question first, then its octets and servers, and the button that runs it. */
import { useEffect, useId, useRef, useState } from 'react';
import { EXPERIMENTS, type Shelved } from '#shared/experiments/index.ts';
import { octetsOfWrites, readWrites } from '#shared/transcript/view/sending.ts';
import { choicesIn, runExperiment } from '../../session/compare/experiments.ts';
import { choiceTitleIn } from '../../session/compare/server-choices.ts';
import { useCommand } from '../../session/state/commands.ts';
import { useLink, useServers } from '../../session/state/hooks.ts';
import { EXPERIMENTS_PATH } from '../../session/state/router.ts';
import { t } from '../../session/state/text.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/icon.tsx';
import { RichText } from '../../ui/rich-text.tsx';
import styles from './card.module.css';
import { Octets } from './octets-view.tsx';

interface CardProps {
  experiment: Shelved;
  /** Its index on the shelf. */
  at: number;
}

/** The choice: an answer, a request to show it, or nothing yet. */
type Choice = { readonly answer: string | null } | null;

export function Card({ experiment, at }: CardProps) {
  const title = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const [choice, choose] = useState<Choice>(null);
  const linked = useLink().state === 'open';
  const words = t.experiments.words[experiment.id];
  const run = choice !== null && linked ? () => void runExperiment(experiment, choice.answer) : null;
  useCommand('send', run);
  // The page changed under the reader: start again at its title.
  useEffect(() => heading.current?.focus(), []);
  return (
    <main className={styles.place} aria-labelledby={title}>
      <Way at={at} />
      <article className={styles.card}>
        <header>
          <p className={styles.kicker}>
            {t.experiments.themes[experiment.theme].name} · {t.experiments.number(at + 1, EXPERIMENTS.length)}
          </p>
          <h2 id={title} ref={heading} tabIndex={-1} className={styles.title}>
            {words.title}
          </h2>
          <p className={styles.line}>
            <RichText>{words.line}</RichText>
          </p>
        </header>
        <Question experiment={experiment} choice={choice} onChoose={choose} />
        <div className={styles.run}>
          <Button variant="primary" disabled={run === null} onClick={() => run?.()}>
            {t.experiments.run}
          </Button>
          <span className={styles.dim}>
            {!linked ? t.experiments.offline : choice === null ? t.experiments.choose : t.experiments.runNote}
          </span>
        </div>
        <Sent experiment={experiment} />
      </article>
    </main>
  );
}

/** Back to the shelf, or to a neighbour. */
function Way({ at }: { at: number }) {
  const [before, after] = [EXPERIMENTS[at - 1], EXPERIMENTS[at + 1]];
  return (
    <nav className={styles.way} aria-label={t.experiments.shelf}>
      <a href={`#${EXPERIMENTS_PATH}`}>
        <Icon name="back" size={12} /> {t.experiments.back}
      </a>
      <span className={styles.neighbours}>
        {before !== undefined && <a href={`#${EXPERIMENTS_PATH}/${before.id}`}>{t.experiments.previous}</a>}
        {after !== undefined && <a href={`#${EXPERIMENTS_PATH}/${after.id}`}>{t.experiments.following}</a>}
      </span>
    </nav>
  );
}

interface QuestionProps {
  experiment: Shelved;
  choice: Choice;
  onChoose: (choice: Choice) => void;
}

function Question({ experiment: { id, answers }, choice, onChoose }: QuestionProps) {
  const words = t.experiments.words[id];
  const offers = [...answers.map((answer) => ({ answer, says: words.answers[answer]?.[0] ?? '' })), SHOW_ME()];
  return (
    <fieldset className={styles.question}>
      <legend>
        <RichText>{words.question}</RichText>
      </legend>
      {offers.map(({ answer, says }) => {
        const chosen = choice !== null && choice.answer === answer;
        return (
          <label
            key={answer ?? ''}
            className={cx(styles.answer, chosen && styles.chosen, answer === null && styles.show)}
          >
            <input type="radio" name={`answer-${id}`} checked={chosen} onChange={() => onChoose({ answer })} />
            <span>
              <RichText>{says}</RichText>
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}

const SHOW_ME = () => ({ answer: null, says: t.experiments.showMe });

function Sent({ experiment }: { experiment: Shelved }) {
  const read = readWrites(experiment.text);
  const writes = read.ok ? read.writes : [];
  const choices = choicesIn(experiment, useServers());
  const missing = experiment.claims
    .map(({ server }) => server)
    .filter((server) => !choices.some(({ id }) => id === server));
  const fin = writes.at(-1)?.fin === true;
  return (
    <div className={styles.sent}>
      <section>
        <h3>
          {t.experiments.octets}{' '}
          <span className={styles.dim}>
            {t.experiments.octetsNote(octetsOfWrites(writes).length, writes.length, fin)}
          </span>
        </h3>
        <Octets writes={writes} />
      </section>
      <section>
        <h3>{t.experiments.servers}</h3>
        <ul className={styles.servers}>
          {choices.map(({ id }) => (
            <li key={id}>{choiceTitleIn(t, id)}</li>
          ))}
        </ul>
        {missing.length > 0 && (
          <p className={styles.dim}>{t.experiments.missing(missing.map((id) => choiceTitleIn(t, id)).join(', '))}</p>
        )}
      </section>
    </div>
  );
}
