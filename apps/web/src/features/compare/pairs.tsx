/** The octet of divergence for every pair; clicking a cell chooses its pair. */
import { divergenceOf } from '#shared/transcript/judge/compare.ts';
import { t } from '../../session/state/text.ts';
import styles from './pair.module.css';
import type { DoneRow } from './rows.ts';

interface PairsProps {
  readonly rows: readonly DoneRow[];
  readonly onPick: (a: string, b: string) => void;
}

export function Pairs({ rows, onPick }: PairsProps) {
  return (
    <details className={styles.pairs}>
      <summary>{t.compare.pairs}</summary>
      <p className="dim">{t.compare.pairsNote}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll container must be reachable by keyboard */}
      <section className={styles.grid} tabIndex={0} aria-label={t.compare.pairs}>
        <table>
          <thead>
            <tr>
              <td />
              {rows.slice(1).map(({ id, title }) => (
                <th key={id} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, -1).map((a, i) => (
              <tr key={a.id}>
                <th scope="row">{a.title}</th>
                {rows.slice(1).map((b, j) => (
                  <td key={b.id}>{j >= i && <Cell a={a} b={b} onPick={onPick} />}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}

function Cell({ a, b, onPick }: { a: DoneRow; b: DoneRow; onPick: PairsProps['onPick'] }) {
  const at = divergenceOf(a.outcome, b.outcome);
  return (
    <button
      type="button"
      className={styles.cell}
      aria-label={t.compare.pairCell(a.title, b.title, at)}
      onClick={() => onPick(a.id, b.id)}
    >
      {at ?? '–'}
    </button>
  );
}
