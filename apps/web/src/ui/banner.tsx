import type { ReactNode } from 'react';
import styles from './banner.module.css';
import { IconButton } from './button.tsx';
import { cx } from './cx.ts';
import { Icon } from './icon.tsx';

interface BannerProps {
  tone: 'info' | 'warn' | 'bad';
  children: ReactNode;
  /** Buttons on the right. */
  actions?: ReactNode;
  /** Shows a close button with this name. */
  closeLabel?: string;
  onClose?: () => void;
}

const ICONS = { info: 'info', warn: 'warning', bad: 'error' } as const;

/** A message about the whole page: what happened, and what can be done about it. */
export function Banner({ tone, children, actions, closeLabel, onClose }: BannerProps) {
  return (
    <div className={cx(styles.banner, styles[tone])} role={tone === 'bad' ? 'alert' : 'status'}>
      <Icon name={ICONS[tone]} />
      <p className="grow break">{children}</p>
      {actions}
      {closeLabel !== undefined && <IconButton label={closeLabel} icon="close" onClick={onClose} />}
    </div>
  );
}
