/** The card of a state in the diagram. */
import { Popover } from 'radix-ui';
import { type RefObject, useEffect, useRef } from 'react';
import type { Table } from '#shared/http1/machine.ts';
import { ruleOf } from '#shared/http1/rules.ts';
import { holds, type Row, refuses, rowId, type StateName } from '#shared/http1/table.ts';
import { toggleBreakpoint } from '../../session/actions/actions.ts';
import { useBreakpoints } from '../../session/state/hooks.ts';
import { t } from '../../session/state/text.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { RichText } from '../../ui/rich-text.tsx';
import styles from './state-card.module.css';

interface StateCardProps {
  state: StateName | null;
  table: Table;
  frame: RefObject<HTMLDivElement | null>;
  onClose: () => void;
}

/** A state in words, with all its rows: what leads on and what is refused. */
export function StateCard({ state, table, frame, onClose }: StateCardProps) {
  const { node, anchor } = useAnchor(state, frame);
  return (
    <Popover.Root open={state !== null} onOpenChange={(open) => !open && onClose()}>
      <Popover.Anchor virtualRef={anchor} />
      <Popover.Portal>
        <Popover.Content
          className={styles.card}
          side="bottom"
          sideOffset={6}
          collisionPadding={8}
          data-own-keys=""
          aria-label={state === null ? undefined : t.states[state].name}
          onOpenAutoFocus={focusItself}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            const element = node();
            if (element instanceof SVGElement) element.focus();
          }}
        >
          {state !== null && <Card state={state} table={table} onClose={onClose} />}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** The node the card belongs to. */
function useAnchor(state: StateName | null, frame: StateCardProps['frame']) {
  // While the card closes there is no state any more, but the focus still needs its way back.
  const last = useRef(state);
  useEffect(() => {
    if (state !== null) last.current = state;
  }, [state]);
  const node = () => frame.current?.querySelector(`[data-node="${state ?? last.current}"]`) ?? frame.current;
  const anchor = { current: { getBoundingClientRect: () => node()?.getBoundingClientRect() ?? new DOMRect() } };
  return { node, anchor };
}

/** Not its first button: the words come first. */
function focusItself(event: Event): void {
  event.preventDefault();
  if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
}

function Card({ state, table, onClose }: { state: StateName; table: Table; onClose: () => void }) {
  const breaks = useBreakpoints().some((one) => one.kind === 'state' && one.state === state);
  const rows = table.rows.filter((row) => row.from === state && holds(row, table.leniencies));
  return (
    <>
      <header className={styles.cardHeader}>
        <h3>
          {t.states[state].name} <code>{state}</code>
        </h3>
        <IconButton label={t.diagram.close} icon="close" onClick={onClose} />
      </header>
      <p className={styles.cardWords}>
        <RichText>{t.states[state].doing}</RichText>
      </p>
      <Button
        className={styles.cardBreak}
        aria-pressed={breaks}
        onClick={() => toggleBreakpoint({ kind: 'state', state })}
      >
        <span className={cx(styles.dot, breaks && styles.set)} aria-hidden="true" />
        {breaks ? t.diagram.unbreak : t.diagram.break}
      </Button>
      <Rows name={t.diagram.leads} rows={rows.filter((row) => !refuses(row))} />
      <Rows name={t.diagram.refuses} rows={rows.filter(refuses)} />
    </>
  );
}

function Rows({ name, rows }: { name: string; rows: readonly Row[] }) {
  if (rows.length === 0) return null;
  return (
    <section>
      <h4 className={styles.cardName}>{name}</h4>
      <ul className={styles.rows}>
        {rows.map((row) => (
          <li key={rowId(row)}>
            <code title={t.why.className[row.on]}>{t.diagram.symbol(row.on)}</code>
            <span>
              {refuses(row) ? `${t.rules[row.rule]} ${ruleOf(row.rule).section}` : leadsTo(row)}
              {row.when !== undefined && <b className="warn strong"> {t.diagram.when([row.when].flat())}</b>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function leadsTo({ to }: Row): string {
  if (typeof to === 'string') return `→ ${t.states[to].name}`;
  return t.diagram.chooses(
    to.by,
    to.of.map((state) => t.states[state].name),
  );
}
