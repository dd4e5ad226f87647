/** A slider of the concurrency lab. */
import { useId } from 'react';
import { duration } from '#shared/text/duration.ts';
import styles from './concurrency.module.css';

interface AmountProps {
  readonly label: string;
  readonly min?: number;
  readonly max: number;
  readonly step?: number;
  readonly value: number;
  /** The value is in ms. */
  readonly time?: boolean;
  readonly disabled?: boolean;
  readonly onChange: (value: number) => void;
}

/** A number set with a slider and shown beside it. */
export function Amount({
  label,
  min = 0,
  max,
  step = 1,
  value,
  time = false,
  disabled = false,
  onChange,
}: AmountProps) {
  const id = useId();
  return (
    <div className={styles.amount}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        disabled={disabled}
        onChange={(event) => onChange(Number(event.target.value))}
      />
      <output htmlFor={id}>{time ? duration(value) : value}</output>
    </div>
  );
}
