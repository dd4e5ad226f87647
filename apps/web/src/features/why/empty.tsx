import { t } from '../../session/state/text.ts';
import { Kbd } from '../../ui/kbd.tsx';
import styles from './why.module.css';

/** Before the first step: what this place is for, and how to get going. */
export function Empty({ steps }: { steps: boolean }) {
  const { emptyTitle, emptyNothing, emptyBefore, emptyKeys } = t.why;
  return (
    <div className={styles.why}>
      <h3 className={styles.title}>{steps ? emptyTitle : t.why.emptyNoSteps}</h3>
      <p className={styles.words}>{steps ? emptyBefore : emptyNothing}</p>
      <dl className={styles.keys}>
        {emptyKeys.map(({ keys, does }) => (
          <div key={does}>
            <dt>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
