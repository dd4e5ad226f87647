/** What the browser tells of keys, pastes and copies, before xterm makes something else of it. */
import type { Terminal as XTerm } from '@xterm/xterm';
import { selectedText } from './copy.ts';
import { keyOfData, keyPress } from './keys.ts';
import type { Typist } from './typist.ts';

/** Listens from now on; gives the way to stop. */
export function attachInput(place: HTMLElement, term: XTerm, typist: Typist): () => void {
  term.attachCustomKeyEventHandler((event) => event.type !== 'keydown' || takeKey(event, term, typist));
  const data = term.onData((text) => {
    const key = keyOfData(text);
    if (key !== null) typist.key(key);
  });
  // xterm turns LF into CR when it pastes; in the capture phase the event has not reached it.
  const onPaste = (event: ClipboardEvent) => {
    event.preventDefault();
    event.stopPropagation();
    typist.paste(event.clipboardData?.getData('text/plain') ?? '');
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

/** True: xterm is to go on with this key. Otherwise the browser may do its own with it, unless that was prevented. */
function takeKey(event: KeyboardEvent, term: XTerm, typist: Typist): boolean {
  const press = keyPress(event, typist.mode(), term.hasSelection());
  switch (press.as) {
    case 'text':
      return true;
    case 'key':
      if (typist.key(press.key)) claim(event);
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

/** Neither the browser's own action nor the page's commands. */
function claim(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopPropagation();
}
