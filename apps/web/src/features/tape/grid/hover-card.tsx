/** The card that describes the octet under the pointer. */
import type { RefObject } from 'react';
import { createPortal } from 'react-dom';
import { CR, hex } from '#shared/base/octets.ts';
import { LONGEST } from '#shared/base/utf8.ts';
import type { Replay } from '#shared/transcript/replay/replay.ts';
import type { Stream } from '#shared/transcript/replay/stream.ts';
import { carriedBy } from '#shared/transcript/replay/stream.ts';
import { type Cell, carriers, rowCells } from '#shared/transcript/view/cells.ts';
import { tiesIn } from '#shared/transcript/view/ties.ts';
import { t } from '../../../session/state/text.ts';
import { cx } from '../../../ui/cx.ts';
import { Icon } from '../../../ui/icon.tsx';
import styles from './hover-card.module.css';
import { nameOf, roleName } from './naming.ts';
import type { Pointed } from './pointer.ts';
import { useResting } from './use-resting.ts';

/** What an octet is, beside its cell. Visual only: the accessible names of the cells say the same. */
export function HoverCard({ scroller, replay }: { scroller: RefObject<HTMLElement | null>; replay: Replay }) {
  const shown = useResting(scroller);
  if (shown === null || shown.at.offset >= replay.stream(shown.at.direction).length) return null;
  const { box, at } = shown;
  const below = box.bottom + 190 < window.innerHeight;
  const style = {
    left: Math.max(8, Math.min(box.left - 12, window.innerWidth - 300)),
    ...(below ? { top: box.bottom + 22 } : { bottom: window.innerHeight - box.top + 10 }),
  };
  return createPortal(
    <div className={styles.card} style={style} aria-hidden="true">
      <Details replay={replay} at={at} />
    </div>,
    document.body,
  );
}

function Details({ replay, at: { direction, offset } }: { replay: Replay; at: Pointed }) {
  const stream = replay.stream(direction);
  const cell = rowCells(stream, { start: offset, end: offset + 1 }).cells[0];
  if (cell === undefined) return null;
  const whole = offset + stream.base;
  return (
    <>
      <p className={styles.title}>
        <b>{t.tape.octet(whole)}</b>
        <span>{t.tape.hexOffset(whole)}</span>
        <span>{t.tape.carried(stream.call, carriedBy(stream, offset), carriers(stream))}</span>
      </p>
      <p className={styles.octet}>
        <b>{nameOf(cell.octet)}</b>
        <code>{hex(cell.octet)}</code>
        <span>{t.tape.decimal(cell.octet)}</span>
        <span className={styles.role}>{roleName(cell)}</span>
      </p>
      {cell.octet >= 0x80 && <Reading replay={replay} at={{ direction, offset }} head={isHead(cell)} />}
      {cell.bare && <p className="warn">{t.tape.bareNote[cell.octet === CR ? 'CR' : 'LF']}</p>}
      <Problems stream={stream} offset={offset} />
      {cell.next > 0 && <p className="dim">{t.tape.boundary(stream.call, cell.next)}</p>}
    </>
  );
}

function isHead({ token }: Cell): boolean {
  return token !== 'content' && token !== 'chunk-data';
}

/** The rules that blame an octet, or that were decided at it. */
function Problems({ stream, offset }: { stream: Stream; offset: number }) {
  const found = stream.log.verdicts.filter(
    ({ blame, at }) => (offset >= blame.start && offset < blame.end) || at === offset,
  );
  return found.map(({ rule, level }) => (
    <p key={rule} className={cx(styles.problem, level === 'reject' ? 'bad' : 'warn')}>
      <Icon name="warning" size={14} />
      <span>
        <b>{t.judgement.label[level][stream.reader]}</b> {t.rules[rule]}
      </span>
    </p>
  ));
}

/** The character an octet belongs to; in a head also what an ISO-8859-1 reader sees. */
function Reading({ replay, at: { direction, offset }, head }: { replay: Replay; at: Pointed; head: boolean }) {
  const stream = replay.stream(direction);
  const start = Math.max(0, offset - LONGEST);
  const tie = tiesIn(stream, start, Math.min(stream.length, offset + LONGEST)).find(
    ({ column, count }) => offset >= start + column && offset < start + column + count,
  );
  const octet = stream.octet(offset);
  return (
    <>
      {tie !== undefined && (
        <p className="dim">
          {t.tape.makes(hexes(stream.bytes(start + tie.column, start + tie.column + tie.count)), tie.text, tie.point)}
        </p>
      )}
      {head && octet >= 0xa0 && <p className="dim">{t.tape.latin1(String.fromCharCode(octet))}</p>}
    </>
  );
}

function hexes(bytes: Uint8Array): string {
  return [...bytes].map(hex).join(' ');
}
