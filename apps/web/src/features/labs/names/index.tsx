/** The names lab: input is parsed as it is typed; the resolver is queried on demand. */
import { useId, useState } from 'react';
import { readTyped, type Typed } from '#shared/net/typed.ts';
import { t } from '../../../session/state/text.ts';
import { Button } from '../../../ui/button.tsx';
import { RichText } from '../../../ui/rich-text.tsx';
import { Forms } from './address-forms.tsx';
import styles from './names.module.css';
import { NetworkPart } from './network.tsx';
import { Ports } from './ports.tsx';
import { Purposes } from './purposes.tsx';
import { Resolver } from './resolver.tsx';

const text = t.labs.names;

/** No name or address is longer. */
const MOST = 255;

export function NamesLab() {
  const [input, setInput] = useState(text.examples[0] ?? '');
  const typed = readTyped(input);
  const id = useId();
  return (
    <div className={styles.lab}>
      <section className={styles.ask}>
        <label htmlFor={id}>{text.typeHere}</label>
        <input
          id={id}
          className={styles.input}
          value={input}
          maxLength={MOST}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          aria-invalid={typed.kind === 'fault'}
          aria-describedby={`${id}-said`}
          onChange={(event) => setInput(event.target.value)}
        />
        <p id={`${id}-said`} className={styles.said} role="status">
          <RichText>{wordsOf(typed)}</RichText>
        </p>
        <div className={styles.examples}>
          <span className={styles.dim}>{text.tries}</span>
          {text.examples.map((example) => (
            <Button key={example} onClick={() => setInput(example)}>
              {example}
            </Button>
          ))}
        </div>
      </section>
      <Resolver typed={typed} onLook={setInput} />
      {typed.kind === 'address' && <Purposes address={typed.address} />}
      {typed.kind === 'address' && <Forms typed={typed} />}
      {typed.kind === 'address' && (
        <NetworkPart key={`${typed.text}/${typed.prefix}`} address={typed.address} typed={typed.prefix} />
      )}
      <Ports />
    </div>
  );
}

function wordsOf(typed: Typed): string {
  if (typed.kind === 'nothing') return text.nothing;
  if (typed.kind === 'fault') return text.faults[typed.fault](typed.piece);
  if (typed.kind === 'address' && typed.zone !== null) return text.zone(typed.zone);
  return '';
}
