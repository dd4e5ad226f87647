/** The bar that goes to an offset. */
import { type FormEvent, useState } from 'react';
import type { Replay } from '#shared/transcript/replay/replay.ts';
import type { Direction } from '#shared/transcript/replay/stream.ts';
import { moveTo } from '../../../session/actions/actions.ts';
import { readNow } from '../../../session/state/hooks.ts';
import { t } from '../../../session/state/text.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { cx } from '../../../ui/cx.ts';
import { octetAt } from '../octet-at.ts';
import styles from './bar.module.css';

/** Goes to an octet by its offset, decimal or hexadecimal, in one direction. */
export function GoToBar({ replay, onClose }: { replay: Replay; onClose: () => void }) {
  const [typed, setTyped] = useState('');
  const [direction, setDirection] = useState<Direction>(directionNow);
  const stream = replay.stream(direction);
  const at = (parseOffset(typed) ?? Number.NaN) - stream.base;
  const fits = at >= 0 && at < stream.length;
  const wrong = typed.trim() !== '' && !fits;
  const go = (event: FormEvent) => {
    event.preventDefault();
    if (!fits) return;
    moveTo(replay.positionOf(direction, at));
    onClose();
  };
  return (
    <form className={styles.bar} onSubmit={go} onKeyDown={(event) => event.key === 'Escape' && onClose()}>
      <OffsetField value={typed} wrong={wrong} onChange={setTyped} />
      <DirectionChoice value={direction} onChange={setDirection} />
      <span className={styles.count} role="status">
        {wrong ? t.tape.goToOutside(stream.length) : ''}
      </span>
      <Button type="submit" disabled={!fits}>
        {t.tape.go}
      </Button>
      <IconButton label={t.tape.close} icon="close" onClick={onClose} />
    </form>
  );
}

function OffsetField(props: { value: string; wrong: boolean; onChange: (typed: string) => void }) {
  return (
    <label className="row dim nowrap">
      {t.tape.goTo}
      <input
        // biome-ignore lint/a11y/noAutofocus: the user has just asked for this field
        autoFocus
        className={cx(styles.input, styles.short)}
        aria-invalid={props.wrong}
        placeholder={t.tape.goToHint}
        spellCheck={false}
        autoComplete="off"
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </label>
  );
}

export function DirectionChoice({ value, onChange }: { value: Direction; onChange: (direction: Direction) => void }) {
  return (
    <select
      className={styles.select}
      aria-label={t.tape.directionLabel}
      value={value}
      onChange={(event) => onChange(event.target.value === 'out' ? 'out' : 'in')}
    >
      {(['in', 'out'] as const).map((direction) => (
        <option key={direction} value={direction}>
          {t.tape.directions[direction].arrow} {t.tape.directions[direction].name}
        </option>
      ))}
    </select>
  );
}

/** The direction of the octet at the cursor. */
export function directionNow(): Direction {
  const { replay, position } = readNow();
  return (replay === null ? null : octetAt(replay, position))?.direction ?? 'in';
}

/** A decimal number, or a hexadecimal one after `0x`. */
export function parseOffset(typed: string): number | null {
  const text = typed.trim();
  if (/^0x[0-9a-f]{1,12}$/i.test(text)) return Number.parseInt(text.slice(2), 16);
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}
