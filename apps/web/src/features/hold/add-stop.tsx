/** The form that adds a stop: a kind and its parameters. */
import { type FormEvent, useState } from 'react';
import { type Stop, sameStop } from '#shared/hold/stops.ts';
import { isToken } from '#shared/http1/grammar.ts';
import { requestTable } from '#shared/http1/leniencies.ts';
import { type Phase, STATES, type StateName } from '#shared/http1/table.ts';
import { toggleStop, useHolds } from '../../session/actions/holds.ts';
import { t } from '../../session/state/text.ts';
import { Button } from '../../ui/button.tsx';
import styles from './dialog.module.css';

const KINDS = ['octet', 'state', 'field', 'message'] as const;
type Kind = Stop['kind'];

/** The states the request machine can be in. */
const REQUEST_STATES = [...new Set(requestTable('rfc').rows.map(({ from }) => from))] as const;
const PHASES = [...new Set(REQUEST_STATES.map((state) => STATES[state]))] as readonly Phase[];

interface Form {
  readonly kind: Kind;
  readonly after: string;
  readonly name: string;
  readonly state: StateName;
}

const BLANK: Form = { kind: 'octet', after: '', name: '', state: 'field-name' };

/** `foreign`: the server does not speak HTTP, so there are no states. */
export function AddStop({ foreign }: { foreign: boolean }) {
  const stops = useHolds((holds) => holds.stops);
  const [form, setForm] = useState(BLANK);
  const change = (part: Partial<Form>) => setForm({ ...form, ...part });
  const made = stopOf(form);
  const taken = made !== null && stops.some((stop) => sameStop(stop, made));
  const add = (event: FormEvent) => {
    event.preventDefault();
    if (made === null || taken) return;
    toggleStop(made);
    change({ after: '', name: '' });
  };
  return (
    <form className={styles.form} onSubmit={add}>
      <select
        className={styles.field}
        aria-label={t.hold.kind}
        value={form.kind}
        onChange={(event) => change({ kind: KINDS.find((kind) => kind === event.target.value) ?? 'octet' })}
      >
        {(foreign ? (['octet'] as const) : KINDS).map((kind) => (
          <option key={kind} value={kind}>
            {t.hold.kinds[kind]}
          </option>
        ))}
      </select>
      <Particulars form={form} change={change} />
      <Button type="submit" disabled={made === null || taken}>
        {t.hold.add}
      </Button>
    </form>
  );
}

function Particulars({ form, change }: { form: Form; change: (part: Partial<Form>) => void }) {
  if (form.kind === 'message') return null;
  if (form.kind === 'state') return <StateChoice value={form.state} onChange={(state) => change({ state })} />;
  const octet = form.kind === 'octet';
  return (
    <input
      className={styles.field}
      aria-label={octet ? t.hold.octetField : t.hold.nameField}
      placeholder={octet ? t.hold.octetHint : t.hold.nameHint}
      spellCheck={false}
      autoComplete="off"
      value={octet ? form.after : form.name}
      onChange={(event) => change(octet ? { after: event.target.value } : { name: event.target.value })}
    />
  );
}

function StateChoice({ value, onChange }: { value: StateName; onChange: (state: StateName) => void }) {
  return (
    <select
      className={styles.field}
      aria-label={t.hold.stateField}
      value={value}
      onChange={(event) => onChange(REQUEST_STATES.find((one) => one === event.target.value) ?? value)}
    >
      {PHASES.map((phase) => (
        <optgroup key={phase} label={t.tape.phases[phase]}>
          {REQUEST_STATES.filter((state) => STATES[state] === phase).map((state) => (
            <option key={state} value={state}>
              {t.states[state].name}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  );
}

/** The stop the form describes, or null while it is incomplete. */
function stopOf({ kind, after, name, state }: Form): Stop | null {
  if (kind === 'message') return { kind };
  if (kind === 'state') return { kind, state };
  if (kind === 'field') {
    const lower = name.trim().toLowerCase();
    return isToken(lower) ? { kind, name: lower } : null;
  }
  const text = after.trim();
  const fits = /^(0x[0-9a-f]{1,12}|\d{1,15})$/i.test(text);
  return fits && Number(text) > 0 ? { kind, after: Number(text) } : null;
}
