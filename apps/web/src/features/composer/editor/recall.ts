/** Alt with the arrows walks through what was sent, and back to the unsent text. */
import { Prec } from '@codemirror/state';
import { type EditorView, keymap } from '@codemirror/view';
import { octetsOfText, textOfOctets } from '#shared/composer/octet-text.ts';
import { type Composition, recall } from '#shared/composer/sent.ts';
import { useComposerMemory } from '../memory.ts';
import { cutsField, setCuts } from './cuts.ts';

/** Replaces the whole text; undo restores it. */
export function replaceAll(view: EditorView, { bytes, cuts }: Composition): void {
  const changes = { from: 0, to: view.state.doc.length, insert: textOfOctets(bytes) };
  const selection = { anchor: 0 };
  view.dispatch({ changes, effects: setCuts.of(cuts), selection, scrollIntoView: true, userEvent: 'input.replace' });
}

function go(view: EditorView, way: 'older' | 'newer'): boolean {
  const now = { bytes: octetsOfText(view.state.sliceDoc()), cuts: view.state.field(cutsField) };
  const { sent, draft } = useComposerMemory.getState();
  const recalled = recall(sent, draft, now, way);
  if (recalled === null) return false;
  useComposerMemory.setState({ draft: recalled.draft });
  replaceAll(view, recalled.to);
  return true;
}

/** At a cut the same keys change its pause, so these keys come after those of lines. */
export const recallKeys = Prec.low(
  keymap.of([
    { key: 'Alt-ArrowUp', run: (view) => go(view, 'older'), preventDefault: true },
    { key: 'Alt-ArrowDown', run: (view) => go(view, 'newer'), preventDefault: true },
  ]),
);
