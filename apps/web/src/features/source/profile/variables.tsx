import type { Trace } from '#shared/profiles/replay-trace.ts';
import { type ShownVariable, variablesAt } from '#shared/profiles/walk.ts';
import { shownText } from '#shared/text/shown-value.ts';
import { t } from '../../../session/state/text.ts';
import { cx } from '../../../ui/cx.ts';
import { Hidden } from '../../../ui/live.tsx';
import styles from './variables.module.css';

/** The variables of the function with the lit line, with their values before it runs. */
export function Variables({ trace, index }: { trace: Trace | null; index: number }) {
  const step = trace?.steps[index];
  const variables = trace === null ? [] : variablesAt(trace, index);
  const label = step === undefined ? t.profileSource.variables : t.profileSource.variablesOf(step.within);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll container must be reachable by keyboard
    <section className={styles.variables} aria-label={label} tabIndex={0}>
      {variables.length === 0 ? (
        <p className={styles.none}>{t.profileSource.noVariables}</p>
      ) : (
        <dl className={styles.list}>
          {variables.map((variable) => (
            <Row key={variable.name} variable={variable} />
          ))}
        </dl>
      )}
    </section>
  );
}

function Row({ variable: { name, value, changed } }: { variable: ShownVariable }) {
  const { size, text, hex } = shownText(t, value);
  return (
    <div className={cx(styles.row, changed && styles.changed)} data-variable={name}>
      <dt>
        <span className={styles.mark} aria-hidden="true">
          {changed && '●'}
        </span>
        {name}
        {changed && <Hidden>{t.profileSource.changed}</Hidden>}
      </dt>
      <dd>
        {size !== '' && <span className={styles.size}>{size}</span>}
        <span className={value.kind === 'unset' ? styles.unset : styles.value}>{text}</span>
        {hex !== '' && <span className={styles.hex}>{hex}</span>}
      </dd>
    </div>
  );
}
