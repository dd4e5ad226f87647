/**
 * The editor: CodeMirror with one code point U+0000–U+00FF per octet, so a position in the text is an octet offset.
 * `lineSeparator` keeps CR and CR LF from becoming LF, and `sliceDoc` returns the text unchanged.
 */
import { history, historyKeymap, standardKeymap } from '@codemirror/commands';
import { EditorState } from '@codemirror/state';
import { drawSelection, EditorView, keymap, placeholder } from '@codemirror/view';
import type { Edit } from '#shared/composer/edits.ts';
import { octetsOfText, textOfOctets } from '#shared/composer/octet-text.ts';
import type { Cut } from '#shared/composer/pieces.ts';
import type { Composition } from '#shared/composer/sent.ts';
import type { Verdict } from '#shared/http1/events.ts';
import { t } from '../../../session/state/text.ts';
import { composedField, settle, settleWhenDone } from './composed.ts';
import { cutWidgets } from './cut-widget.ts';
import { cutsField, setCuts, undoableCuts } from './cuts.ts';
import { everywhereField, setEverywhere } from './everywhere.ts';
import { glyphs } from './glyphs.ts';
import { clipboard, replaceSelection, typing } from './input.ts';
import { issuesField, setIssues } from './issues.ts';
import { lineKeys, outOfPairs } from './lines.ts';
import { recallKeys, replaceAll } from './recall.ts';
import { scissors, setScissors } from './scissors.ts';

/** The current text. */
export interface Written extends Composition {
  /** Offset of the caret. */
  readonly caret: number;
}

/** The text when the composer was last shown. */
const kept: { state: EditorState | null } = { state: null };

export class OctetEditor {
  readonly #view: EditorView;
  readonly #listeners = new Set<() => void>();
  #written: Written;

  constructor(place: HTMLElement) {
    // The listener belongs to this editor, the rest of the state to the text.
    const state = kept.state ?? EditorState.create({ extensions: extensions() });
    this.#view = new EditorView({
      state,
      parent: place,
      dispatchTransactions: (transactions, view) => {
        view.update(transactions);
        this.#changed();
      },
    });
    this.#written = writtenIn(state);
  }

  /** The same object until something changes. */
  get written(): Written {
    return this.#written;
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  focus(): void {
    this.#view.focus();
  }

  /** Finishes pending input-method composition, so that `written` is complete. */
  settle(): void {
    settle(this.#view);
  }

  /** Replaces the text; undo restores it. */
  replace(composition: Composition): void {
    replaceAll(this.#view, composition);
  }

  edit(edits: readonly Edit[]): void {
    const changes = edits.map(({ start, end, insert }) => ({ from: start, to: end, insert: textOfOctets(insert) }));
    this.#view.dispatch({ changes, userEvent: 'input.edit' });
  }

  insert(bytes: Uint8Array): void {
    replaceSelection(this.#view, textOfOctets(bytes), 'input.type');
  }

  goTo(at: number): void {
    this.#view.dispatch({ selection: { anchor: Math.min(at, this.#view.state.doc.length) }, scrollIntoView: true });
    this.focus();
  }

  setCuts(cuts: readonly Cut[]): void {
    this.#view.dispatch({ effects: setCuts.of(cuts) });
  }

  setIssues(verdicts: readonly Verdict[]): void {
    this.#view.dispatch({ effects: setIssues.of(verdicts) });
  }

  setScissors(on: boolean): void {
    this.#view.dispatch({ effects: setScissors.of(on) });
  }

  setEverywhere(on: boolean): void {
    this.#view.dispatch({ effects: setEverywhere.of(on) });
  }

  stop(): void {
    kept.state = this.#view.state;
    this.#view.destroy();
  }

  #changed(): void {
    // Text under composition does not count as written yet.
    if (this.#view.state.field(composedField) !== null) return;
    const before = this.#written;
    const now = writtenIn(this.#view.state, before);
    if (now === before) return;
    this.#written = now;
    for (const tell of this.#listeners) tell();
  }
}

const texts = new WeakMap<object, Uint8Array>();

function writtenIn(state: EditorState, before?: Written): Written {
  const bytes = texts.get(state.doc) ?? octetsOfText(state.sliceDoc());
  texts.set(state.doc, bytes);
  const cuts = state.field(cutsField);
  const caret = state.selection.main.head;
  const same = before?.bytes === bytes && before.cuts === cuts && before.caret === caret;
  return same ? before : { bytes, cuts, caret };
}

const extensions = () => [
  EditorState.lineSeparator.of('\n'),
  EditorView.lineWrapping,
  history(),
  drawSelection(),
  lineKeys,
  recallKeys,
  keymap.of([...historyKeymap, ...standardKeymap]),
  outOfPairs,
  cutsField,
  undoableCuts,
  cutWidgets,
  scissors,
  everywhereField,
  issuesField,
  composedField,
  settleWhenDone,
  typing,
  clipboard,
  glyphs,
  placeholder(t.composer.placeholder),
  EditorView.contentAttributes.of({
    'aria-label': t.composer.input,
    autocapitalize: 'off',
    autocorrect: 'off',
    spellcheck: 'false',
    translate: 'no',
  }),
];
