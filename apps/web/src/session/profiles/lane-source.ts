/**
 * For a lane of a comparison: the line of its server's source at an octet, in a profile's own file or the engine's
 * table.
 */
import { useMemo } from 'react';
import { type Row, refuses } from '#shared/http1/table.ts';
import { divergenceIn } from '#shared/profiles/divergence.ts';
import { type SourceStep, Trace } from '#shared/profiles/replay-trace.ts';
import type { Entry } from '#shared/transcript/record/entries.ts';
import { Replay } from '#shared/transcript/replay/replay.ts';
import { type Step, stepAt } from '#shared/transcript/replay/step.ts';
import { useLanes } from '../state/hooks.ts';
import { type Source, useSource } from './sources.ts';
import { lineOfRow, TABLE_FILE, TABLE_LINES } from './table-source.ts';

interface File {
  readonly path: string;
  readonly lines: readonly string[];
  /** Line of the file, from 1; 0 if unknown. */
  readonly line: number;
  /** The position of the walk through this lane at that octet. */
  readonly position: number;
}

export type LaneSource =
  | (File & {
      readonly of: 'profile';
      readonly trace: Trace;
      readonly index: number;
      readonly step: SourceStep;
      readonly ran: readonly SourceStep[];
    })
  /** `at`: the octet whose row it is; earlier than asked if the engine had already refused. */
  | (File & { readonly of: 'table'; readonly step: Step; readonly row: Row; readonly at: number })
  /** Its source is not here, or no line of it ran. */
  | { readonly of: 'none' };

/** The source of lane number `lane`, of which `count` entries count, at octet `at` of the request. */
export function useLaneSource(lane: number, count: number, at: number): LaneSource {
  const entries = useLanes().get(lane)?.entries;
  const open = entries?.find((entry) => entry.kind === 'open');
  const server = open?.kind === 'open' ? open.options.server : '';
  const source = useSource(server);
  return useMemo(() => {
    if (entries === undefined) return { of: 'none' };
    const counted = entries.slice(0, count);
    return server === 'engine' ? inTable(counted, at) : inProfile(counted, source, at);
  }, [entries, count, server, source, at]);
}

function replayed(entries: readonly Entry[]): Replay {
  const replay = new Replay();
  replay.append(entries);
  return replay;
}

function inTable(entries: readonly Entry[], at: number): LaneSource {
  const replay = replayed(entries);
  const seen = Math.min(at, replay.request.ignoredFrom - 1, replay.request.length - 1);
  const taken = seen < 0 ? 0 : replay.positionOf('in', seen);
  const position = refusalBehind(replay, taken) ?? taken;
  const step = stepAt(replay, position);
  if (step?.row === undefined) return { of: 'none' };
  const { row } = step;
  const line = lineOfRow('in', row);
  return { of: 'table', path: TABLE_FILE, lines: TABLE_LINES, line, position, step, row, at: seen };
}

/**
 * The position at which a FIN or a clock, not an octet, made the engine refuse after everything it had taken; else
 * null.
 */
function refusalBehind(replay: Replay, taken: number): number | null {
  for (let position = taken + 1; position <= replay.total; position++) {
    const step = stepAt(replay, position);
    if (step?.kind !== 'event') return null;
    if (step.row !== undefined) return refuses(step.row) ? position : null;
  }
  return null;
}

function inProfile(entries: readonly Entry[], source: Source | null, at: number): LaneSource {
  if (source === null) return { of: 'none' };
  const replay = replayed(entries);
  const trace = new Trace(source);
  trace.append(entries);
  const divergence = divergenceIn(replay, trace, at);
  const step = divergence === null ? undefined : trace.steps[divergence.index];
  if (divergence === null || step === undefined) return { of: 'none' };
  const { path, lines } = source;
  return { of: 'profile', path, lines, line: step.line, step, trace, ...divergence };
}
