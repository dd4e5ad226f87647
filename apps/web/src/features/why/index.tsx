/** WHY: what the step at the cursor means, in words. */

import type { Replay } from '#shared/transcript/replay/replay.ts';
import { explainAt } from '#shared/transcript/view/explain.ts';
import { usePosition, useReplay } from '../../session/state/hooks.ts';
import { t } from '../../session/state/text.ts';
import { Panel } from '../../ui/panel.tsx';
import { RichText } from '../../ui/rich-text.tsx';
import { Empty } from './empty.tsx';
import { EventFacts } from './event-facts.tsx';
import { OctetFacts } from './octet-facts.tsx';
import { Verdicts } from './verdicts.tsx';
import styles from './why.module.css';

export { StepVoice } from './voice.tsx';

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
