/** What is selected on the terminal, as text to paste elsewhere: without marks, with line ends instead of their tags. */
import type { Terminal as XTerm } from '@xterm/xterm';
import { styleOfColour } from '#shared/screen/paint.ts';

/** The text selected; '' when nothing is. */
export function selectedText(term: XTerm): string {
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

/** Tags of line ends are left out, since the line ends anyway; other tags stay as they are shown. */
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
