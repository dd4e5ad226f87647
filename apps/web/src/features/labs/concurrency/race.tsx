/** The visit counter: who loaded which number when, and which visits that lost. */
import type { Visit } from '../../../../../../shared/labs/lanes.ts';
import { t } from '../../../text.ts';
import { RichText } from '../../../ui/rich-text.tsx';
import styles from './concurrency.module.css';
import type { Drawn } from './drawn.ts';

const text = t.labs.concurrency;

interface RaceProps {
  readonly visits: readonly Visit[];
  readonly lost: number;
  readonly drawn: readonly Drawn[];
}

export function Race({ visits, lost, drawn }: RaceProps) {
  const numbers = drawn.flat().map(({ lane }) => lane);
  const first = visits[0]?.at ?? 0;
  return (
    <div className={styles.race} data-testid="race">
      <h3>{text.raceTitle}</h3>
      <p>
        <RichText>
          {visits.length === 0
            ? text.raceNone
            : lost > 0
              ? text.raceLost(lost, visits.length)
              : text.raceKept(visits.length)}
        </RichText>
      </p>
      <ol>
        {visits.map(({ lane, at, loaded, shared }) => (
          <li key={lane} className={styles.visit}>
            <span className={styles.dim}>{text.time(at - first)}</span>
            <span>{text.open(numbers[lane] ?? 0)}</span>
            <code>{text.raceRow(loaded)}</code>
            {shared && <b className={styles.lost}>{text.raceShared}</b>}
          </li>
        ))}
      </ol>
      <p className={styles.dim}>{text.raceNote}</p>
    </div>
  );
}
