/** A field for a time in seconds; it ignores input that is not a time. */
import { useEffect, useId, useState } from 'react';
import styles from '../client.module.css';

const MOST_SECONDS = 3600;

function readMs(text: string): number | null {
  if (!/^\d{1,4}(\.\d{1,3})?$/.test(text) || Number(text) > MOST_SECONDS) return null;
  return Math.round(Number(text) * 1000);
}

interface SecondsProps {
  readonly label: string;
  readonly ms: number;
  readonly onChange: (ms: number) => void;
}

export function Seconds({ label, ms, onChange }: SecondsProps) {
  const id = useId();
  const [text, setText] = useState(String(ms / 1000));
  const read = readMs(text);
  useEffect(() => setText((before) => (Number(before) * 1000 === ms ? before : String(ms / 1000))), [ms]);
  const change = (typed: string) => {
    setText(typed);
    const now = readMs(typed);
    if (now !== null) onChange(now);
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
