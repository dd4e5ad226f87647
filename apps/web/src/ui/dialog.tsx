/** The dialog that all windows of the page use. */
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode, RefObject } from 'react';
import { IconButton } from './button.tsx';
import { cx } from './cx.ts';
import styles from './dialog.module.css';

interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  closeLabel: string;
  /** `large`: most of the screen; the content brings its own padding and scrolls by itself. */
  size?: 'normal' | 'large';
  /** What takes the focus; by default the dialog itself. */
  initialFocus?: RefObject<HTMLElement | null>;
  children: ReactNode;
}

/** A window over the page; Escape and the cross close it. */
export function Dialog(props: DialogProps) {
  const { open, onOpenChange, title, closeLabel, size = 'normal', initialFocus, children } = props;
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={styles.scrim} />
        <Radix.Content
          className={cx(styles.dialog, styles[size])}
          aria-describedby={undefined}
          data-own-keys=""
          onOpenAutoFocus={(event) => focusOn(event, initialFocus?.current)}
        >
          <div className={styles.header}>
            <Radix.Title className="large">{title}</Radix.Title>
            <Radix.Close asChild>
              <IconButton label={closeLabel} icon="close" />
            </Radix.Close>
          </div>
          <div className={styles.body}>{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** By default the dialog itself takes the focus, so that it is read from its title; Tab continues to its content. */
function focusOn(event: Event, element: HTMLElement | null | undefined): void {
  event.preventDefault();
  (element ?? (event.currentTarget as HTMLElement)).focus();
}
