/** One growing row layout per replay and kind of row, brought up to date when somebody looks. */
import type { Replay } from '#shared/transcript/replay/replay.ts';
import { RowLayout, type RowShape } from '#shared/transcript/view/rows.ts';

interface Known {
  readonly layout: RowLayout;
  /** Version of the replay it holds. */
  version: number;
}

const known = new WeakMap<Replay, Map<boolean, Known>>();

/** The rows of a replay as it is now. The same object for the same replay, grown: memoise by `layout.version`. */
export function layoutOf(replay: Replay, shape: RowShape): RowLayout {
  const layouts = known.get(replay) ?? new Map<boolean, Known>();
  known.set(replay, layouts);
  const found = layouts.get(shape.lines) ?? { layout: new RowLayout(shape), version: -1 };
  layouts.set(shape.lines, found);
  const { layout } = found;
  if (found.version !== replay.version) {
    layout.update(replay);
    found.version = replay.version;
  }
  if (layout.shape.columns !== shape.columns) layout.reshape(shape);
  return layout;
}
