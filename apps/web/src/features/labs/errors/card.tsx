/** One error: its code, what the call returned, what happened, and what to do about it. */
import { useEffect, useState } from 'react';
import type { LabError, LabLines } from '#shared/labs/errors.ts';
import { report as showRefusal } from '../../../session/actions/actions.ts';
import { fetchLines, runError, stopLab, useLabs } from '../../../session/labs/labs.ts';
import { useLink } from '../../../session/state/hooks.ts';
import { t } from '../../../session/state/text.ts';
import { Button } from '../../../ui/button.tsx';
import { Live } from '../../../ui/live.tsx';
import { RichText } from '../../../ui/rich-text.tsx';
import styles from './errors.module.css';
import { Returned, resultWords } from './returned.tsx';
import { Story } from './story.tsx';

const text = t.labs.errors;

export function ErrorCard({ error }: { readonly error: LabError }) {
  const report = useLabs(({ reports }) => reports.get(error));
  const linked = useLink().state === 'open';
  const { title, what, python, todo, more } = text.errors[error];
  useEffect(() => {
    if (linked) void fetchLines(error);
  }, [error, linked]);
  return (
    <article className={styles.card} aria-label={title}>
      <header className={styles.head}>
        <h2 className={styles.title}>{title}</h2>
        <p className={styles.what}>
          <RichText>{what}</RichText>
        </p>
        <Controls error={error} ran={report !== undefined} linked={linked} />
      </header>
      <Lines error={error} />
      <section className={styles.part}>
        <h3>{text.returnedTitle}</h3>
        <Returned error={error} report={report} />
        <h3>{text.pythonTitle}</h3>
        <p className="small break">
          <code>{python}</code>
        </p>
      </section>
      <section className={styles.part}>
        <h3>{text.storyTitle}</h3>
        {report === undefined ? <p className="note">{notRun(error)}</p> : <Story report={report} />}
      </section>
      <section className={styles.part}>
        <h3>{text.todoTitle}</h3>
        <ul className={styles.todo}>
          {todo.map((sentence) => (
            <li key={sentence}>
              <RichText>{sentence}</RichText>
            </li>
          ))}
        </ul>
        {more !== undefined && (
          <p className={styles.more}>
            <RichText>{more}</RichText>
          </p>
        )}
      </section>
      <Live>{report === undefined ? '' : text.announce(title, resultWords(report))}</Live>
    </article>
  );
}

function notRun(error: LabError): string {
  return error === 'name-not-known' ? text.notRunName : text.notRun;
}

interface ControlsProps {
  readonly error: LabError;
  readonly ran: boolean;
  readonly linked: boolean;
}

function Controls({ error, ran, linked }: ControlsProps) {
  const running = useLabs((labs) => labs.running);
  const run = (kernel: boolean) => void runError(error, kernel).then(showRefusal);
  const can = linked && running === null;
  return (
    <div className={styles.controls}>
      <Button variant="primary" disabled={!can} onClick={() => run(false)}>
        {ran ? text.runAgain : text.run}
      </Button>
      {error === 'connect-timed-out' && (
        <Button disabled={!can} onClick={() => run(true)}>
          {text.runKernel}
        </Button>
      )}
      <Button disabled={running === null} onClick={stopLab}>
        {text.stop}
      </Button>
      <span className="note" role="timer">
        {running !== null && <Elapsed since={running.since} />}
      </span>
    </div>
  );
}

const TICK_MS = 250;

function Elapsed({ since }: { readonly since: number }) {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return text.runningFor(Math.max(0, now - since));
}

function Lines({ error }: { readonly error: LabError }) {
  const lines = useLabs((labs) => labs.lines.get(error));
  return (
    <section className={styles.part}>
      <h3>{text.linesTitle}</h3>
      {lines === undefined && <p className="note">{text.linesComing}</p>}
      {lines === null && <p className="note">{text.linesAway}</p>}
      {lines !== undefined && lines !== null && <Listing shown={lines} />}
    </section>
  );
}

function Listing({ shown }: { readonly shown: LabLines }) {
  const name = text.linesFrom(shown.file, shown.first);
  return (
    <figure className={styles.listing}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll container must be reachable by keyboard */}
      <section className={styles.lines} tabIndex={0} aria-label={name}>
        <pre>
          <code>{shown.lines.join('\n')}</code>
        </pre>
      </section>
      <figcaption className="note">{name}</figcaption>
    </figure>
  );
}
