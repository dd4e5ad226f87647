import type { OctetExplanation } from '#shared/transcript/view/explain.ts';
import { select } from '../../session/actions/actions.ts';
import { t } from '../../session/state/text.ts';
import { Fact } from './fact.tsx';
import styles from './why.module.css';

/** The token as it grows, and how much of content is still to come. */
export function Growing({ explanation: { step, soFar, progress } }: { explanation: OctetExplanation }) {
  const { token, offset, direction } = step;
  return (
    <>
      {soFar !== null && token !== null && (
        <Fact name={t.why.soFar}>
          <button
            type="button"
            className={styles.pick}
            onClick={() => select({ direction, range: { start: token.start, end: offset + 1 } })}
          >
            {soFar.hidden > 0 && '…'}
            {soFar.text}
          </button>{' '}
          <span className="dim">{t.why.soFarOctets(soFar)}</span>
        </Fact>
      )}
      {progress !== null && (
        <Fact name={t.why.left}>
          <span className={styles.left}>
            {t.why.progress(progress)}
            <span className={styles.bar} aria-hidden="true">
              <i style={{ width: `${(100 * progress.taken) / progress.total}%` }} />
            </span>
          </span>
        </Fact>
      )}
    </>
  );
}
