/** The search bar of the tape. */
import type { KeyboardEvent } from 'react';
import { hexQuery } from '#shared/transcript/replay/find.ts';
import { t } from '../../../session/state/text.ts';
import { IconButton } from '../../../ui/button.tsx';
import { cx } from '../../../ui/cx.ts';
import styles from './bar.module.css';
import type { Finding, Wanted } from './use-finding.ts';

/** Enter and Shift+Enter go to the next and previous match, Escape closes the bar. */
export function FindBar({ finding, onClose }: { finding: Finding; onClose: () => void }) {
  const { wanted, matches, want, go } = finding;
  const wrong = wanted.hex && wanted.typed !== '' && hexQuery(wanted.typed) === null;
  const keyed = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') go(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') onClose();
  };
  return (
    <search className={styles.bar}>
      <Field wanted={wanted} wrong={wrong} onChange={(typed) => want({ typed })} onKeyDown={keyed} />
      <Toggle on={wanted.hex} label={t.tape.findAsHex} onChange={(hex) => want({ hex })} />
      {!wanted.hex && <MatchCase on={wanted.matchCase} onChange={(matchCase) => want({ matchCase })} />}
      <span className={styles.count} role="status">
        {countText(finding, wrong)}
      </span>
      <IconButton label={t.tape.findPrevious} icon="up" disabled={!matches?.count} onClick={() => go(-1)} />
      <IconButton label={t.tape.findNext} icon="down" disabled={!matches?.count} onClick={() => go(1)} />
      <IconButton label={t.tape.close} icon="close" onClick={onClose} />
    </search>
  );
}

interface FieldProps {
  wanted: Wanted;
  wrong: boolean;
  onChange: (typed: string) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

function Field({ wanted, wrong, onChange, onKeyDown }: FieldProps) {
  return (
    <input
      // biome-ignore lint/a11y/noAutofocus: the user has just asked for this field
      autoFocus
      className={styles.input}
      aria-label={t.tape.findLabel}
      aria-invalid={wrong}
      placeholder={wanted.hex ? t.tape.findHexHint : t.tape.findHint}
      spellCheck={false}
      autoComplete="off"
      value={wanted.typed}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={onKeyDown}
    />
  );
}

function countText({ wanted, matches, match }: Finding, wrong: boolean): string {
  if (wrong) return t.tape.notHex;
  if (matches === null || wanted.typed === '') return '';
  if (matches.count === 0) return t.tape.foundNone;
  return match === null ? t.tape.foundCount(matches.count) : t.tape.found(match.number + 1, matches.count);
}

interface ToggleProps {
  on: boolean;
  onChange: (on: boolean) => void;
}

function MatchCase(props: ToggleProps) {
  return <Toggle {...props} label="Aa" name={t.tape.matchCase} />;
}

function Toggle({ on, label, name, onChange }: ToggleProps & { label: string; name?: string }) {
  return (
    <button
      type="button"
      className={cx(styles.toggle, on && styles.on)}
      aria-pressed={on}
      aria-label={name}
      title={name}
      onClick={() => onChange(!on)}
    >
      {label}
    </button>
  );
}
