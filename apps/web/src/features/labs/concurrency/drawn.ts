/** What the chart draws. */
import { type LanePicture, pictureOf } from '#shared/labs/lanes.ts';
import type { LoadRun } from '../../../session/labs/load-generator.ts';

/** The connections of one client. */
export type Drawn = readonly { readonly lane: number; readonly picture: LanePicture }[];

export function drawnOf({ lanes }: LoadRun): Drawn[] {
  return lanes.map((ofClient) =>
    ofClient.map(({ info, entries, count }) => ({ lane: info.lane, picture: pictureOf(entries.slice(0, count)) })),
  );
}

/** How long the longest run took, ms: all runs share one scale. */
export function longestOf(runs: Iterable<LoadRun>): number {
  return Math.max(
    1,
    ...[...runs].map((run) => {
      const { start, end } = spanOf(drawnOf(run));
      return end - start;
    }),
  );
}

export interface Span {
  /** In ms on the recorder's clock. */
  readonly start: number;
  readonly end: number;
}

/** From the first event to the latest. */
export function spanOf(drawn: readonly Drawn[]): Span {
  const times = drawn
    .flat()
    .flatMap(({ picture: { marks, asked, segments } }) => [
      ...marks.map(({ at }) => at),
      ...asked.flatMap(({ at, answered }) => [at, answered ?? at]),
      ...segments.map(({ start }) => start),
    ]);
  const start = times.length === 0 ? 0 : Math.min(...times);
  return { start, end: times.length === 0 ? 1 : Math.max(...times, start + 1) };
}
