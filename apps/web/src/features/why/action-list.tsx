/** The actions of a step in WHY. */
import type { Direction, Reader } from '#shared/transcript/replay/stream.ts';
import type { Decided, Deed } from '#shared/transcript/view/step-actions.ts';
import { select } from '../../session/actions/actions.ts';
import { t } from '../../session/state/text.ts';
import { Fact } from './fact.tsx';
import styles from './why.module.css';

interface DeedsProps {
  deeds: readonly Deed[];
  decided: Decided | null;
  direction: Direction;
  reader: Reader;
}

/** What was done, and the question that was decided along the way. */
export function Deeds({ deeds, decided, direction, reader }: DeedsProps) {
  if (deeds.length === 0 && decided === null) return null;
  return (
    <>
      {decided !== null && (
        <Fact name={t.why.decided}>
          {t.why.decision(decided.by)} <code className={styles.id}>{decided.by}</code> <span aria-hidden="true">→</span>{' '}
          {t.states[decided.chosen].name}
        </Fact>
      )}
      {deeds.length > 0 && (
        <Fact name={t.why.done}>
          <ul className={styles.deeds}>
            {deeds.map((deed) => (
              <li key={deed.did}>
                <DeedWords deed={deed} direction={direction} reader={reader} />
              </li>
            ))}
          </ul>
        </Fact>
      )}
    </>
  );
}

function DeedWords({ deed, direction, reader }: { deed: Deed; direction: Direction; reader: Reader }) {
  const { words, text } = t.why.deed(deed, reader);
  if (text === undefined) return words;
  if (deed.did !== 'closed') {
    return (
      <>
        {words} <code className={styles.text}>{text}</code>
      </>
    );
  }
  return (
    <>
      {words}{' '}
      <button type="button" className={styles.pick} onClick={() => select({ direction, range: deed.range })}>
        {text}
      </button>
    </>
  );
}
