/** One row of the tape, of any kind: reduces the state of the whole tape to the few values the row depends on. */
import type { Verdict } from '#shared/http1/events.ts';
import type { Matches } from '#shared/transcript/replay/find.ts';
import type { Breakpoint } from '#shared/transcript/replay/navigate.ts';
import type { Place, Replay } from '#shared/transcript/replay/replay.ts';
import { carriedBy, type Direction } from '#shared/transcript/replay/stream.ts';
import type { RowLayout, TapeRow } from '#shared/transcript/view/rows.ts';
import type { Selection } from '../../../session/state/store.ts';
import { t } from '../../../session/state/text.ts';
import type { Geometry } from './geometry.ts';
import { HexRow, OctetRow } from './octet-rows.tsx';
import { type Mark, NO_MARKS } from './row-model.ts';
import { EventRow, LabelRow } from './slim-row.tsx';

export interface RowContext {
  readonly replay: Replay;
  readonly layout: RowLayout;
  readonly geometry: Geometry;
  readonly position: number;
  readonly selection: Selection | null;
  readonly breakpoints: readonly Breakpoint[];
  readonly matches: Matches | null;
  readonly match: { readonly direction: Direction; readonly start: number } | null;
}

interface RowProps {
  index: number;
  top: number;
  height: number;
  context: RowContext;
}

export function Row({ index, top, height, context }: RowProps) {
  const row = context.layout.row(index);
  if (row.kind === 'in' || row.kind === 'out')
    return <Octets row={row} direction={row.kind} {...{ top, height, context }} />;
  const place = context.replay.places[row.offset];
  if (place === undefined) return null;
  const time = place.entry.t - (context.replay.places[0]?.entry.t ?? 0);
  const where = { index, top, height, time };
  if (row.kind !== 'event') {
    const way = row.kind === 'label-in' ? 'in' : 'out';
    return <LabelRow {...where} way={way} datagram={datagramWords(context.replay, place, way)} />;
  }
  const lit = context.position === row.position + 1;
  return (
    <EventRow
      {...where}
      entry={place.entry}
      taken={context.position > row.position}
      lit={lit}
      home={lit || (context.position === 0 && row.position === 0)}
      problem={problemOf(context.replay, place)}
    />
  );
}

function Octets({
  row,
  direction,
  top,
  height,
  context,
}: Omit<RowProps, 'index'> & { row: TapeRow; direction: Direction }) {
  const { replay, layout, geometry, position } = context;
  const step = position - 1 - row.position;
  const lit = step >= 0 && step < row.count ? step : -1;
  const { from, to } = selectedColumns(context.selection, row, direction);
  const Shape = geometry.mode === 'hex' ? HexRow : OctetRow;
  return (
    <Shape
      {...{ replay, layout, geometry, top, height, lit }}
      version={layout.version}
      index={row.index}
      base={replay.stream(direction).base}
      taken={Math.max(0, Math.min(row.count, step + 1))}
      home={position === 0 && row.position === 0 ? 0 : lit}
      selectedFrom={from}
      selectedTo={to}
      marks={marksOf(context, row, direction)}
    />
  );
}

function selectedColumns(
  selection: Selection | null,
  row: TapeRow,
  direction: Direction,
): { from: number; to: number } {
  if (selection === null || selection.direction !== direction) return { from: 0, to: 0 };
  const from = Math.max(0, selection.range.start - row.offset);
  const to = Math.min(row.count, selection.range.end - row.offset);
  return from < to ? { from, to } : { from: 0, to: 0 };
}

/** Breakpoints and matches of a row. */
function marksOf({ breakpoints, matches, match }: RowContext, row: TapeRow, direction: Direction): readonly Mark[] {
  const end = row.offset + row.count;
  const marks: Mark[] = [];
  for (const one of breakpoints) {
    if (one.kind !== 'octet' || one.direction !== direction) continue;
    if (one.offset < row.offset || one.offset >= end) continue;
    marks.push({ column: one.offset - row.offset, mark: 'breakpoint' });
  }
  for (const { start, end: stop } of matches?.within(direction, row.offset, end) ?? []) {
    const mark = match?.direction === direction && match.start === start ? 'match' : 'found';
    for (let at = Math.max(start, row.offset); at < Math.min(stop, end); at++)
      marks.push({ column: at - row.offset, mark });
  }
  return marks.length === 0 ? NO_MARKS : marks;
}

/** Over UDP: which datagram the octets below belong to. */
function datagramWords(replay: Replay, place: Place, way: Direction): string | null {
  if (!place.status.datagrams) return null;
  const number = carriedBy(replay.stream(way), way === 'in' ? place.inbound : place.outbound);
  return t.tape.datagram(number, place.steps);
}

/** The sentence of the rule that an ending or a clock broke: what came before it was incomplete. */
function problemOf(replay: Replay, { entry, inbound, outbound }: Place): string | null {
  const of = (verdicts: readonly Verdict[], at: number) =>
    verdicts.find((verdict) => verdict.at === at && verdict.blame.start === verdict.blame.end);
  const ended =
    (entry.kind === 'fin' && entry.by === 'client') ||
    entry.kind === 'timer' ||
    (entry.kind === 'hold' && entry.what === 'fin');
  const found = ended
    ? of(replay.request.log.verdicts, inbound)
    : entry.kind === 'fin'
      ? of(replay.response.log.verdicts, outbound)
      : undefined;
  return found === undefined ? null : t.rules[found.rule];
}
