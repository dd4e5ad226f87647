/** The frame of every panel. */
import { type ReactNode, useId } from 'react';
import { cx } from './cx.ts';
import styles from './panel.module.css';

interface PanelProps {
  title: ReactNode;
  /** After the title: a dimmed name, or a choice of views. */
  beside?: ReactNode;
  /** At the right of the header. */
  aside?: ReactNode;
  /** Below the body, always visible. */
  foot?: ReactNode;
  /** By default the body pads and scrolls; a virtualised panel brings its own scroller. */
  body?: 'scroll' | 'fill';
  className?: string | undefined;
  children: ReactNode;
}

/** A region of the screen: a header row and a body that scrolls inside it. A landmark named by its title. */
export function Panel({ title, beside, aside, foot, body = 'scroll', className, children }: PanelProps) {
  const id = useId();
  return (
    <section className={cx(styles.panel, className)} aria-labelledby={id}>
      <header className={styles.header}>
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        {beside !== undefined && <div className={styles.beside}>{beside}</div>}
        {aside !== undefined && <div className={styles.aside}>{aside}</div>}
      </header>
      {/* What scrolls must be reached without a pointer */}
      <div className={cx(styles.body, styles[body])} tabIndex={body === 'scroll' ? 0 : undefined}>
        {children}
      </div>
      {foot !== undefined && <div className={styles.foot}>{foot}</div>}
    </section>
  );
}
