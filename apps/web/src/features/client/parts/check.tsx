/** A checkbox with an explanation. */
import { type ReactNode, useId } from 'react';
import { RichText } from '../../../ui/rich-text.tsx';
import styles from '../client.module.css';

interface CheckProps {
  readonly label: string;
  readonly note?: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly children?: ReactNode;
}

export function Check({ label, note, checked, onChange, children }: CheckProps) {
  const id = useId();
  return (
    <div className={styles.check}>
      <label>
        <input
          type="checkbox"
          checked={checked}
          aria-describedby={note === undefined ? undefined : id}
          onChange={({ target }) => onChange(target.checked)}
        />
        {label}
      </label>
      {children}
      {note !== undefined && (
        <p id={id} className="note">
          <RichText>{note}</RichText>
        </p>
      )}
    </div>
  );
}
