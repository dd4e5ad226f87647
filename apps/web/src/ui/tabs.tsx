/** Tabs that share the place of one panel. */
import { Tabs as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './tabs.module.css';

export interface Tab<Id extends string = string> {
  readonly id: Id;
  readonly label: ReactNode;
  readonly content: ReactNode;
  /** Stays mounted while another tab is shown. */
  readonly keep?: true;
}

interface TabsProps<Id extends string> {
  /** Names the row of tabs for screen readers. */
  label: string;
  tabs: readonly Tab<Id>[];
  value: Id;
  onChange: (id: Id) => void;
  /** At the right end of the row. */
  aside?: ReactNode;
  className?: string | undefined;
}

/** Panels that share one place; the row of tabs is their header. By default only the current tab is mounted. */
export function Tabs<Id extends string>({ label, tabs, value, onChange, aside, className }: TabsProps<Id>) {
  return (
    <Radix.Root className={cx('fill', className)} value={value} onValueChange={(id) => onChange(id as Id)}>
      <div className={styles.bar}>
        <Radix.List className={styles.list} aria-label={label}>
          {tabs.map((tab) => (
            <Radix.Trigger key={tab.id} className="tab" value={tab.id}>
              {tab.label}
            </Radix.Trigger>
          ))}
        </Radix.List>
        {aside}
      </div>
      {tabs.map((tab) => (
        <Radix.Content
          key={tab.id}
          className={styles.content}
          value={tab.id}
          tabIndex={-1}
          {...(tab.keep && { forceMount: true })}
        >
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
