/** Octets in hexadecimal, sixteen to a line, with their characters beside them. */
import { glyph, hex } from '#shared/base/octets.ts';
import { t } from '../../../session/state/text.ts';
import { Scrolled } from '../parts/scrolled.tsx';
import styles from './answer.module.css';

const WIDTH = 16;
const MOST = 4096;

export function HexLines({ bytes }: { bytes: Uint8Array }) {
  const shown = bytes.subarray(0, MOST);
  const lines: string[] = [];
  for (let at = 0; at < shown.length; at += WIDTH) lines.push(line(shown, at));
  return (
    <>
      {bytes.length > MOST && <p className={styles.note}>{t.clientPlace.cutText(MOST, bytes.length)}</p>}
      <Scrolled label={t.clientPlace.views.octets} className={styles.pre}>
        {lines.join('\n')}
      </Scrolled>
    </>
  );
}

function line(bytes: Uint8Array, at: number): string {
  const row = [...bytes.subarray(at, at + WIDTH)];
  const digits = row
    .map(hex)
    .join(' ')
    .padEnd(WIDTH * 3 - 1);
  return `${String(at).padStart(6)}  ${digits}  ${row.map(glyph).join('')}`;
}
