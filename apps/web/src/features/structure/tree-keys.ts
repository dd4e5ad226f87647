/**
 * The keys of an ARIA tree: up and down, right opens, left closes or moves to the parent, Enter goes to the row's
 * octets.
 */
import type { KeyboardEvent } from 'react';
import type { StructureRow, StructureRows } from '#shared/transcript/view/structure.ts';

interface TreeKeys {
  rows: StructureRows;
  active: number;
  setActive: (index: number) => void;
  toggle: (id: string) => void;
  go: (row: StructureRow, index: number) => void;
  virtual: { scrollToIndex: (index: number) => void };
}

export function onTreeKey(tree: TreeKeys): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || tree.active < 0) return;
    if (press(event.key, tree)) event.preventDefault();
  };
}

function press(key: string, tree: TreeKeys): boolean {
  const { rows, active, go, toggle } = tree;
  const row = rows.at(active);
  switch (key) {
    case 'ArrowDown':
      return activate(tree, active + 1);
    case 'ArrowUp':
      return activate(tree, active - 1);
    case 'Home':
      return activate(tree, 0);
    case 'End':
      return activate(tree, rows.length - 1);
    case 'ArrowRight':
      if (row.open === false) toggle(row.id);
      return row.open === true ? activate(tree, active + 1) : true;
    case 'ArrowLeft':
      if (row.open === true) toggle(row.id);
      return row.open === true || activate(tree, parentOf(rows, active));
    case 'Enter':
    case ' ':
      go(row, active);
      return true;
    default:
      return false;
  }
}

function activate({ rows, setActive, virtual }: TreeKeys, index: number): true {
  const to = Math.max(0, Math.min(rows.length - 1, index));
  setActive(to);
  virtual.scrollToIndex(to);
  return true;
}

function parentOf(rows: StructureRows, index: number): number {
  const { depth } = rows.at(index);
  let at = index;
  while (at > 0 && rows.at(at).depth >= depth) at--;
  return depth === 0 ? index : at;
}
