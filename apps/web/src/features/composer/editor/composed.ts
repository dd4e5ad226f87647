/**
 * Text under composition by an input method stays in the document as characters until it is final, because changing it
 * would interrupt the method at every key; then it becomes octets.
 */
import { Annotation, type EditorState, StateField } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { encodeTyped } from '#shared/composer/octet-text.ts';

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Marks the change that turns them into octets. */
const settling = Annotation.define<true>();

/** Where the characters stand that are not octets yet. */
export const composedField = StateField.define<Span | null>({
  create: () => null,
  update(span, transaction) {
    if (transaction.annotation(settling)) return null;
    if (!transaction.docChanged) return span;
    let from = span === null ? Number.POSITIVE_INFINITY : transaction.changes.mapPos(span.from, -1);
    let to = span === null ? -1 : transaction.changes.mapPos(span.to, 1);
    if (transaction.isUserEvent('input.type.compose')) {
      transaction.changes.iterChanges((_, __, start, end) => {
        from = Math.min(from, start);
        to = Math.max(to, end);
      });
    }
    return to < from ? null : { from, to };
  },
});

/** Turns the composed text into octets, as part of the same undo step. */
export function settle(view: EditorView): void {
  const span = view.state.field(composedField);
  if (span === null) return;
  const typed = view.state.sliceDoc(span.from, span.to);
  const insert = encodeTyped(typed);
  const selection = {
    anchor: span.from + encodeTyped(view.state.sliceDoc(span.from, headOf(view.state, span))).length,
  };
  view.dispatch({
    changes: { ...span, insert },
    selection,
    annotations: settling.of(true),
    userEvent: 'input.type.compose',
  });
}

const headOf = ({ selection }: EditorState, { from, to }: Span): number =>
  Math.min(to, Math.max(from, selection.main.head));

/** Runs after the editor has read the last of it. */
export const settleWhenDone = EditorView.domEventHandlers({
  compositionend: (_, view) => {
    setTimeout(() => settle(view), 60);
    return false;
  },
});
