/** Dropdown menus, on Radix. */
import { DropdownMenu as Radix } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { cx } from './cx.ts';
import { Icon } from './icon.tsx';
import styles from './menu.module.css';

interface MenuProps {
  /** One button-like element: a Chip with `opens`, or an IconButton. */
  trigger: ReactElement;
  align?: 'start' | 'end';
  onOpenChange?: (open: boolean) => void;
  /** The menu has closed and the focus returns to the trigger, unless the event's default is prevented. */
  onCloseAutoFocus?: (event: Event) => void;
  children: ReactNode;
}

/** A dropdown of MenuItem, MenuChoice, MenuLabel and MenuLine. */
export function Menu({ trigger, align = 'start', onOpenChange, onCloseAutoFocus, children }: MenuProps) {
  return (
    <Radix.Root modal={false} {...(onOpenChange === undefined ? {} : { onOpenChange })}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          className={styles.menu}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          data-own-keys=""
          {...(onCloseAutoFocus === undefined ? {} : { onCloseAutoFocus })}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

interface MenuItemProps {
  onSelect: () => void;
  disabled?: boolean;
  danger?: boolean;
  /** Dimmed, under the label. */
  note?: ReactNode;
  /** At the right edge: keys or a count. */
  aside?: ReactNode;
  children: ReactNode;
}

export function MenuItem({ onSelect, disabled = false, danger = false, note, aside, children }: MenuItemProps) {
  return (
    <Radix.Item className={cx(styles.item, danger && 'bad')} disabled={disabled} onSelect={onSelect}>
      <span className={styles.mark} />
      <Words note={note}>{children}</Words>
      {aside !== undefined && <span className={styles.aside}>{aside}</span>}
    </Radix.Item>
  );
}

interface MenuChoiceProps<T extends string> {
  value: T;
  options: readonly {
    readonly value: T;
    readonly label: ReactNode;
    readonly note?: ReactNode;
    readonly aside?: ReactNode;
  }[];
  onChange: (value: T) => void;
}

/** One of several, with the chosen one marked. */
export function MenuChoice<T extends string>({ value, options, onChange }: MenuChoiceProps<T>) {
  return (
    <Radix.RadioGroup value={value} onValueChange={(next) => onChange(next as T)}>
      {options.map((option) => (
        <Radix.RadioItem key={option.value} className={styles.item} value={option.value}>
          <span className={styles.mark}>
            <Radix.ItemIndicator>
              <Icon name="check" size={14} />
            </Radix.ItemIndicator>
          </span>
          <Words note={option.note}>{option.label}</Words>
          {option.aside !== undefined && <span className={styles.aside}>{option.aside}</span>}
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className={styles.label}>{children}</Radix.Label>;
}

export function MenuLine() {
  return <Radix.Separator className={styles.line} />;
}

function Words({ note, children }: { note?: ReactNode; children: ReactNode }) {
  return (
    <span className={styles.words}>
      <span className="break">{children}</span>
      {note !== undefined && note !== null && <span className="note">{note}</span>}
    </span>
  );
}
