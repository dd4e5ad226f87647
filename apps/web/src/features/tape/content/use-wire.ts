/** The link from octets of the content to octets on the wire. */
import type { Range } from '#shared/base/octets.ts';
import { BlockMap, type CodedMap, type OctetMap } from '#shared/inflate/coded-map.ts';
import type { Replay } from '#shared/transcript/replay/replay.ts';
import { stepAt } from '#shared/transcript/replay/step.ts';
import type { Direction } from '#shared/transcript/replay/stream.ts';
import type { ContentMap } from '#shared/transcript/view/content.ts';
import { moveTo, select } from '../../../session/actions/actions.ts';
import { usePosition, useSelection } from '../../../session/state/hooks.ts';
import { t } from '../../../session/state/text.ts';

/** How a text of content is tied to the wire. */
export interface Wire {
  /** The octets of the content at the cursor: one, or those the compressed octet there decoded to. */
  readonly lit: Range | null;
  readonly selected: Range | null;
  /** The source of the copy that the pointed octets, else the lit ones, belong to. */
  readonly copied: Range | null;
  /** What was pointed at last, if that is not an octet on the wire; and whether the keys walk through it. */
  readonly pointed: Range | null;
  readonly walks: boolean;
  /** The pointer is on these octets; null when it has left. */
  onPoint(range: Range | null): void;
  onChoose(offset: number): void;
  /** Where an octet is, in words. */
  nameOf(offset: number): string;
}

/** Ties octets of the content to their octets on the wire: pointing here selects them everywhere. */
export function useWire(replay: Replay, direction: Direction, map: ContentMap): Wire {
  const selection = useSelection();
  const step = stepAt(replay, usePosition());
  const here = step?.kind === 'octet' && step.direction === direction ? map.contentOf(step.offset) : null;
  const within = (offset: number) => offset >= 0 && offset < map.length;
  return {
    lit: here === null ? null : { start: here, end: here + 1 },
    selected: selection?.direction === direction ? map.contentRange(selection.range) : null,
    copied: null,
    pointed: null,
    walks: false,
    onPoint: (range) =>
      select(range === null || !within(range.start) ? null : { direction, range: map.wireRange(range) }),
    onChoose: (offset) => {
      if (within(offset)) moveTo(replay.positionOf(direction, map.wireOf(offset)));
    },
    nameOf: (offset) => t.tape.contentPart(offset, map.wireOf(offset)),
  };
}

/** The same for decoded content, whose octets stand for compressed ones, which in turn have places on the wire. */
export function asDecoded(wire: Wire, map: OctetMap, symbols: CodedMap | null, pointed: Range | null): Wire {
  const decodedOf = (coded: Range | null) => (coded === null ? null : map.decodedRange(coded));
  const codedOf = (offset: number) => map.codedRange({ start: offset, end: offset + 1 });
  // A block lights up whole or not at all: lighting it whole says no more than its sentence does.
  const lit = map instanceof BlockMap ? null : decodedOf(wire.lit);
  const within = (offset: number) => offset >= 0 && offset < map.length;
  const shown = pointed ?? lit;
  return {
    lit,
    selected: decodedOf(wire.selected),
    copied: symbols === null || shown === null ? null : copiedBy(symbols, shown),
    pointed,
    walks: !(map instanceof BlockMap),
    onPoint: (range) => wire.onPoint(range === null || !within(range.end - 1) ? null : map.codedRange(range)),
    onChoose: (offset) => {
      if (within(offset)) wire.onChoose(codedOf(offset).start);
    },
    nameOf: (offset) => {
      if (symbols !== null && within(offset)) return t.inflate.symbol(symbols.originOf(offset));
      return map instanceof BlockMap || !within(offset)
        ? t.tape.contentBlock
        : t.inflate.through(offset, codedOf(offset));
    },
  };
}

/** The source of the first copy among these octets; null: none of them is a copy. */
function copiedBy(symbols: CodedMap, { start, end }: Range): Range | null {
  for (let at = start; at < end; ) {
    const { from, decoded } = symbols.originOf(at);
    if (from !== null) return from;
    at = decoded.end;
  }
  return null;
}
