import { LENIENCY_FACTS } from '../../../../../shared/http1/leniencies.ts';
import type { RequestLeniency } from '../../../../../shared/options.ts';
import { t } from '../../text.ts';
import { cx } from '../../ui/cx.ts';
import styles from './engine-options.module.css';

interface LeniencyRowProps {
  readonly name: RequestLeniency;
  readonly chosen: boolean;
  /** The mode has it anyway. */
  readonly always: boolean;
  readonly onChoose: (chosen: boolean) => void;
}

/** One leniency: its switch, its sentence, and what the RFC says of it where. */
export function LeniencyRow({ name, chosen, always, onChoose }: LeniencyRowProps) {
  const { section, stance } = LENIENCY_FACTS[name];
  const [, number, part] = /^RFC (\d+) §([\d.]+)$/.exec(section) ?? [];
  return (
    <li>
      <label className={styles.choice}>
        <input
          type="checkbox"
          checked={chosen || always}
          disabled={always}
          onChange={(event) => onChoose(event.target.checked)}
        />
        <span>
          <code className={styles.name}>{name}</code> {t.engineOptions.leniencies[name]}
        </span>
      </label>
      <span className={styles.section}>
        <a
          href={`https://www.rfc-editor.org/rfc/rfc${number}#section-${part}`}
          target="_blank"
          rel="noreferrer"
          title={t.engineOptions.section(section)}
        >
          {section}
        </a>
        <span className={cx(styles.stance, stance === 'breaks' && styles.breaks)}>
          {always ? t.engineOptions.always : t.engineOptions.stances[stance]}
        </span>
      </span>
    </li>
  );
}
