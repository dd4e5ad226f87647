/** The visit counter: who loaded which number when, and which visits were lost. */
import type { CounterStep, Visit } from '#shared/labs/lanes.ts';
import { t } from '../../../session/state/text.ts';
import { RichText } from '../../../ui/rich-text.tsx';
import styles from './concurrency.module.css';
import type { Drawn } from './drawn.ts';

const text = t.labs.concurrency;

interface RaceProps {
  readonly visits: readonly Visit[];
  readonly steps: readonly CounterStep[];
  readonly lost: number;
  readonly drawn: readonly Drawn[];
}

export function Race({ visits, steps, lost, drawn }: RaceProps) {
  const numbers = drawn.flat().map(({ lane }) => lane);
  const first = steps[0]?.at ?? 0;
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
        {steps.map(({ lane, at, what, value, lost: isLost }) => (
          <li key={`${lane} ${what}`} className={styles.visit}>
            <span className="note">{text.time(at - first)}</span>
            <span>{text.open(numbers[lane] ?? 0)}</span>
            <code>{text.raceStep[what](value)}</code>
            {isLost && <b className={styles.lost}>{text.raceAlready(value)}</b>}
          </li>
        ))}
      </ol>
      <p className="note">{text.raceNote}</p>
    </div>
  );
}
