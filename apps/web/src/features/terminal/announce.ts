/** What happens on the terminal, in words for screen readers: announced once the screen is quiet. */

import { legible } from '#shared/base/legible.ts';
import { LF } from '#shared/base/octets.ts';
import { linesOfRow, type OctetRow, type Row } from '#shared/screen/row.ts';
import { textOf } from '#shared/screen/span.ts';
import { t } from '../../session/state/text.ts';

const REST_MS = 400;
/** Rows beyond these are not read out one by one. */
const MOST = 6;
/** How many octets of a line are read out. */
const LINE_OCTETS = 120;
/** Wide enough for the words of a row to fit on one line. */
const COLUMNS = 400;

export class Announcer {
  readonly #say: (words: string) => void;
  #rows: Row[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(say: (words: string) => void) {
    this.#say = say;
  }

  /** Rows that are new on the screen. */
  add(rows: readonly Row[]): void {
    const told = rows.filter((row) => row.kind !== 'echo' && !(row.kind === 'octets' && row.direction === 'in'));
    if (told.length === 0) return;
    this.#rows.push(...told);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#tell(), REST_MS);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#rows = [];
  }

  #tell(): void {
    const rows = this.#rows;
    this.#rows = [];
    const octets = rows.filter((row): row is OctetRow => row.kind === 'octets');
    const words = rows.filter((row) => row.kind !== 'octets').map(wordsOf);
    this.#say([...(octets.length > 0 ? [receivedWords(octets)] : []), ...words.slice(0, MOST)].join(' '));
  }
}

function receivedWords(rows: readonly OctetRow[]): string {
  const first = rows[0]?.bytes ?? new Uint8Array(0);
  const end = first.indexOf(LF) < 0 ? first.length : first.indexOf(LF) - 1;
  const line = legible(first, 0, Math.max(0, end), LINE_OCTETS).text;
  return t.terminal.received(
    line,
    rows.reduce((sum, { bytes }) => sum + bytes.length, 0),
  );
}

function wordsOf(row: Row): string {
  if (row.kind === 'refusal')
    return `${t.terminal.refused(row.reader, row.blame.end > row.blame.start ? row.blame.start : null)} ${t.rules[row.rule]}`;
  return linesOfRow(t, row, COLUMNS)
    .map(({ spans }) => textOf(spans).trim())
    .join(' ');
}
