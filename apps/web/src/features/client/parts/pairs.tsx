/** Names and values, one pair a line, in order; a name may occur more than once. */
import { useId, useRef } from 'react';
import { t } from '../../../session/state/text.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import styles from '../client.module.css';

export type Pair = readonly [name: string, value: string];

interface PairsProps {
  /** What the lines are, for screen readers, which do not tie the heading to them. */
  readonly what: string;
  readonly pairs: readonly Pair[];
  readonly onChange: (pairs: readonly Pair[]) => void;
  /** Suggested names. */
  readonly names?: readonly string[];
}

export function Pairs({ what, pairs, onChange, names = [] }: PairsProps) {
  const list = useId();
  const box = useRef<HTMLDivElement>(null);
  const put = (at: number, pair: Pair) => onChange(pairs.map((one, i) => (i === at ? pair : one)));
  const add = () => {
    onChange([...pairs, ['', '']]);
    requestAnimationFrame(() => box.current?.querySelector<HTMLInputElement>('li:last-of-type input')?.focus());
  };
  const remove = (at: number) => {
    onChange(pairs.filter((_, i) => i !== at));
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>('[data-add]')?.focus());
  };
  const say = (part: string, at: number) => `${what}: ${t.clientPlace.nth(part, at + 1)}`;
  return (
    <div ref={box}>
      <ul className={styles.pairs}>
        {pairs.map(([name, value], at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is identified by its position; names repeat
          <li key={at} className={styles.pair}>
            <input
              className={styles.input}
              aria-label={say(t.clientPlace.name, at)}
              placeholder={t.clientPlace.name}
              list={names.length > 0 ? list : undefined}
              value={name}
              spellCheck={false}
              autoComplete="off"
              onChange={({ target }) => put(at, [target.value, value])}
            />
            <input
              className={styles.input}
              aria-label={say(t.clientPlace.value, at)}
              placeholder={t.clientPlace.value}
              value={value}
              spellCheck={false}
              autoComplete="off"
              onChange={({ target }) => put(at, [name, target.value])}
            />
            <IconButton
              icon="close"
              label={`${what}: ${t.clientPlace.remove(at + 1)}`}
              tooltip="left"
              onClick={() => remove(at)}
            />
          </li>
        ))}
      </ul>
      {names.length > 0 && (
        <datalist id={list}>
          {names.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      )}
      <Button data-add aria-label={`${what}: ${t.clientPlace.add}`} onClick={add}>
        {t.clientPlace.add}
      </Button>
    </div>
  );
}
