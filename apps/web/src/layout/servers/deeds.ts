/** What the picker does: connects, and makes the octets ready that show a shortcoming. */
import { needsSecondClient, writesOf } from '../../../../../shared/profiles/choices.ts';
import { DEFAULT_OPTIONS } from '../../../../../shared/profiles/os.ts';
import type { Shortcoming } from '../../../../../shared/profiles/shortcomings.ts';
import { connect, report } from '../../session/actions.ts';
import { runCommand } from '../../session/commands.ts';
import { offerOctets } from '../../session/offers.ts';
import { useStore } from '../../session/store.ts';

/** Connects the terminal to a server, and goes there. */
export function connectTo(id: string, close: () => void): void {
  close();
  void connect(id).then(report).then(toTerminal);
}

/** Connects, and puts what shows a shortcoming into the terminal: nothing is sent before somebody says so. */
export async function trigger(id: string, shortcoming: Shortcoming, close: () => void): Promise<void> {
  close();
  const first = report(await connect(id));
  if (!first.ok) return;
  if (needsSecondClient(id, shortcoming)) {
    report(await connect(id));
  } else {
    const running = useStore.getState().servers.find((server) => server.id === id)?.options;
    offerOctets({ writes: writesOf(shortcoming, running ?? DEFAULT_OPTIONS), after: shortcoming.after });
  }
  toTerminal();
}

/** After the dialog has given the focus back. */
function toTerminal(): void {
  setTimeout(() => runCommand('terminal'));
}
