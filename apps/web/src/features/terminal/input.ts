/** The browser's keys, pastes and copies, before xterm changes them. */
import type { Terminal as XTerm } from '@xterm/xterm';
import { styleOfColour } from '#shared/screen/paint.ts';
import { useSettings } from '../../session/state/settings.ts';
import type { InputAction } from './controller.ts';
import { keyOfData, keyPress } from './keys.ts';

/** Handles an action; false when it means nothing now. */
type Dispatch = (action: InputAction) => boolean;

/** Starts listening; returns the function that stops it. */
export function attachInput(place: HTMLElement, term: XTerm, dispatch: Dispatch): () => void {
  term.attachCustomKeyEventHandler((event) => event.type !== 'keydown' || takeKey(event, term, dispatch));
  const data = term.onData((text) => {
    const key = keyOfData(text);
    if (key !== null) dispatch({ is: 'key', key });
  });
  // xterm turns LF into CR when it pastes; in the capture phase the event has not reached it.
  const onPaste = (event: ClipboardEvent) => {
    event.preventDefault();
    event.stopPropagation();
    dispatch({ is: 'paste', text: event.clipboardData?.getData('text/plain') ?? '' });
  };
  const onCopy = (event: ClipboardEvent) => {
    if (!term.hasSelection()) return;
    event.preventDefault();
    event.stopPropagation();
    event.clipboardData?.setData('text/plain', selectedText(term));
    term.clearSelection();
  };
  place.addEventListener('paste', onPaste, { capture: true });
  place.addEventListener('copy', onCopy, { capture: true });
  return () => {
    data.dispose();
    place.removeEventListener('paste', onPaste, { capture: true });
    place.removeEventListener('copy', onCopy, { capture: true });
  };
}

/** True: xterm should handle this key. Otherwise the browser's default applies, unless it was prevented. */
function takeKey(event: KeyboardEvent, term: XTerm, dispatch: Dispatch): boolean {
  const press = keyPress(event, useSettings.getState().input, term.hasSelection());
  switch (press.as) {
    case 'text':
      return true;
    case 'key':
      if (dispatch({ is: 'key', key: press.key })) claim(event);
      return false;
    case 'scroll':
      term.scrollPages(press.pages);
      claim(event);
      return false;
    case 'copy':
      document.execCommand('copy');
      claim(event);
      return false;
    case 'other':
      return false;
  }
}

/** Suppresses both the browser's default and the page's commands. */
function claim(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopPropagation();
}

/**
 * The selection as text to paste elsewhere: without marks, with real line ends instead of tags. '' if there is none.
 */
function selectedText(term: XTerm): string {
  const range = term.getSelectionPosition();
  if (range === undefined) return '';
  let text = '';
  for (let y = range.start.y; y <= range.end.y; y++) {
    const from = y === range.start.y ? range.start.x : 0;
    const to = y === range.end.y ? range.end.x : term.cols;
    const wrapped = term.buffer.active.getLine(y + 1)?.isWrapped === true;
    text += lineText(term, y, from, to);
    if (y < range.end.y && !wrapped) text += '\n';
  }
  return text;
}

/** Tags of line ends are left out, since the line ends anyway; other tags stay as shown. */
function lineText(term: XTerm, y: number, from: number, to: number): string {
  const line = term.buffer.active.getLine(y);
  const cell = term.buffer.active.getNullCell();
  let text = '';
  let tag = '';
  const flush = () => {
    if (tag !== 'CR' && tag !== 'LF' && tag !== 'CRLF') text += tag;
    tag = '';
  };
  for (let x = from; x < to; x++) {
    if (line?.getCell(x, cell) === undefined || cell.getWidth() === 0) continue;
    const style = cell.isFgPalette() ? styleOfColour(cell.getFgColor()) : 'ink';
    if (style === 'tag' || style === 'warn-tag') tag += cell.getChars();
    else {
      flush();
      if (style !== 'pad' && style !== 'sent' && style !== 'received') text += cell.getChars() || ' ';
    }
  }
  flush();
  return text.trimEnd();
}
