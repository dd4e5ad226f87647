/** The keys of a decoded text: through its characters, and from a character to the octets it came from. */
import type { KeyboardEvent } from 'react';
import type { TextRows } from '#shared/transcript/view/text-rows.ts';
import type { Wire } from './use-wire.ts';

/** Left and right, up and down, Home and End of a row; Enter goes to the compressed octet, Escape releases the walk. */
export function onTextKey(text: TextRows, wire: Wire, show: (row: number) => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (!wire.walks || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || text.length === 0) return;
    const at = wire.pointed?.start ?? wire.lit?.start ?? null;
    if (event.key === 'Enter' && at !== null) wire.onChoose(at);
    else if (event.key === 'Escape' && wire.pointed !== null) wire.onPoint(null);
    else {
      const next = at === null && event.key.startsWith('Arrow') ? 0 : at === null ? null : moved(text, at, event.key);
      if (next === null) return;
      point(text, next, wire, show);
    }
    event.preventDefault();
  };
}

function point(text: TextRows, at: number, wire: Wire, show: (row: number) => void): void {
  const row = text.rowOf(at);
  const glyph = text.glyphs(row).find(({ end }) => end > at);
  if (glyph === undefined) return;
  show(row);
  wire.onPoint({ start: glyph.start, end: glyph.end });
}

/** Where a key leads from octet `at`; `at` itself at the edges, null for any other key. */
function moved(text: TextRows, at: number, key: string): number | null {
  const row = text.rowOf(at);
  const { start, end } = text.range(row);
  const glyphs = text.glyphs(row);
  const column = glyphs.findIndex((glyph) => glyph.end > at);
  const isLast = row === text.length - 1;
  switch (key) {
    case 'ArrowRight':
      return glyphs[column + 1]?.start ?? (isLast ? at : end);
    case 'ArrowLeft':
      return glyphs[column - 1]?.start ?? Math.max(0, start - 1);
    case 'ArrowUp':
      return row === 0 ? at : inColumn(text, row - 1, column);
    case 'ArrowDown':
      return isLast ? at : inColumn(text, row + 1, column);
    case 'Home':
      return start;
    case 'End':
      return glyphs.at(-1)?.start ?? at;
    default:
      return null;
  }
}

function inColumn(text: TextRows, row: number, column: number): number {
  const glyphs = text.glyphs(row);
  return (glyphs[column] ?? glyphs.at(-1))?.start ?? text.range(row).start;
}
