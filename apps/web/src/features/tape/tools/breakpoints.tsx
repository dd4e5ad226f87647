/** Where a run stops: the list of breakpoints, and the form that adds one. */
import { Popover } from 'radix-ui';
import type { Breakpoint } from '#shared/transcript/replay/navigate.ts';
import { clearBreakpoints, toggleBreakpoint } from '../../../session/actions/actions.ts';
import { useBreakpoints } from '../../../session/state/hooks.ts';
import { t } from '../../../session/state/text.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { RichText } from '../../../ui/rich-text.tsx';
import { AddBreakpoint } from './add-breakpoint.tsx';
import styles from './breakpoints.module.css';
import { ToolButton } from './tool-button.tsx';

export function BreakpointsButton() {
  const { length } = useBreakpoints();
  const label = length === 0 ? t.tape.breakpoints : t.tape.breakpointsCount(length);
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <ToolButton icon="breakpoints" count={length} label={label} />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className={styles.popover}
          align="end"
          sideOffset={4}
          collisionPadding={8}
          aria-label={t.tape.breakpoints}
          onOpenAutoFocus={focusItself}
        >
          <Breakpoints />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** Not its first button, which removes something and would show its tooltip at once. */
function focusItself(event: Event): void {
  event.preventDefault();
  (event.currentTarget as HTMLElement).focus();
}

function Breakpoints() {
  const breakpoints = useBreakpoints();
  return (
    <>
      <header className={styles.header}>
        <h3>{t.tape.breakpoints}</h3>
        <span className="dim">{t.tape.breakpointsNote}</span>
      </header>
      {breakpoints.length > 0 && <BreakpointList breakpoints={breakpoints} />}
      {breakpoints.length === 0 && (
        <p className="dim">
          <RichText>{t.tape.breakpointsNone}</RichText>
        </p>
      )}
      <AddBreakpoint />
    </>
  );
}

function BreakpointList({ breakpoints }: { breakpoints: readonly Breakpoint[] }) {
  return (
    <>
      <ul className={styles.list}>
        {breakpoints.map((breakpoint) => {
          const words = wordsOf(breakpoint);
          return (
            <li key={words} className={styles.item}>
              <span className={styles.dot} aria-hidden="true" />
              <span className="grow break">{words}</span>
              <IconButton label={t.tape.remove(words)} icon="close" onClick={() => toggleBreakpoint(breakpoint)} />
            </li>
          );
        })}
      </ul>
      {breakpoints.length > 1 && (
        <Button variant="quiet" onClick={clearBreakpoints}>
          {t.tape.removeAll}
        </Button>
      )}
    </>
  );
}

function wordsOf(breakpoint: Breakpoint): string {
  const { breakAt } = t.tape;
  switch (breakpoint.kind) {
    case 'octet':
      return breakAt.octet(breakpoint.direction, breakpoint.offset);
    case 'state':
      return breakAt.state(t.states[breakpoint.state].name);
    case 'field':
      return breakAt.field(breakpoint.name);
    case 'refusal':
      return breakAt.refusal;
  }
}
