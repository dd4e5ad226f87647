/** WHY: what the step at the cursor means, in words. */
import type { Replay } from '#shared/transcript/replay/replay.ts';
import { type EventExplanation, explainAt, type OctetExplanation } from '#shared/transcript/view/explain.ts';
import { select } from '../../session/actions/actions.ts';
import { usePosition, useReplay } from '../../session/state/hooks.ts';
import { t } from '../../session/state/text.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { Panel } from '../../ui/panel.tsx';
import { RichText } from '../../ui/rich-text.tsx';
import { Fact, Rules, State } from './fact.tsx';
import { OctetFacts } from './octet-facts.tsx';
import { Verdicts } from './verdicts.tsx';
import styles from './why.module.css';

export { StepLiveRegion } from './live-region.tsx';

export function Why() {
  const replay = useReplay();
  const position = usePosition();
  return (
    <Panel title={t.why.title}>
      {replay === null ? <Empty steps={false} /> : <Step replay={replay} position={position} />}
    </Panel>
  );
}

function Step({ replay, position }: { replay: Replay; position: number }) {
  const explanation = explainAt(replay, position);
  if (explanation.kind === 'empty') return <Empty steps={explanation.steps} />;
  return (
    <div className={styles.why}>
      <h3 className={styles.title}>{t.why.sentence(explanation)}</h3>
      <p className={styles.words}>
        <RichText>{t.why.paragraph(explanation)}</RichText>
      </p>
      <Verdicts replay={replay} explanation={explanation} />
      {explanation.kind === 'octet' ? (
        <OctetFacts explanation={explanation} />
      ) : (
        <EventFacts explanation={explanation} />
      )}
    </div>
  );
}

/** Before the first step: what this panel is for, and how to start. */
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

/** Everything known about a step that was not an octet. */
export function EventFacts({
  explanation: { step, rules, inbound, outbound, reader },
}: {
  explanation: EventExplanation;
}) {
  const { before, after, entry } = step;
  const sums = entry.at === 'server' ? ([inbound, outbound] as const) : ([outbound, inbound] as const);
  return (
    <dl className={styles.facts}>
      <Fact name={t.judgement.state[reader]}>
        {before === after ? (
          <State state={after} />
        ) : (
          <>
            <State state={before} /> <span aria-hidden="true">→</span> <State state={after} />
          </>
        )}
      </Fact>
      <Rules rules={rules} />
      <Fact name={t.why.soFar}>{(entry.kind === 'hold' ? t.hold.sums : t.why.sums)(...sums)}</Fact>
    </dl>
  );
}

/** The token so far, and how much of the content is still to come. */
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
