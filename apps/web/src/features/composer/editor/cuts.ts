/** The cuts of the text as editor state: they move with the octets around them, and undo restores them. */
import { invertedEffects } from '@codemirror/commands';
import { type ChangeDesc, type EditorState, MapMode, StateEffect, StateField } from '@codemirror/state';
import { type Cut, cutsWithin, MOST_CUTS } from '#shared/composer/pieces.ts';

/** Replaces all cuts. */
export const setCuts = StateEffect.define<readonly Cut[]>({ map: mapCuts });

/** A cut moves with the octets it stands between; deleting either neighbour deletes it. */
function mapCuts(cuts: readonly Cut[], changes: ChangeDesc): readonly Cut[] {
  return cuts.flatMap((cut) => {
    const at = changes.mapPos(cut.at, 1, MapMode.TrackDel);
    return at === null ? [] : [{ ...cut, at }];
  });
}

export const cutsField = StateField.define<readonly Cut[]>({
  create: () => [],
  update(cuts, transaction) {
    let now = transaction.docChanged ? mapCuts(cuts, transaction.changes) : cuts;
    for (const effect of transaction.effects) if (effect.is(setCuts)) now = effect.value;
    return now === cuts ? cuts : cutsWithin(transaction.newDoc.length, now).slice(0, MOST_CUTS);
  },
});

/** Makes adding, moving and removing a cut undoable. */
export const undoableCuts = invertedEffects.of((transaction) => {
  const before = transaction.startState.field(cutsField);
  const after = transaction.state.field(cutsField);
  return before === after ? [] : [setCuts.of(before)];
});

/** Adds a cut, or removes the one already there. */
export function toggledCut(state: EditorState, at: number): readonly Cut[] {
  const cuts = state.field(cutsField);
  const others = cuts.filter((cut) => cut.at !== at);
  return others.length < cuts.length ? others : [...cuts, { at, pauseMs: 0 }];
}

/** The same cuts, one with another pause, or removed when that is null. */
export function withPause(state: EditorState, at: number, pauseMs: number | null): readonly Cut[] {
  return state.field(cutsField).flatMap((cut) => (cut.at !== at ? [cut] : pauseMs === null ? [] : [{ at, pauseMs }]));
}
