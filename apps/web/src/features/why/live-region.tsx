/** Reads the step at the cursor to screen readers. Mounted once, whether or not WHY is shown. */
import { useEffect, useState } from 'react';
import { type Explanation, explainAt } from '#shared/transcript/view/explain.ts';
import { useIsLive, usePosition, useReplay } from '../../session/state/hooks.ts';
import { t } from '../../session/state/text.ts';
import { Live } from '../../ui/live.tsx';

/** The cursor must rest this long, so that holding a key down announces only where it stopped. */
const REST_MS = 450;

/**
 * Says the sentence of WHY once the cursor rests. While the page follows what comes, the waiting line speaks instead.
 */
export function StepLiveRegion() {
  const replay = useReplay();
  const position = usePosition();
  const live = useIsLive();
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (replay === null || live) return undefined;
    const timer = setTimeout(() => setSaid(wordsOf(explainAt(replay, position))), REST_MS);
    return () => clearTimeout(timer);
  }, [replay, position, live]);
  return <Live>{said}</Live>;
}

function wordsOf(explanation: Explanation): string {
  const problems = explanation.kind === 'empty' ? [] : explanation.verdicts.map(({ rule }) => t.rules[rule]);
  return [`${t.why.sentence(explanation)}.`, ...problems].join(' ');
}
