/** A list of commands filtered by typing: arrows choose, Enter runs, Escape closes. */
import { Dialog } from 'radix-ui';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import styles from './command-palette.module.css';
import { Kbd } from './kbd.tsx';
import { ListOption, SearchField } from './list-option.tsx';

export interface PaletteCommand {
  readonly id: string;
  readonly label: string;
  readonly group: string;
  readonly keys?: string | undefined;
  readonly run: () => void;
}

interface CommandPaletteProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  commands: readonly PaletteCommand[];
  /** The dialog's name, the field's placeholder, and what an empty list says. */
  title: string;
  hint: string;
  empty: string;
}

export function CommandPalette({ open, onOpenChange, title, ...rest }: CommandPaletteProps) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles.scrim} />
        <Dialog.Content className={styles.palette} aria-describedby={undefined} data-own-keys="">
          <Dialog.Title className={styles.title}>{title}</Dialog.Title>
          <Finder {...rest} close={() => onOpenChange(false)} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

type FinderProps = Pick<CommandPaletteProps, 'commands' | 'hint' | 'empty'> & { close: () => void };

function Finder({ commands, hint, empty, close }: FinderProps) {
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const found = commands.filter((command) => matches(command, query));
  const chosen = found[Math.min(at, found.length - 1)];
  const run = (command: PaletteCommand | undefined) => {
    if (command === undefined) return;
    close();
    // After the dialog has returned the focus, so that the command may move it.
    setTimeout(command.run);
  };
  const choose = (index: number) => {
    setAt((index + found.length) % Math.max(1, found.length));
    list.current?.children[index]?.scrollIntoView({ block: 'nearest' });
  };
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') run(chosen);
    else if (event.key === 'ArrowDown') choose(at + 1);
    else if (event.key === 'ArrowUp') choose(at - 1);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <SearchField
        label={hint}
        list={id}
        option={chosen === undefined ? undefined : `${id}-${chosen.id}`}
        value={query}
        onChange={(typed) => {
          setQuery(typed);
          setAt(0);
        }}
        onKeyDown={press}
      />
      <div className={styles.list} id={id} role="listbox" aria-label={hint} ref={list}>
        {found.map((command) => (
          <Option key={command.id} id={`${id}-${command.id}`} command={command} on={command === chosen} run={run} />
        ))}
      </div>
      {found.length === 0 && <p className={styles.empty}>{empty}</p>}
    </>
  );
}

interface OptionProps {
  id: string;
  command: PaletteCommand;
  on: boolean;
  run: (command: PaletteCommand) => void;
}

function Option({ id, command, on, run }: OptionProps) {
  return (
    <ListOption className={styles.option} id={id} on={on} onClick={() => run(command)}>
      <span className={styles.label}>{command.label}</span>
      <span className="note">{command.group}</span>
      {command.keys !== undefined && <Kbd>{command.keys}</Kbd>}
    </ListOption>
  );
}

/** Every typed word occurs in the label. */
function matches({ label, group }: PaletteCommand, query: string): boolean {
  const words = `${label} ${group}`.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((part) => words.includes(part));
}
