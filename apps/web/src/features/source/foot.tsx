/** The foot of SOURCE for the engine's table. */
import { ruleOf } from '#shared/http1/rules.ts';
import type { Row } from '#shared/http1/table.ts';
import type { Replay } from '#shared/transcript/replay/replay.ts';
import { explainAt, type OctetExplanation } from '#shared/transcript/view/explain.ts';
import { decidedIn } from '#shared/transcript/view/source-lines.ts';
import { t } from '../../session/state/text.ts';
import { effectsOf, targetOf } from './model.ts';
import styles from './source.module.css';

/** The row just taken, in full, and what it did; for a decision, what was decided and where. Always two lines. */
export function Foot({ replay, position }: { replay: Replay | null; position: number }) {
  const explanation = replay === null ? null : explainAt(replay, position);
  if (explanation === null || explanation.kind === 'empty')
    return <Words first={t.source.before} second={t.source.beforeNote} />;
  const { row, after } = explanation.step;
  if (row === undefined) return <Words first={t.source.noRow} second={t.why.sentence(explanation)} />;
  const words = explanation.kind === 'octet' ? wordsOf(explanation, row) : sectionOf(row);
  return (
    <div className={styles.foot}>
      <p className={styles.now} title={`${row.from} ${row.on} → ${targetOf(row)}`}>
        <code>{row.from}</code> <code className={styles.on}>{row.on}</code> <span className="faint">→</span>{' '}
        <code>{targetOf(row)}</code>
        {typeof row.to !== 'string' && (
          <>
            {' '}
            <span className="faint">→</span> <code>{after}</code>
          </>
        )}
      </p>
      <p className="dim" title={words}>
        {words}
      </p>
    </div>
  );
}

/** No row was taken: before the first step, or at an event that moves no machine. */
function Words({ first, second }: { first: string; second: string }) {
  return (
    <div className={styles.foot}>
      <p className={styles.now}>{first}</p>
      <p className="dim">{second}</p>
    </div>
  );
}

function wordsOf(explanation: OctetExplanation, row: Row): string {
  const { decided, step, actions, verdicts, reader } = explanation;
  if (decided === null) return [...effectsOf(row), sectionOf(row)].join(' · ');
  const { file, called } = decidedIn(decided.by, step.direction === 'in' ? 'REQUEST_ROWS' : 'RESPONSE_ROWS');
  const framed = actions.find((action) => action.did === 'framed');
  const rule = verdicts[0]?.rule ?? framed?.framing.rule;
  const why = framed === undefined ? undefined : t.why.action(framed, reader).words;
  return t.source.decided({
    by: decided.by,
    chosen: t.states[decided.chosen].name,
    why: why ?? (rule === undefined ? undefined : t.rules[rule]),
    section: rule === undefined ? undefined : ruleOf(rule).section,
    place: `${file} ${called}()`,
  });
}

function sectionOf({ rule }: Row): string {
  return ruleOf(rule).section;
}
