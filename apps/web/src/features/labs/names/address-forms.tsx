/** An address in its notations; IPv6 expanded and shortened step by step. */
import { bitsOf, expand, type FormStep, groupsOf, numberForm, reverseName, shorten } from '#shared/net/forms.ts';
import type { Typed } from '#shared/net/typed.ts';
import { t } from '../../../session/state/text.ts';
import styles from './names.module.css';

const text = t.labs.names;

export function Forms({ typed }: { readonly typed: Extract<Typed, { kind: 'address' }> }) {
  const { address, text: written } = typed;
  return (
    <section className={styles.part} aria-label={text.formsTitle}>
      <h2>{text.formsTitle}</h2>
      {address.family === 6 && <Steps title={text.expanding} steps={expand(written, address)} />}
      {address.family === 6 && <Steps title={text.shortening} steps={shorten(address)} />}
      <dl className={styles.facts}>
        <dt>{text.binary}</dt>
        <dd>
          {address.family === 4
            ? bitsOf(address).join('.')
            : groupsOf(address)
                .map((group) => group.toString(2).padStart(16, '0'))
                .join(' ')}
        </dd>
        <dt>{text.number}</dt>
        <dd>{`${numberForm(address)}`}</dd>
        <dt>{text.reverseName}</dt>
        <dd>{reverseName(address)}</dd>
      </dl>
    </section>
  );
}

function Steps({ title, steps }: { readonly title: string; readonly steps: readonly FormStep[] }) {
  return (
    <>
      <h3>{title}</h3>
      <ol className={styles.steps}>
        {steps.map(({ step, text: form }) => (
          <li key={step}>
            <code>{form}</code>
            <span className={styles.dim}>{text.steps[step]}</span>
          </li>
        ))}
      </ol>
    </>
  );
}
