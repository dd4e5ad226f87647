/** The two kinds of button. */
import type { ComponentProps, ReactNode } from 'react';
import styles from './button.module.css';
import { cx } from './cx.ts';
import { Icon, type IconName } from './icon.tsx';
import { Tooltip } from './tooltip.tsx';

export type ButtonVariant = 'plain' | 'primary' | 'danger' | 'quiet';

interface ButtonProps extends ComponentProps<'button'> {
  variant?: ButtonVariant;
}

/** A labelled action. `plain` is outlined, `quiet` has no outline until hovered. */
export function Button({ variant = 'plain', className, ...rest }: ButtonProps) {
  return <button type="button" className={cx(styles.button, styles[variant], className)} {...rest} />;
}

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  /** The accessible name; shown as a tooltip too. */
  label: string;
  icon: IconName;
  /** The equivalent keys, shown in the tooltip. */
  keys?: string;
  /** Where the tooltip opens; below by default. */
  tooltip?: 'left' | 'top';
  variant?: ButtonVariant;
  children?: ReactNode;
}

/** A square button that shows only an icon; its name is its tooltip. */
export function IconButton(props: IconButtonProps) {
  const { label, icon, keys, tooltip = 'bottom', variant = 'quiet', className, children, ...rest } = props;
  return (
    <Tooltip text={label} keys={keys} side={tooltip}>
      <button
        type="button"
        aria-label={label}
        className={cx(styles.button, styles.square, styles[variant], className)}
        {...rest}
      >
        <Icon name={icon} />
        {children}
      </button>
    </Tooltip>
  );
}
