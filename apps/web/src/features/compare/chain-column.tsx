/** Octets as one server split them: a block for each request, one cell for each octet, a line for each LF. */
import type { ReactNode } from 'react';
import { glyph, hex } from '#shared/base/octets.ts';
import type { Block } from '#shared/chain/blocks.ts';
import { t } from '../../session/state/text.ts';
import { cx } from '../../ui/cx.ts';
import styles from './chains.module.css';

/** How many octets are shown before and after the one that matters. */
const BEFORE = 600;
const AFTER = 600;

const LF = 10;

export interface Mark {
  readonly at: number;
  readonly words: string;
}

interface ColumnProps {
  readonly title: string;
  readonly note: string;
  readonly octets: Uint8Array;
  readonly blocks: readonly Block[];
  readonly mark: Mark | null;
  readonly open?: ReactNode;
  readonly children?: ReactNode;
}

export function ChainColumn({ title, note, octets, blocks, mark, open, children }: ColumnProps) {
  const from = Math.max(0, (mark?.at ?? 0) - BEFORE);
  const to = Math.min(octets.length, Math.max((mark?.at ?? 0) + AFTER, BEFORE + AFTER));
  const shown = blocks.filter(({ start, end }) => start < to && end > from);
  return (
    <figure className={styles.column}>
      <figcaption>
        <span>
          <b>{title}</b>, {t.peers.octets(octets.length)} <span className="note">{note}</span>
        </span>
        {open}
      </figcaption>
      {(from > 0 || to < octets.length) && <p className="note">{t.peers.cutShort(from, to, octets.length)}</p>}
      {shown.map((block) => (
        <BlockOf key={block.start} block={block} octets={octets} from={from} to={to} mark={mark} />
      ))}
      {children}
    </figure>
  );
}

interface BlockProps {
  readonly block: Block;
  readonly octets: Uint8Array;
  readonly from: number;
  readonly to: number;
  readonly mark: Mark | null;
}

function BlockOf({ block, octets, from, to, mark }: BlockProps) {
  const [start, end] = [Math.max(block.start, from), Math.min(block.end, to)];
  return (
    <div className={cx(styles.block, styles[block.kind])} data-testid="block">
      {block.kind !== 'whole' && (
        <p className={styles.label}>
          <b>{headOf(block)}</b> <span>{t.peers.range(block.start, block.end)}</span>
        </p>
      )}
      <div className={styles.lines} aria-hidden="true">
        {linesIn(octets, start, end).map((line) => (
          <Line key={line.start} octets={octets} line={line} mark={mark} />
        ))}
      </div>
    </div>
  );
}

function headOf({ kind, number, line, complete }: Block): string {
  if (kind !== 'request') return t.peers.rest;
  return t.peers.request(number, line, complete);
}

interface LineProps {
  readonly octets: Uint8Array;
  readonly line: Span;
  readonly mark: Mark | null;
}

/** The words about the marked octet follow its line, where they cover nothing. */
function Line({ octets, line: { start, end }, mark }: LineProps) {
  const here = mark !== null && mark.at >= start && mark.at < end;
  return (
    <div className={styles.line}>
      {[...octets.subarray(start, end)].map((octet, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an octet is identified by its position
        <Cell key={index} octet={octet} offset={start + index} marked={start + index === mark?.at} />
      ))}
      {here && <em>{mark.words}</em>}
    </div>
  );
}

function Cell({ octet, offset, marked }: { octet: number; offset: number; marked: boolean }) {
  const tag = octet < 0x20 && styles.control;
  return (
    <span className={cx(styles.octet, tag, marked && styles.marked)} title={`${offset}: ${hex(octet)}`}>
      {glyph(octet)}
    </span>
  );
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Each LF ends a line. */
function linesIn(octets: Uint8Array, from: number, to: number): readonly Span[] {
  const lines: Span[] = [];
  for (let start = from; start < to; ) {
    const lf = octets.indexOf(LF, start);
    const end = lf < 0 || lf >= to ? to : lf + 1;
    lines.push({ start, end });
    start = end;
  }
  return lines;
}
