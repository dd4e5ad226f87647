/**
 * The cutting gesture: with the scissors tool, or Alt held, a mark follows the pointer between octets; a click cuts
 * there.
 */
import { StateEffect, StateField } from '@codemirror/state';
import { Decoration, EditorView, WidgetType } from '@codemirror/view';
import { cx } from '../../../ui/cx.ts';
import styles from '../editor.module.css';
import { setCuts, toggledCut } from './cuts.ts';

export const setScissors = StateEffect.define<boolean>();

export const scissorsField = StateField.define<boolean>({
  create: () => false,
  update(on, { effects }) {
    for (const effect of effects) if (effect.is(setScissors)) return effect.value;
    return on;
  },
  provide: (field) =>
    EditorView.editorAttributes.compute([field], (state) => ({
      class: cx(state.field(field) && styles.scissors),
    })),
});

const aim = StateEffect.define<number | null>();

class Mark extends WidgetType {
  override eq(): boolean {
    return true;
  }

  override toDOM(): HTMLElement {
    const dom = document.createElement('span');
    dom.className = styles.aim ?? '';
    dom.setAttribute('aria-hidden', 'true');
    return dom;
  }
}

const MARK = Decoration.widget({ widget: new Mark(), side: -2 });

const aimField = StateField.define<number | null>({
  create: () => null,
  update(at, { effects, docChanged }) {
    for (const effect of effects) if (effect.is(aim)) return effect.value;
    return docChanged ? null : at;
  },
  provide: (field) =>
    EditorView.decorations.from(field, (at) => (at === null ? Decoration.none : Decoration.set(MARK.range(at)))),
});

/** The gap between two octets under the pointer, while cutting. */
function aimed(view: EditorView, event: MouseEvent): number | null {
  if (!event.altKey && !view.state.field(scissorsField)) return null;
  const at = view.posAtCoords({ x: event.clientX, y: event.clientY });
  return at === null || at === 0 || at === view.state.doc.length ? null : at;
}

const gestures = EditorView.domEventHandlers({
  mousemove: (event, view) => {
    const at = aimed(view, event);
    if (at !== view.state.field(aimField)) view.dispatch({ effects: aim.of(at) });
  },
  mouseleave: (_, view) => {
    if (view.state.field(aimField) !== null) view.dispatch({ effects: aim.of(null) });
  },
  mousedown: (event, view) => {
    const at = event.button === 0 ? aimed(view, event) : null;
    if (at === null) return false;
    event.preventDefault();
    view.dispatch({ effects: [setCuts.of(toggledCut(view.state, at)), aim.of(null)] });
    return true;
  },
});

export const scissors = [scissorsField, aimField, gestures];
