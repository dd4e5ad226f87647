import type { EventExplanation } from '#shared/transcript/view/explain.ts';
import { t } from '../../session/state/text.ts';
import { Fact, Rules, State } from './fact.tsx';
import styles from './why.module.css';

/** What there is to know about a step that was no octet. */
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
