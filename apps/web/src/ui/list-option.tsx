/** A list searched by typing: the field keeps the focus and points at the chosen option. */
import type { HTMLAttributes, KeyboardEvent, Ref } from 'react';
import { cx } from './cx.ts';
import { Icon } from './icon.tsx';
import styles from './list-option.module.css';

interface SearchFieldProps {
  ref?: Ref<HTMLInputElement>;
  /** Its name and its placeholder. */
  label: string;
  /** Ids of the list and of the option it points at. */
  list: string;
  option: string | undefined;
  value: string;
  onChange: (value: string) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  className?: string | undefined;
}

export function SearchField({ ref, label, list, option, value, onChange, onKeyDown, className }: SearchFieldProps) {
  return (
    <div className={cx(styles.field, className)}>
      <Icon name="search" />
      <input
        ref={ref}
        className={styles.input}
        role="combobox"
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={option}
        aria-label={label}
        placeholder={label}
        value={value}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}

/** `on`: the field points at it. */
export function ListOption({ on, className, ...rest }: HTMLAttributes<HTMLDivElement> & { on: boolean }) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: aria-activedescendant of the field points here
    <div className={cx(styles.option, on && styles.on, className)} role="option" aria-selected={on} {...rest} />
  );
}
