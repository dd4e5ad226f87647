/** What the terminal would send at the next Enter, for whoever predicts what would come of it. */

import { endingOctets } from '#shared/base/endings.ts';
import { concat, utf8 } from '#shared/base/octets.ts';
import { parseLine } from '#shared/terminal/commands.ts';
import { endingOf, type InputState } from '#shared/terminal/discipline.ts';
import { heldWrites } from '#shared/terminal/held.ts';
import { setUnsent } from '../../session/handoff/pending-input.ts';
import { useSettings } from '../../session/state/settings.ts';

/** A line that is no text of a request (a command, a fault in one) sends nothing; an empty one is not begun. */
export function tellUnsent({ line, held }: InputState): void {
  if (held !== null) {
    setUnsent('terminal', heldWrites(held.paste));
    return;
  }
  const parsed = parseLine(line.text);
  const octets =
    line.text !== '' && parsed.is === 'text'
      ? [concat([utf8(parsed.text), endingOctets(endingOf('usual', useSettings.getState().enter))])]
      : [];
  setUnsent('terminal', octets);
}
