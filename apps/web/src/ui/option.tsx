/** Options: radio buttons and checkboxes with an explanation. */
import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './option.module.css';

interface OptionProps {
  /** One of several (radio, all with the same `group`), or independent. */
  readonly group?: string;
  readonly name: string;
  /** What it does, in a sentence. */
  readonly text: string;
  readonly chosen: boolean;
  readonly disabled?: boolean;
  readonly onChoose: (chosen: boolean) => void;
}

/** An option by name, with what it does. */
export function Option({ group, name, text, chosen, disabled = false, onChoose }: OptionProps) {
  return (
    <label className={styles.option}>
      <input
        type={group === undefined ? 'checkbox' : 'radio'}
        {...(group !== undefined && { name: group })}
        checked={chosen}
        disabled={disabled}
        onChange={(event) => onChoose(event.target.checked)}
      />
      <span>
        <code className="strong mono">{name}</code> {text}
      </span>
    </label>
  );
}

interface OptionRowProps extends OptionProps {
  readonly link: { readonly href: string; readonly text: string; readonly title: string };
  /** A word beside the link; `grave`: one that should be noticed. */
  readonly note: string;
  readonly grave: boolean;
}

/** An option in a long list, with a link to read more. */
export function OptionRow({ link, note, grave, ...option }: OptionRowProps) {
  return (
    <li>
      <Option {...option} />
      <span className={styles.section}>
        <a href={link.href} target="_blank" rel="noreferrer" title={link.title}>
          {link.text}
        </a>
        <span className={cx('dim', grave && 'bad strong')}>{note}</span>
      </span>
    </li>
  );
}

/** The list that contains them. */
export function OptionList({ children }: { children: ReactNode }) {
  return <ul className={styles.list}>{children}</ul>;
}
