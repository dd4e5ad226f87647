/** Input and output of the text: typed, pasted and dropped characters become octets; octets stay octets. */
import { EditorView } from '@codemirror/view';
import { decodeUtf8 } from '#shared/base/decode.ts';
import { encodeTyped, hexToOctets, octetsOfText, octetsToHex, textOfOctets } from '#shared/composer/octet-text.ts';

/** The clipboard type for octets that are not text. */
const OCTETS = 'application/x-octets';

/** Characters beyond US-ASCII, typed one by one. */
export const typing = EditorView.inputHandler.of((view, from, to, text) => {
  if (view.composing || !/[^\0-\x7f]/.test(text)) return false;
  const insert = encodeTyped(text);
  const selection = { anchor: from + insert.length };
  view.dispatch({ changes: { from, to, insert }, selection, userEvent: 'input.type', scrollIntoView: true });
  return true;
});

export const clipboard = EditorView.domEventHandlers({
  copy: (event, view) => take(event, view),
  cut: (event, view) => {
    if (take(event, view)) replaceSelection(view, '', 'delete.cut');
    return true;
  },
  paste: (event, view) => {
    const text = textIn(event.clipboardData);
    if (text !== null) replaceSelection(view, text, 'input.paste');
    event.preventDefault();
    return true;
  },
  drop: (event, view) => {
    const text = textIn(event.dataTransfer);
    const at = view.posAtCoords({ x: event.clientX, y: event.clientY });
    if (text === null || at === null) return false;
    event.preventDefault();
    const selection = { anchor: at + text.length };
    view.dispatch({ changes: { from: at, insert: text }, selection, userEvent: 'input.drop' });
    view.focus();
    return true;
  },
});

function textIn(data: DataTransfer | null): string | null {
  const octets = hexToOctets(data?.getData(OCTETS) ?? '');
  if (octets !== null && octets.length > 0) return textOfOctets(octets);
  const text = data?.getData('text/plain') ?? '';
  return text === '' ? null : encodeTyped(text);
}

/** Copies selected octets unchanged, and as text for other programs. */
function take(event: ClipboardEvent, view: EditorView): boolean {
  const { from, to } = view.state.selection.main;
  if (from === to || event.clipboardData === null) return false;
  const octets = octetsOfText(view.state.sliceDoc(from, to));
  event.clipboardData.setData(OCTETS, octetsToHex(octets));
  event.clipboardData.setData('text/plain', decodeUtf8(octets) ?? textOfOctets(octets));
  event.preventDefault();
  return true;
}

/** Replaces the selection of an editor with a text. */
export function replaceSelection(view: EditorView, insert: string, userEvent: string): void {
  const { from, to } = view.state.selection.main;
  const selection = { anchor: from + insert.length };
  view.dispatch({ changes: { from, to, insert }, selection, userEvent, scrollIntoView: true });
}
