/** The engine's file as SOURCE shows it, kept scrolled to the lit line. */
import { type CSSProperties, type KeyboardEvent, memo, type RefObject, useEffect, useRef, useState } from 'react';
import type { StateName } from '#shared/http1/table.ts';
import { toggleBreakpoint } from '../../session/actions/actions.ts';
import { t } from '../../session/state/text.ts';
import { cx } from '../../ui/cx.ts';
import { CodeLine, RowLine, StateLine } from './line-list.tsx';
import styles from './listing.module.css';
import { GROUPS, type Group, START_LINE } from './model.ts';

/** `table`: rows in columns under the name of their state. `code`: every line as written. */
export type View = 'table' | 'code';

interface ListingProps {
  view: View;
  /** The line to light, 0 for none. */
  lit: number;
  /** No octet has been taken: the rows that wait for the first are shown. */
  rest: boolean;
  /** The state whose row was taken. */
  taken: StateName | null;
  breaks: ReadonlySet<StateName>;
}

const HEADINGS: readonly number[] = GROUPS.filter(({ state }) => state !== null).map(({ line }) => line);

/** The file. One tab stop; arrows move from state to state, Enter sets a breakpoint on entering a state. */
export function Listing({ view, lit, rest, taken, breaks }: ListingProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<number | null>(null);
  useFollow(scroller, lit, view);
  useRest(scroller, rest, view);
  const litHeading = HEADINGS.filter((line) => line <= lit).at(-1) ?? HEADINGS[0] ?? 0;
  const stop = focused ?? litHeading;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div
      ref={scroller}
      className={styles.listing}
      role="group"
      aria-label={t.source.label}
      onKeyDown={(event) => onHeadingKey(event, stop, setFocused, scroller)}
      onBlur={() => setFocused(null)}
    >
      {GROUPS.map((group) => (
        <GroupLines
          key={group.line}
          group={group}
          view={view}
          lit={group.items.some(({ line }) => line === lit) ? lit : 0}
          breaks={group.state !== null && breaks.has(group.state)}
          taken={group.state !== null && group.state === taken && group.line === litHeading}
          stop={group.line === stop}
        />
      ))}
    </div>
  );
}

interface GroupProps {
  group: Group;
  view: View;
  /** The lit line if it is one of these, else 0. */
  lit: number;
  breaks: boolean;
  taken: boolean;
  stop: boolean;
}

const GroupLines = memo(function GroupLines({ group, view, lit, breaks, taken, stop }: GroupProps) {
  const { state } = group;
  const headed = state !== null && view === 'table';
  const toggle = () => state !== null && toggleBreakpoint({ kind: 'state', state });
  return (
    <div
      className={cx((headed || view === 'code') && styles.group, headed && styles.headed)}
      style={{ '--lines': group.items.length } as CSSProperties}
    >
      {headed && (
        <StateLine state={state} line={group.line} breaks={breaks} taken={taken} stop={stop} onToggle={toggle} />
      )}
      {group.items.map((item) =>
        item.kind === 'row' && view === 'table' ? (
          <RowLine key={item.line} item={item} lit={item.line === lit} breaks={breaks} onToggle={toggle} />
        ) : (
          <CodeLine key={item.line} item={item} lit={item.line === lit} breaks={breaks} wrap={view === 'table'} />
        ),
      )}
    </div>
  );
});

/** Up and down between the state headings. */
function onHeadingKey(
  event: KeyboardEvent,
  stop: number,
  setFocused: (line: number) => void,
  scroller: RefObject<HTMLDivElement | null>,
): void {
  const way = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  const next = HEADINGS[HEADINGS.indexOf(stop) + way];
  if (way === 0 || next === undefined || !(event.target instanceof HTMLButtonElement)) return;
  event.preventDefault();
  setFocused(next);
  scroller.current?.querySelector<HTMLElement>(`[data-heading="${next}"]`)?.focus();
}

/** Scrolls the rows of the first state to the top, below its name. */
function useRest(scroller: RefObject<HTMLDivElement | null>, rest: boolean, view: View): void {
  useEffect(() => {
    const list = scroller.current;
    const row = list?.querySelector<HTMLElement>(`[data-view="${view}"][data-line="${START_LINE}"]`);
    if (!rest || list === null || row === null || row === undefined) return;
    list.scrollTop += topIn(list, row) - row.offsetHeight * 2;
  }, [scroller, rest, view]);
}

/** How far a line is below the top edge of the listing, px. */
function topIn(list: HTMLElement, line: HTMLElement): number {
  return line.getBoundingClientRect().top - list.getBoundingClientRect().top;
}

/** Pixels kept visible above and below the lit one. */
const CONTEXT = 52;

/** Scrolls the lit line into view; does nothing if it already is. */
function useFollow(scroller: RefObject<HTMLDivElement | null>, lit: number, view: View): void {
  useEffect(() => {
    const list = scroller.current;
    const line = lit === 0 ? null : list?.querySelector<HTMLElement>(`[data-view="${view}"][data-line="${lit}"]`);
    if (list === null || line === null || line === undefined) return;
    const top = topIn(list, line);
    const below = list.clientHeight - top - line.offsetHeight;
    if (top < CONTEXT || below < Math.min(CONTEXT, list.clientHeight / 4)) {
      list.scrollTop += top - Math.max(CONTEXT, list.clientHeight * 0.4);
    }
  }, [scroller, lit, view]);
}
