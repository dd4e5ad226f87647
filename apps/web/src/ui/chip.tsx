/** Chips: small labels with a state. */
import type { ComponentProps, ReactNode } from 'react';
import styles from './chip.module.css';
import { cx } from './cx.ts';
import { Icon } from './icon.tsx';

export type Tone = 'good' | 'warn' | 'bad' | 'accent' | 'idle';

/** A small round light. Always next to words that say the same. */
export function Dot({ tone, pulse = false }: { tone: Tone; pulse?: boolean }) {
  return <span className={cx(styles.dot, styles[tone], pulse && styles.pulse)} aria-hidden="true" />;
}

interface ChipProps extends ComponentProps<'button'> {
  tone?: Tone;
  /** Set in mono and dimmed, after the label. */
  detail?: ReactNode;
  /** Shows a chevron: the chip opens a menu. */
  opens?: boolean;
}

/** A button that shows a state and leads to its choices. Usually the trigger of a Menu. */
export function Chip({ tone, detail, opens = false, className, children, ...rest }: ChipProps) {
  return (
    <button type="button" className={cx(styles.chip, className)} {...rest}>
      {tone !== undefined && <Dot tone={tone} />}
      <span className={styles.label}>{children}</span>
      {detail !== undefined && <span className={styles.detail}>{detail}</span>}
      {opens && <Icon name="chevron" size={12} />}
    </button>
  );
}
