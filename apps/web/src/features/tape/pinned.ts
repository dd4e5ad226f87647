import { useState } from 'react';
import type { Range } from '#shared/base/octets.ts';
import type { Replay } from '#shared/transcript/replay/replay.ts';
import type { Direction } from '#shared/transcript/replay/stream.ts';
import { select } from '../../session/actions/actions.ts';

/** Octets that stay selected wherever the pointer moves. */
export interface Pinned {
  readonly direction: Direction;
  readonly range: Range;
}

/** The octets selected by hand; another connection has none. */
export function usePinned(replay: Replay | null): [Pinned | null, (pinned: Pinned | null) => void] {
  const [held, hold] = useState<{ replay: Replay | null; pinned: Pinned | null }>({ replay, pinned: null });
  const pin = (pinned: Pinned | null) => {
    if (pinned === null && held.pinned !== null) select(null);
    hold({ replay, pinned });
  };
  return [held.replay === replay ? held.pinned : null, pin];
}
