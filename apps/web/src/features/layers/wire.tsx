import type { Header } from '#shared/layers/layers.ts';
import { t } from '../../session/state/text.ts';
import { cx } from '../../ui/cx.ts';
import styles from './layers.module.css';

interface WireProps {
  /** From the innermost to the outermost. */
  headers: readonly Header[];
  /** Of the application. */
  octets: number;
}

/** What stands on the wire, the outermost header first: what was captured is solid, what is inferred is dashed. */
export function Wire({ headers, octets }: WireProps) {
  const { source } = t.layers;
  return (
    <ol className={styles.wire} aria-label={t.layers.onTheWire}>
      {[...headers].reverse().map(({ layer, protocol, octets: count, open }) => (
        <li
          key={layer}
          className={cx(styles.piece, styles.inferred)}
          title={t.layers.headerTitle(protocol, count, open, source.inferred)}
        >
          {t.layers.headerOf(protocol, count, open)}
        </li>
      ))}
      {octets > 0 && (
        <li className={cx(styles.piece, styles.captured)} title={t.layers.payloadTitle(octets, source.captured)}>
          {t.layers.payload(octets)}
        </li>
      )}
    </ol>
  );
}
