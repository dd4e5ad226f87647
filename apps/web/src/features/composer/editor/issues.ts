/** The issues of the last judgement as editor state: underlined where they stand. */
import { StateEffect, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view';
import type { Verdict } from '#shared/http1/events.ts';
import styles from '../editor.module.css';

export const setIssues = StateEffect.define<readonly Verdict[]>();

/** Boxed octets are marked by glyphs.ts instead: a box covers the underline. */
const MARKS = {
  reject: Decoration.mark({ class: styles.reject ?? '' }),
  tolerate: Decoration.mark({ class: styles.tolerate ?? '' }),
};

/** The underlined ranges; they move with the text until the next judgement. */
export const issuesField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    let now = marks.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (effect.is(setIssues)) now = marksOf(effect.value, transaction.newDoc.length);
    }
    return now;
  },
  provide: (field) => EditorView.decorations.from(field),
});

function marksOf(verdicts: readonly Verdict[], length: number): DecorationSet {
  const ranges = verdicts.flatMap(({ level, blame }) => {
    const end = Math.min(blame.end, length);
    return blame.start < end ? [MARKS[level].range(blame.start, end)] : [];
  });
  return Decoration.set(ranges, true);
}
