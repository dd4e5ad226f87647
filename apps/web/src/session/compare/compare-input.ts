/** What is written in Compare's box, read as writes: once for all who ask, and a moment behind the typing. */
import { useDeferredValue } from 'react';
import { readWrites, type Written } from '#shared/transcript/view/sending.ts';
import { useComparison } from './comparison.ts';

let last: { readonly text: string; readonly written: Written } | null = null;

/** A megabyte takes longer to read than a key may take. */
export function writtenIn(text: string): Written {
  if (last?.text !== text) last = { text, written: readWrites(text) };
  return last.written;
}

/** What is written: of a text that is typed on, what it was a moment ago. */
export function useWritten(): Written {
  return writtenIn(useDeferredValue(useComparison((state) => state.text)));
}
