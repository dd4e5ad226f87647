/** Keys at line ends: Enter by policy, CR LF deleted as one, and the caret before CR LF rather than inside it. */
import { EditorState, type TransactionSpec } from '@codemirror/state';
import { type EditorView, type KeyBinding, keymap } from '@codemirror/view';
import { type Ending, endingOctets, otherEnding } from '#shared/base/endings.ts';
import { textOfOctets } from '#shared/composer/octet-text.ts';
import { useSettings } from '../../../session/state/settings.ts';
import { cutsField, setCuts, toggledCut, withPause } from './cuts.ts';
import { replaceSelection } from './input.ts';

/** A line of the text has to end somehow: where Enter sends nothing, it inserts CR LF here. */
const policy = (): Ending => {
  const { enter } = useSettings.getState();
  return enter === 'none' ? 'crlf' : enter;
};

function endLine(view: EditorView, ending: Ending): boolean {
  replaceSelection(view, textOfOctets(endingOctets(ending)), 'input.type');
  return true;
}

const isPair = (state: EditorState, at: number): boolean => at > 0 && state.sliceDoc(at - 1, at + 1) === '\r\n';

/** Deletes the CR LF that ends at or begins at the caret. */
function deletePair(view: EditorView, from: number): boolean {
  const { state } = view;
  if (!state.selection.main.empty || from < 0 || state.sliceDoc(from, from + 2) !== '\r\n') return false;
  view.dispatch({ changes: { from, to: from + 2 }, userEvent: 'delete', scrollIntoView: true });
  return true;
}

/** To the end of the line: before its CR LF. */
function toLineEnd(view: EditorView, extend: boolean): boolean {
  const { state } = view;
  const { head, anchor } = state.selection.main;
  const { to } = state.doc.lineAt(head);
  const end = isPair(state, to) ? to - 1 : to;
  view.dispatch({ selection: { anchor: extend ? anchor : end, head: end }, scrollIntoView: true, userEvent: 'select' });
  return true;
}

/** The pause of the cut at the caret. */
function changePause(view: EditorView, by: number): boolean {
  const at = view.state.selection.main.head;
  const cut = view.state.field(cutsField).find((one) => one.at === at);
  if (cut === undefined) return false;
  view.dispatch({ effects: setCuts.of(withPause(view.state, at, Math.max(0, cut.pauseMs + by))) });
  return true;
}

function cutAtCaret(view: EditorView): boolean {
  view.dispatch({ effects: setCuts.of(toggledCut(view.state, view.state.selection.main.head)) });
  return true;
}

const BINDINGS: readonly KeyBinding[] = [
  { key: 'Enter', run: (view) => endLine(view, policy()), shift: (view) => endLine(view, otherEnding(policy())) },
  { key: 'Backspace', run: (view) => deletePair(view, view.state.selection.main.head - 2) },
  { key: 'Delete', run: (view) => deletePair(view, view.state.selection.main.head) },
  { key: 'End', run: (view) => toLineEnd(view, false), shift: (view) => toLineEnd(view, true) },
  { key: 'Alt-ArrowUp', run: (view) => changePause(view, 10) },
  { key: 'Alt-ArrowDown', run: (view) => changePause(view, -10) },
];

/** By physical key, as everywhere on this page: Alt+X works as Alt+Ч too. */
const CUT: KeyBinding = {
  any: (view, event) => event.altKey && !event.ctrlKey && event.code === 'KeyX' && cutAtCaret(view),
};

export const lineKeys = keymap.of([CUT, ...BINDINGS]);

/** A click at a line end, or a move up or down to it, puts the caret before the CR LF; single steps may enter it. */
export const outOfPairs = EditorState.transactionFilter.of(
  (transaction): TransactionSpec | readonly TransactionSpec[] => {
    const { selection, startState: state } = transaction;
    if (selection === undefined || transaction.docChanged || !isPair(state, selection.main.head)) return transaction;
    const pointed = transaction.isUserEvent('select.pointer');
    if (!pointed && Math.abs(selection.main.head - state.selection.main.head) <= 1) return transaction;
    const head = selection.main.head - 1;
    return [
      transaction,
      { selection: { anchor: selection.main.empty ? head : selection.main.anchor, head }, sequential: true },
    ];
  },
);
