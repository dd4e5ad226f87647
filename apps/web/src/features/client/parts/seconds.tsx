/** A time in seconds, as a person writes it; what is no time is not taken. */
import { useEffect, useId, useState } from 'react';
import styles from '../client.module.css';

const MOST_SECONDS = 3600;

interface SecondsProps {
  readonly label: string;
  readonly ms: number;
  readonly onChange: (ms: number) => void;
}

export function Seconds({ label, ms, onChange }: SecondsProps) {
  const id = useId();
  const [text, setText] = useState(String(ms / 1000));
  const read = /^\d{1,4}(\.\d{1,3})?$/.test(text) && Number(text) <= MOST_SECONDS ? Number(text) * 1000 : null;
  useEffect(() => setText((before) => (Number(before) * 1000 === ms ? before : String(ms / 1000))), [ms]);
  const change = (typed: string) => {
    setText(typed);
    if (/^\d{1,4}(\.\d{1,3})?$/.test(typed) && Number(typed) <= MOST_SECONDS)
      onChange(Math.round(Number(typed) * 1000));
  };
  return (
    <span className={styles.seconds}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className={styles.input}
        inputMode="decimal"
        value={text}
        aria-invalid={read === null}
        onChange={({ target }) => change(target.value)}
      />
    </span>
  );
}
