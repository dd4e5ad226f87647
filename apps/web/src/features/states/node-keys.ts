/** Up and down move between nodes of the diagram; Enter and Space act like a click. */
import type { KeyboardEvent } from 'react';

export function onNodeKey(event: KeyboardEvent<SVGSVGElement>): void {
  const { target, key } = event;
  if (!(target instanceof SVGGElement) || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (key === 'Enter' || key === ' ') {
    event.preventDefault();
    target.dispatchEvent(new MouseEvent('click', { bubbles: true }));
  }
  const way = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0;
  if (way === 0) return;
  event.preventDefault();
  const nodes = [...event.currentTarget.querySelectorAll<SVGGElement>('[data-node]')];
  nodes.sort((a, b) => Number(a.dataset.row) - Number(b.dataset.row));
  nodes[nodes.indexOf(target) + way]?.focus();
}
