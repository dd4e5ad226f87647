/** The rows that WHY is made of. */
import type { ReactNode } from 'react';
import { type RuleId, ruleOf } from '#shared/http1/rules.ts';
import type { StateName } from '#shared/http1/table.ts';
import { t } from '../../session/state/text.ts';
import styles from './why.module.css';

/** One row of the list: a name and its value. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** A state: its words, and its name in the table. */
export function State({ state }: { state: StateName }) {
  return (
    <span className={styles.state}>
      {t.states[state].name} <code className={styles.id}>{state}</code>
    </span>
  );
}

/** Rules: what they require, which section, and how strongly. */
export function Rules({ rules }: { rules: readonly RuleId[] }) {
  if (rules.length === 0) return null;
  return (
    <Fact name={rules.length === 1 ? t.why.rule : t.why.rules}>
      <ul className={styles.rules}>
        {rules.map((rule) => (
          <li key={rule}>
            {t.rules[rule]} <Section rule={rule} />
          </li>
        ))}
      </ul>
    </Fact>
  );
}

/** `RFC 9112 §3.2 · MUST`, with the section as a link. */
export function Section({ rule }: { rule: RuleId }) {
  const { section, ground } = ruleOf(rule);
  const { label, note } = t.why.ground(ground);
  const [, number, part] = /^RFC (\d+) §([\d.]+)$/.exec(section) ?? [];
  return (
    <span className={styles.section}>
      <a
        href={`https://www.rfc-editor.org/rfc/rfc${number}#section-${part}`}
        target="_blank"
        rel="noreferrer"
        title={t.why.section(section)}
      >
        {section}
      </a>
      <span className={styles.ground} title={note}>
        {label}
      </span>
    </span>
  );
}
