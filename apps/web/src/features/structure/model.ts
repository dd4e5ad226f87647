/** What the tree shows at a position: pure functions of replay, cursor and selection. */
import type { Range } from '#shared/base/octets.ts';
import type { Replay } from '#shared/transcript/replay/replay.ts';
import { stepAt } from '#shared/transcript/replay/step.ts';
import { Structure, type StructureRow, type StructureRows } from '#shared/transcript/view/structure.ts';
import type { Selection } from '../../session/state/store.ts';

/** One growing structure per replay. */
const structures = new WeakMap<Replay, Structure>();

function rowsOf(replay: Replay, toggled: ReadonlySet<string>): StructureRows {
  const structure = structures.get(replay) ?? new Structure(replay);
  structures.set(replay, structure);
  return structure.rows(toggled);
}

/** The visible rows, and which are lit and selected; −1 for none. */
export function treeOf(
  replay: Replay,
  position: number,
  selection: Selection | null,
  toggled: ReadonlySet<string>,
): { rows: StructureRows; lit: number; chosen: number } {
  const rows = rowsOf(replay, toggled);
  const chosen = selection === null ? -1 : selectedRow(rows, selection);
  return { rows, lit: litRow(rows, replay, position), chosen };
}

/** The row of the step just taken, −1 when it has none. */
function litRow(rows: StructureRows, replay: Replay, position: number): number {
  const step = stepAt(replay, position);
  if (step === null) return -1;
  if (step.kind === 'octet') {
    const refused = step.verdicts.find(({ level }) => level === 'reject');
    return refused === undefined ? rows.holding(step.direction, step.offset) : rows.ofVerdict(step.direction, refused);
  }
  return step.entry.kind === 'decision' ? rows.ofDecision(step.entry) : -1;
}

/** The row whose octets are selected; else the innermost one that holds the first of them. */
function selectedRow(rows: StructureRows, { direction, range }: Selection): number {
  const innermost = rows.holding(direction, range.start);
  let depth = Number.POSITIVE_INFINITY;
  for (let index = innermost; index >= 0 && depth > 0; index--) {
    const row = rows.at(index);
    if (row.depth >= depth) continue;
    depth = row.depth;
    if (row.range?.start === range.start && row.range.end === range.end) return index;
  }
  return innermost;
}

/** The octets a row stands for, or blames. */
export function octetsOf({ range, item }: StructureRow): Range | null {
  if (item.what !== 'verdict') return range;
  const { blame } = item.verdict;
  return blame.end > blame.start ? blame : null;
}

/** The position at which a row is complete, as far as it has come. */
export function endOf(replay: Replay, { range, item }: StructureRow): number {
  if (range !== null) return replay.positionOf(item.direction, range.end - 1);
  return 'steps' in item.known ? item.known.steps : replay.positionOf(item.direction, item.known.taken - 1);
}

/** Whether the cursor has reached this row. */
export function isReached(replay: Replay, { item }: StructureRow, position: number): boolean {
  const { known } = item;
  return position >= ('steps' in known ? known.steps : replay.positionOf(item.direction, known.taken - 1));
}
