/** The actions of a step in WHY. */
import type { Direction, Reader } from '#shared/transcript/replay/stream.ts';
import type { Decided, ParserAction } from '#shared/transcript/view/step-actions.ts';
import { select } from '../../session/actions/actions.ts';
import { t } from '../../session/state/text.ts';
import { Fact } from './fact.tsx';
import styles from './why.module.css';

interface ActionsProps {
  actions: readonly ParserAction[];
  decided: Decided | null;
  direction: Direction;
  reader: Reader;
}

/** What was done, and the question that was decided along the way. */
export function Actions({ actions, decided, direction, reader }: ActionsProps) {
  if (actions.length === 0 && decided === null) return null;
  return (
    <>
      {decided !== null && (
        <Fact name={t.why.decided}>
          {t.why.decision(decided.by)} <code className={styles.id}>{decided.by}</code> <span aria-hidden="true">→</span>{' '}
          {t.states[decided.chosen].name}
        </Fact>
      )}
      {actions.length > 0 && (
        <Fact name={t.why.done}>
          <ul className={styles.deeds}>
            {actions.map((action) => (
              <li key={action.did}>
                <ActionWords action={action} direction={direction} reader={reader} />
              </li>
            ))}
          </ul>
        </Fact>
      )}
    </>
  );
}

function ActionWords({ action, direction, reader }: { action: ParserAction; direction: Direction; reader: Reader }) {
  const { words, text } = t.why.action(action, reader);
  if (text === undefined) return words;
  if (action.did !== 'closed') {
    return (
      <>
        {words} <code className={styles.text}>{text}</code>
      </>
    );
  }
  return (
    <>
      {words}{' '}
      <button type="button" className={styles.pick} onClick={() => select({ direction, range: action.range })}>
        {text}
      </button>
    </>
  );
}
