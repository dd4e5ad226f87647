/** The engine's source: the table, and the row just taken. */
import type { Decision } from '../../http1/table.ts';
import { decisionNames } from './why-actions.ts';

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
  notItsOwn: 'Octet does not have this server’s source. It follows along in the engine’s table.',
  view: { table: 'as a table', code: 'as code' },
  viewNote: { table: 'Show the rows in columns', code: 'Show every line of the source file' },
  break: 'Set a breakpoint on entering this state',
  unbreak: 'Remove the breakpoint',
  before: 'This table is the whole parser.',
  beforeNote: 'Each octet takes one row; the row just taken is highlighted.',
  noRow: 'Not an octet: no row was taken.',
  decided,
};
