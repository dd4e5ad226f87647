/** The server's source: the table, and the row just taken. */
import type { Decision } from '../../http1/table.ts';
import { decisionNames } from './why-deeds.ts';

interface Decided {
  readonly by: Decision;
  /** Name of the state it chose. */
  readonly chosen: string;
  readonly why: string | undefined;
  readonly section: string | undefined;
  /** File and function that decide. */
  readonly place: string;
}

function decided({ by, chosen, why, section, place }: Decided): string {
  const reason = [why ?? `${decisionNames[by]} ${chosen}`, section].filter((part) => part !== undefined).join(', ');
  return `${reason} · ${place}`;
}

export const source = {
  title: 'Source',
  label: 'The table the engine runs, state by state',
  ofEngine: (file: string) => `the engine’s ${file}`,
  notItsOwn: 'This server has no source here. The page reads along with the engine’s table.',
  view: { table: 'as a table', code: 'as written' },
  viewNote: { table: 'Show the rows in columns', code: 'Show every line of the file as it is written' },
  break: 'Set a breakpoint on entering this state',
  unbreak: 'Take the breakpoint away',
  before: 'This table is the whole parser.',
  beforeNote: 'Each octet takes one row; the row just taken is lit.',
  noRow: 'No octet: no row was taken.',
  decided,
};
