/** The bar that pads a request to a chosen length. */
import type { Edit } from '#shared/composer/edits.ts';
import { type Padding, padTo, withoutPadding } from '#shared/composer/padding.ts';
import { t } from '../../session/state/text.ts';
import { IconButton } from '../../ui/button.tsx';
import styles from './toolbar.module.css';

interface PaddingBarProps {
  bytes: Uint8Array;
  onEdit: (edits: readonly Edit[]) => void;
  onClose: () => void;
}

/** Around a read size that many programs use. */
const LENGTHS = [1023, 1024, 1025] as const;
const SLIDER_MOST = 2100;

/** Brings the request to exactly this length with a visible field. */
export function PaddingBar({ bytes, onEdit, onClose }: PaddingBarProps) {
  const least = leastOf(bytes);
  const to = (length: number) => {
    const padding = padTo(bytes, length);
    if (padding.ok && padding.edits.length > 0) onEdit(padding.edits);
  };
  const without = withoutPadding(bytes);
  return (
    <fieldset
      className={styles.extra}
      aria-label={t.composer.pad}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <span>{t.composer.padTo}</span>
      <input
        type="range"
        className={styles.slider}
        aria-label={t.composer.padSlider}
        disabled={least === null}
        min={least ?? 0}
        max={Math.max(SLIDER_MOST, bytes.length)}
        value={bytes.length}
        onChange={(event) => to(event.target.valueAsNumber)}
      />
      <Lengths bytes={bytes} to={to} />
      {without.length > 0 && (
        <button type="button" className={styles.toggle} onClick={() => onEdit(without)}>
          {t.composer.unpad}
        </button>
      )}
      <IconButton label={t.composer.close} icon="close" onClick={onClose} />
      <span className={styles.said} role="status">
        {least === null ? t.composer.padRefused['no-head']() : ''}
      </span>
    </fieldset>
  );
}

function Lengths({ bytes, to }: { bytes: Uint8Array; to: (length: number) => void }) {
  return LENGTHS.map((length) => {
    const padding: Padding = padTo(bytes, length);
    return (
      <button
        key={length}
        type="button"
        className={styles.toggle}
        aria-pressed={bytes.length === length}
        disabled={!padding.ok}
        title={padding.ok ? undefined : refusal(padding)}
        onClick={() => to(length)}
      >
        {length}
      </button>
    );
  });
}

const refusal = (padding: Extract<Padding, { ok: false }>): string =>
  padding.why === 'no-head' ? t.composer.padRefused['no-head']() : t.composer.padRefused['too-short'](padding.least);

/** The slider's minimum: the current length, or that with the least padding. null: there is nowhere to pad. */
function leastOf(bytes: Uint8Array): number | null {
  const padding = padTo(bytes, 0);
  if (padding.ok) return 0;
  if (padding.why === 'no-head') return null;
  return Math.min(padding.least, bytes.length);
}
