/** What the picker does: connects, and prepares the octets that demonstrate a shortcoming. */
import { type Choice, needsSecondClient, visitsOf } from '#shared/profiles/choices.ts';
import type { Shortcoming } from '#shared/profiles/shortcomings.ts';
import { DEFAULT_OPTIONS } from '#shared/servers/start-options.ts';
import { connect, report } from '../../session/actions/actions.ts';
import { useInputSource } from '../../session/handoff/input-source.ts';
import { offerPrepared } from '../../session/handoff/prepared-input.ts';
import { runCommand } from '../../session/state/commands.ts';
import { useStore } from '../../session/state/store.ts';

/** Connects to a server, and moves the focus to where octets are written. */
export function connectTo(id: string, close: () => void): void {
  close();
  void connect(id).then(report).then(toFeed);
}

/**
 * Connects, and puts octets that demonstrate a shortcoming into the terminal; the user decides whether to send them.
 * @param server the profile itself, or a patched one
 */
export async function trigger(
  server: string,
  choice: Choice,
  shortcoming: Shortcoming,
  close: () => void,
): Promise<void> {
  close();
  const before = useStore.getState().servers.find(({ id }) => id === server);
  const first = report(await connect(server));
  if (!first.ok) return;
  if (needsSecondClient(server, shortcoming)) {
    // A server that is already serving one client keeps the next waiting.
    if (before === undefined || before.busy === null) report(await connect(server));
    toTerminal();
    return;
  }
  const running = useStore.getState().servers.find(({ id }) => id === server)?.options;
  const [visit, ...then] = visitsOf(choice, shortcoming, running ?? DEFAULT_OPTIONS);
  // Whoever sees that Enter sends the octets can press it: the focus is there already.
  toTerminal(() => offerPrepared({ ...visit, then }));
}

/** Back to the terminal or the composer, whichever is shown. */
function toFeed(): void {
  setTimeout(() => runCommand(useInputSource.getState().source));
}

/** After the dialog has returned the focus. */
function toTerminal(then: () => void = () => undefined): void {
  setTimeout(() => {
    runCommand('terminal');
    then();
  });
}
