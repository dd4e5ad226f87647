/** Hold: the strip above the waiting line, the dialog that sets the stops, and the keys (session/state/keys.ts). */
import type { StepUnit } from '#shared/hold/stops.ts';
import { report } from '../../session/actions/actions.ts';
import { arm, chooseStops, freeze, release, runHeld, stepHeld, useHolding } from '../../session/actions/holds.ts';
import { useCommand } from '../../session/state/commands.ts';

export { HoldDialog } from './dialog.tsx';
export { HoldStrip } from './strip.tsx';

/** What the Hold keys do, while they apply. */
export function HoldCommands() {
  const { can, status } = useHolding();
  const held = can && status?.held ? status : null;
  const step = (unit: StepUnit) => (held === null ? null : () => report(stepHeld(unit)));
  useCommand('hold.now', can && held === null ? () => report(arm(true)) : null);
  useCommand('hold.stops', () => chooseStops(true));
  useCommand('hold.octet', step('octet'));
  useCommand('hold.token', step('token'));
  useCommand('hold.line', step('line'));
  useCommand('hold.state', step('state'));
  useCommand('hold.run', held === null ? null : () => report(runHeld()));
  useCommand('hold.release', can && status !== null ? () => report(release()) : null);
  useCommand('hold.freeze', held === null ? null : () => report(freeze(!held.frozen)));
  return null;
}
