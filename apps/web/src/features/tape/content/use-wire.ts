import type { Range } from '../../../../../../shared/octets.ts';
import type { ContentMap } from '../../../../../../shared/transcript/content.ts';
import type { Replay } from '../../../../../../shared/transcript/replay.ts';
import { stepAt } from '../../../../../../shared/transcript/step.ts';
import type { Direction } from '../../../../../../shared/transcript/stream.ts';
import { moveTo, select } from '../../../session/actions.ts';
import { usePosition, useSelection } from '../../../session/hooks.ts';
import { t } from '../../../text.ts';

/** How a text of content is tied to the wire. */
export interface Wire {
  /** The octet of the content at the cursor. */
  readonly lit: number | null;
  readonly selected: Range | null;
  /** The pointer is on these octets; null when it has left. */
  onPoint(range: Range | null): void;
  onChoose(offset: number): void;
  /** Where an octet stands, in words. */
  nameOf(offset: number): string;
}

/** Ties octets of the content to their octets on the wire: what is pointed at here is selected everywhere. */
export function useWire(replay: Replay, direction: Direction, map: ContentMap): Wire {
  const selection = useSelection();
  const step = stepAt(replay, usePosition());
  const within = (offset: number) => offset >= 0 && offset < map.length;
  return {
    lit: step?.kind === 'octet' && step.direction === direction ? map.contentOf(step.offset) : null,
    selected: selection?.direction === direction ? map.contentRange(selection.range) : null,
    onPoint: (range) =>
      select(range === null || !within(range.start) ? null : { direction, range: map.wireRange(range) }),
    onChoose: (offset) => {
      if (within(offset)) moveTo(replay.positionOf(direction, map.wireOf(offset)));
    },
    nameOf: (offset) => t.tape.contentPart(offset, map.wireOf(offset)),
  };
}

/** The same for decoded content: its octets have no single place on the wire, only all of them together have. */
export function asBlock(wire: Wire, length: number): Wire {
  return {
    lit: null,
    selected: null,
    onPoint: (range) => wire.onPoint(range === null ? null : { start: 0, end: length }),
    onChoose: () => wire.onChoose(0),
    nameOf: () => t.tape.contentBlock,
  };
}
