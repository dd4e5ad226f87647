/**
 * The roles and states of the grid, spread onto plain elements: a <table> cannot be virtualised, and of all cells only
 * one at a time is in the tab order. All columns of a row are always there, so cells need no index; a run of octets that
 * look alike is one cell over as many columns.
 */
import { t } from '../../../session/state/text.ts';

export const gridProps = (rows: number) => ({
  role: 'grid',
  'aria-label': t.tape.grid,
  'aria-rowcount': rows,
  'aria-multiselectable': true,
  tabIndex: -1,
});

export const rowProps = (index: number) => ({ role: 'row', 'aria-rowindex': index + 1 });

export const ROW_HEADER = { role: 'rowheader' } as const;

interface CellState {
  readonly label: string;
  readonly selected: boolean;
  readonly lit: boolean;
  /** The one cell the Tab key leads to. */
  readonly home: boolean;
  /** Octets it shows. */
  readonly count?: number;
}

/** Most cells have a role and a name, and no other attribute. */
export const cellProps = ({ label, selected, lit, home, count = 1 }: CellState) => ({
  role: 'gridcell',
  'aria-label': label,
  'aria-colspan': count > 1 ? count : undefined,
  'aria-selected': selected || undefined,
  'aria-current': lit ? ('step' as const) : undefined,
  'data-lit': lit ? '' : undefined,
  // Never taken away: losing it on the focused cell would make the browser lay out the page at once, in mid-update.
  tabIndex: home ? 0 : -1,
});

/** Finds the cell the Tab key leads to: the lit one, or the first at the very beginning. */
export const HOME_CELL = '[role="gridcell"][tabindex="0"]';
