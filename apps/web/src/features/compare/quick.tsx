/** Compare as a strip in Play: shown once asked for, until Compare sends something else. */
import { lazy, Suspense } from 'react';
import { useTargets } from '../../session/actions/targets.ts';
import { compareHere, useQuick, useSentWrites } from '../../session/compare/compare.ts';
import { useComparison } from '../../session/compare/comparison.ts';
import { choicesOf } from '../../session/compare/server-choices.ts';
import { useCommand } from '../../session/state/commands.ts';
import { useLink } from '../../session/state/hooks.ts';
import { useIsAvailable } from './rows.ts';

const QuickServers = lazy(() => import('./quick-servers.tsx'));

export function QuickStrip() {
  const { writes } = useQuick();
  const sent = useComparison((state) => state.writes);
  const chosen = useComparison((state) => state.chosen);
  const choices = choicesOf(chosen, useTargets(), useIsAvailable());
  const linked = useLink().state === 'open';
  const able = useSentWrites() !== null && linked && choices.length > 0;
  const again = able ? () => compareHere(choices) : null;
  useCommand('compare.here', again);
  if (writes === null || sent !== writes) return null;
  return (
    <Suspense fallback={null}>
      <QuickServers again={again} />
    </Suspense>
  );
}
