/** Chooses the message whose content is shown. */
import type { Message } from '#shared/transcript/replay/message-log.ts';
import type { Replay } from '#shared/transcript/replay/replay.ts';
import type { Direction } from '#shared/transcript/replay/stream.ts';
import { octetAt } from '../octet-at.ts';

export interface Chosen {
  readonly direction: Direction;
  readonly message: Message;
}

/** Whether any message has content, or is about to. */
export function hasContent(replay: Replay): boolean {
  return messagesOf(replay).some(({ message }) => carriesContent(message));
}

/** The message at the cursor if it has content, else the last before it that has, else the first. */
export function chosenMessage(replay: Replay, position: number): Chosen | null {
  const here = octetAt(replay, position);
  if (here?.message && carriesContent(here.message)) return { direction: here.direction, message: here.message };
  const all = messagesOf(replay)
    .filter(({ message }) => carriesContent(message))
    .map((one) => ({ ...one, at: replay.positionOf(one.direction, one.message.start) }))
    .sort((a, b) => a.at - b.at);
  return all.filter(({ at }) => at <= position).at(-1) ?? all[0] ?? null;
}

function messagesOf(replay: Replay): readonly Chosen[] {
  return (['in', 'out'] as const).flatMap((direction) =>
    replay.stream(direction).log.messages.map((message) => ({ direction, message })),
  );
}

function carriesContent({ head, end }: Message): boolean {
  if (head === null || head.framing.by === 'none') return false;
  return head.framing.by === 'length' ? head.framing.length > 0 && end !== head.end : true;
}
