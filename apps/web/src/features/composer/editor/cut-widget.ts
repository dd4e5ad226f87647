/** Cuts as they appear in the text: scissors with the pause, a slider moved by drag or keys. */
import { type EditorState, RangeSet } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view';
import { type Cut, MOST_PAUSE_MS, pauseWithin } from '#shared/composer/pieces.ts';
import { t } from '../../../session/state/text.ts';
import styles from '../editor.module.css';
import { cutsField, setCuts, withPause } from './cuts.ts';

/** Milliseconds per pixel of a drag, and per key press. */
const MS_PER_PIXEL = 5;
const STEPS: Readonly<Record<string, number>> = {
  ArrowRight: 10,
  ArrowUp: 10,
  ArrowLeft: -10,
  ArrowDown: -10,
  PageUp: 1000,
  PageDown: -1000,
  Home: -MOST_PAUSE_MS,
  End: MOST_PAUSE_MS,
};

class CutWidget extends WidgetType {
  readonly #cut: Cut;

  constructor(cut: Cut) {
    super();
    this.#cut = cut;
  }

  override eq(other: CutWidget): boolean {
    return other.#cut.at === this.#cut.at && other.#cut.pauseMs === this.#cut.pauseMs;
  }

  override toDOM(view: EditorView): HTMLElement {
    const dom = document.createElement('span');
    dom.className = styles.cut ?? '';
    dom.tabIndex = 0;
    dom.setAttribute('role', 'slider');
    dom.setAttribute('aria-valuemin', '0');
    dom.setAttribute('aria-valuemax', String(MOST_PAUSE_MS));
    dom.title = t.composer.cutNote;
    dom.addEventListener('keydown', (event) => press(view, dom, event));
    dom.addEventListener('pointerdown', (event) => drag(view, dom, event));
    this.updateDOM(dom);
    return dom;
  }

  /** Reuses the element while its pause changes, so that it keeps focus and drag. */
  override updateDOM(dom: HTMLElement): boolean {
    const { at, pauseMs } = this.#cut;
    dom.dataset.at = String(at);
    dom.textContent = t.composer.cutLabel(pauseMs);
    dom.setAttribute('aria-label', t.composer.cutName(at));
    dom.setAttribute('aria-valuenow', String(pauseMs));
    dom.setAttribute('aria-valuetext', t.composer.cutPause(pauseMs));
    return true;
  }

  override ignoreEvent(): boolean {
    return true;
  }
}

/** Also between CR and LF: before the LF drawn at the end of its line. */
const SIDE = -1;

export const cutWidgets = EditorView.decorations.compute([cutsField], (state) => widgetsOf(state));

function widgetsOf(state: EditorState): DecorationSet {
  return RangeSet.of(
    state.field(cutsField).map((cut) => Decoration.widget({ widget: new CutWidget(cut), side: SIDE }).range(cut.at)),
  );
}

function cutOf(view: EditorView, dom: HTMLElement): Cut | undefined {
  return view.state.field(cutsField).find(({ at }) => at === Number(dom.dataset.at));
}

function pauseTo(view: EditorView, at: number, pauseMs: number | null): void {
  const rounded = pauseMs === null ? null : pauseWithin(pauseMs);
  view.dispatch({ effects: setCuts.of(withPause(view.state, at, rounded)) });
}

function press(view: EditorView, dom: HTMLElement, event: KeyboardEvent): void {
  const cut = cutOf(view, dom);
  if (cut === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  const step = STEPS[event.key];
  if (event.key === 'Delete' || event.key === 'Backspace') {
    pauseTo(view, cut.at, null);
    view.focus();
    view.dispatch({ selection: { anchor: cut.at } });
  } else if (event.key === 'Escape' || event.key === 'Enter') {
    view.focus();
    view.dispatch({ selection: { anchor: cut.at } });
  } else if (step !== undefined) {
    pauseTo(view, cut.at, cut.pauseMs + step * (event.shiftKey ? 10 : 1));
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

/** Right is longer, left is shorter. */
function drag(view: EditorView, dom: HTMLElement, down: PointerEvent): void {
  const cut = cutOf(view, dom);
  if (cut === undefined || down.button !== 0) return;
  down.preventDefault();
  dom.focus({ preventScroll: true });
  dom.setPointerCapture(down.pointerId);
  const move = (event: PointerEvent) => {
    const ms = cut.pauseMs + Math.round((event.clientX - down.clientX) * MS_PER_PIXEL);
    pauseTo(view, cut.at, ms);
  };
  const up = () => dom.removeEventListener('pointermove', move);
  dom.addEventListener('pointermove', move);
  dom.addEventListener('lostpointercapture', up, { once: true });
}
