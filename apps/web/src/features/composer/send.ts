/** Sending what is written: on the connection shown, or on a new one to the same server if that has ended. */
import { type Cut, cutsEverywhere, cutsWithin, piecesOf } from '#shared/composer/pieces.ts';
import { rememberSent } from '#shared/composer/sent.ts';
import { cancelSend, connect, report, send } from '../../session/actions/actions.ts';
import { readNow } from '../../session/state/hooks.ts';
import { canSend, summaryOf } from '../../session/state/lane-state.ts';
import type { Lane } from '../../session/state/store.ts';
import type { Written } from './editor/editor.ts';
import { useComposerMemory } from './memory.ts';

/** The cuts of a send: those in the text, and those of "everywhere". null: too many. */
export function cutsOf({ bytes, cuts }: Written, everywhere: boolean, eachPause: number): readonly Cut[] | null {
  if (!everywhere) return cuts;
  const every = cutsEverywhere(bytes.length, eachPause);
  // A cut in the text keeps its own pause.
  return every === null ? null : cutsWithin(bytes.length, [...every, ...cuts]);
}

/** Whether the server still reads what is sent on this lane. */
export function takesOctets(lane: Lane | null): boolean {
  return lane !== null && canSend(lane) && summaryOf(lane).state !== 'server-closed';
}

/** Writes all pieces. A refusal is shown, and nothing is kept for later. */
export async function sendWritten(written: Written): Promise<void> {
  const { everywhere, eachPause } = useComposerMemory.getState();
  const cuts = cutsOf(written, everywhere, eachPause);
  if (written.bytes.length === 0 || cuts === null) return;
  if (!takesOctets(readNow().lane) && !report(await connect()).ok) return;
  const { lane, replay } = readNow();
  const from = replay?.sent ?? 0;
  if (!report(send(written.bytes, cuts)).ok || lane === null) return;
  let end = 0;
  const ends = piecesOf(written.bytes, cuts).map(({ bytes }) => {
    end += bytes.length;
    return end;
  });
  const composition = { bytes: written.bytes, cuts: written.cuts };
  useComposerMemory.setState(({ sent }) => ({
    sent: rememberSent(sent, composition),
    sending: { lane: lane.info.lane, from, ends, stopped: false },
  }));
}

/** Drops the pieces not yet written. */
export function stopSending(): void {
  if (!report(cancelSend()).ok) return;
  useComposerMemory.setState(({ sending }) => ({ sending: sending === null ? null : { ...sending, stopped: true } }));
}
