/** What WHY says about violations. */
import { glyph } from '#shared/base/octets.ts';
import type { Verdict } from '#shared/http1/events.ts';
import { ruleOf } from '#shared/http1/rules.ts';
import type { Replay } from '#shared/transcript/replay/replay.ts';
import type { Direction, Stream } from '#shared/transcript/replay/stream.ts';
import { type Excerpt, type Explanation, excerptOf } from '#shared/transcript/view/explain.ts';
import { select } from '../../session/actions/actions.ts';
import { t } from '../../session/state/text.ts';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/icon.tsx';
import { Section } from './fact.tsx';
import styles from './verdicts.module.css';

/** The violations found at this step: the offending octets under a caret, the rule, and the server's answer. */
export function Verdicts({ replay, explanation }: { replay: Replay; explanation: Explanation }) {
  if (explanation.kind === 'empty') return null;
  const direction: Direction = explanation.kind === 'octet' ? explanation.step.direction : 'in';
  const stream = replay.stream(direction);
  return explanation.verdicts.map((verdict) => (
    <VerdictBox key={`${verdict.rule}${verdict.at}`} verdict={verdict} stream={stream} />
  ));
}

function VerdictBox({ verdict, stream }: { verdict: Verdict; stream: Stream }) {
  const { level, rule, at, blame } = verdict;
  const { status } = ruleOf(rule);
  return (
    <section className={cx(styles.verdict, styles[level])}>
      <h4 className={styles.judgement}>
        <Icon name={level === 'reject' ? 'error' : 'warning'} />
        {t.judgement.title[level][stream.reader]}
        {level === 'reject' && status !== undefined && stream.direction === 'in' && (
          <span className={styles.status}>{t.judgement.answers(stream.reader, status)}</span>
        )}
      </h4>
      <Caret stream={stream} excerpt={excerptOf(stream, blame, at + 1)} verdict={verdict} />
      <p>{t.rules[rule]}</p>
      <Section rule={rule} />
    </section>
  );
}

/** The octets around the fault, with a caret under each one to blame. Pressing it selects them everywhere. */
function Caret({ stream, excerpt, verdict }: { stream: Stream; excerpt: Excerpt; verdict: Verdict }) {
  const { blame } = verdict;
  const nothing = blame.end <= blame.start;
  const words = nothing ? t.why.blamedEnd : t.why.blamed(blame.start + stream.base, blame.end + stream.base);
  return (
    <button
      type="button"
      className={styles.caret}
      disabled={nothing}
      onClick={() => select({ direction: stream.direction, range: blame })}
    >
      <Cells excerpt={excerpt} missing={nothing} />
      <span className="dim tiny">
        {words}
        {excerpt.hidden > 0 && `, ${t.why.moreBlamed(excerpt.hidden)}`}
      </span>
    </button>
  );
}

function Cells({ excerpt: { cells, before, after }, missing }: { excerpt: Excerpt; missing: boolean }) {
  return (
    <span className={styles.cells} aria-hidden="true">
      {before && <span className="faint">…</span>}
      {cells.map(({ offset, octet, blamed }) => (
        <span
          key={offset}
          className={cx(styles.cell, glyph(octet).length > 1 && styles.named, blamed && styles.blamed)}
        >
          {glyph(octet)}
        </span>
      ))}
      {missing && <span className={cx(styles.cell, styles.blamed, styles.missing)}>?</span>}
      {after && <span className="faint">…</span>}
    </span>
  );
}
