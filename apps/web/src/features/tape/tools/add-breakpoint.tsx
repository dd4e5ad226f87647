/** The form in the breakpoints dialog. */
import { type FormEvent, useState } from 'react';
import { isToken } from '#shared/http1/grammar.ts';
import { type Phase, STATES, type StateName } from '#shared/http1/table.ts';
import type { Breakpoint } from '#shared/transcript/replay/navigate.ts';
import type { Direction } from '#shared/transcript/replay/stream.ts';
import { sameBreakpoint, toggleBreakpoint } from '../../../session/actions/actions.ts';
import { useBreakpoints } from '../../../session/state/hooks.ts';
import { t } from '../../../session/state/text.ts';
import { Button } from '../../../ui/button.tsx';
import bar from './bar.module.css';
import styles from './breakpoints.module.css';
import { DirectionChoice, parseOffset } from './go-to-bar.tsx';

const KINDS = ['field', 'state', 'refusal', 'octet'] as const;
type Kind = (typeof KINDS)[number];

const ALL_STATES = Object.keys(STATES) as StateName[];
const PHASES = [...new Set(Object.values(STATES))] as Phase[];

interface Form {
  readonly kind: Kind;
  readonly field: string;
  readonly state: StateName;
  readonly offset: string;
  readonly direction: Direction;
}

const BLANK: Form = { kind: 'field', field: '', state: 'field-start', offset: '', direction: 'in' };

/** The form that adds a breakpoint: a kind and its parameters. */
export function AddBreakpoint() {
  const [form, setForm] = useState(BLANK);
  const change = (part: Partial<Form>) => setForm({ ...form, ...part });
  const made = breakpointOf(form);
  const taken = useBreakpoints().some((one) => made !== null && sameBreakpoint(one, made));
  const add = (event: FormEvent) => {
    event.preventDefault();
    if (made !== null && !taken) toggleBreakpoint(made);
  };
  return (
    <form className={styles.form} onSubmit={add}>
      <KindChoice value={form.kind} onChange={(kind) => change({ kind })} />
      <Particulars form={form} change={change} />
      <Button type="submit" disabled={made === null || taken}>
        {t.tape.add}
      </Button>
    </form>
  );
}

function KindChoice({ value, onChange }: { value: Kind; onChange: (kind: Kind) => void }) {
  return (
    <select
      className={bar.select}
      aria-label={t.tape.breakOn}
      value={value}
      onChange={(event) => onChange(KINDS.find((one) => one === event.target.value) ?? value)}
    >
      {KINDS.map((one) => (
        <option key={one} value={one}>
          {t.tape.breakKinds[one]}
        </option>
      ))}
    </select>
  );
}

function Particulars({ form, change }: { form: Form; change: (part: Partial<Form>) => void }) {
  const { tape } = t;
  const { kind, field, state, offset, direction } = form;
  if (kind === 'refusal') return null;
  if (kind === 'state') return <StateChoice value={state} onChange={(next) => change({ state: next })} />;
  if (kind === 'field') {
    const onChange = (next: string) => change({ field: next });
    return <TextField label={tape.breakField} hint={tape.breakFieldHint} value={field} onChange={onChange} />;
  }
  const onChange = (next: string) => change({ offset: next });
  return (
    <>
      <TextField label={tape.breakOctet} hint={tape.goToHint} value={offset} onChange={onChange} />
      <DirectionChoice value={direction} onChange={(next) => change({ direction: next })} />
    </>
  );
}

/** The breakpoint the form describes, or null while it is incomplete. */
function breakpointOf({ kind, field, state, offset, direction }: Form): Breakpoint | null {
  if (kind === 'refusal') return { kind };
  if (kind === 'state') return { kind, state };
  if (kind === 'field') {
    const name = field.trim().toLowerCase();
    return isToken(name) ? { kind, name } : null;
  }
  const at = parseOffset(offset);
  return at === null ? null : { kind, direction, offset: at };
}

function TextField(props: { label: string; hint: string; value: string; onChange: (value: string) => void }) {
  return (
    <input
      className={bar.input}
      aria-label={props.label}
      placeholder={props.hint}
      spellCheck={false}
      autoComplete="off"
      value={props.value}
      onChange={(event) => props.onChange(event.target.value)}
    />
  );
}

/** The states of the table, grouped by the part of a message they belong to. */
function StateChoice({ value, onChange }: { value: StateName; onChange: (state: StateName) => void }) {
  return (
    <select
      className={bar.select}
      aria-label={t.tape.breakState}
      value={value}
      onChange={(event) => onChange(ALL_STATES.find((one) => one === event.target.value) ?? value)}
    >
      {PHASES.map((phase) => (
        <optgroup key={phase} label={t.tape.phases[phase]}>
          {ALL_STATES.filter((state) => STATES[state] === phase).map((state) => (
            <option key={state} value={state}>
              {t.states[state].name}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  );
}
