/**
 * The steps of a profile beside the steps of the tape. Each position of the walk has the step that the server had
 * reached by then; inside a read or a write that is the line with the call. Where a position has many steps, because
 * the code ran on without using its socket, the walk through them is by line.
 */
import { countWhile } from '../base/search.ts';
import type { SourceStep, Trace, TracedCall } from './replay-trace.ts';
import { samePreview, type Variable } from './value-preview.ts';

/** Index of the last step taken by `position`; −1 before the first. */
export function stepBy({ steps }: Trace, position: number): number {
  return lastBy(steps, position);
}

/** The call the server was in at `position`: the last one made by then. */
export function callBy({ calls }: Trace, position: number): TracedCall | null {
  return calls[lastBy(calls, position)] ?? null;
}

function lastBy(list: readonly { readonly position: number }[], position: number): number {
  return countWhile(list.length, (index) => (list[index]?.position ?? 0) <= position) - 1;
}

/** The first and the last of the steps that ran without moving the tape, around the one at `index`. */
export function runOf({ steps }: Trace, index: number): { readonly first: number; readonly last: number } {
  const position = steps[index]?.position;
  let first = index;
  let last = index;
  while (first > 0 && steps[first - 1]?.position === position) first--;
  while (last + 1 < steps.length && steps[last + 1]?.position === position) last++;
  return { first, last };
}

/** The last of the steps that ran without moving the tape and raised; −1 when none did. */
export function raisedIn(trace: Trace, index: number): number {
  const { first, last } = runOf(trace, index);
  for (let at = last; at >= first; at--) {
    const step = trace.steps[at];
    if (step !== undefined && step.raised !== null && !step.fatal) return at;
  }
  return -1;
}

/** The call made on the line of a step, while that step is current: the last one made by `position`. */
export function callOf({ calls }: Trace, index: number, position: number): TracedCall | null {
  let found: TracedCall | null = null;
  for (let at = lastBy(calls, position); at >= 0; at--) {
    const call = calls[at];
    if (call === undefined || call.step < index) break;
    if (call.step === index) {
      found = call;
      break;
    }
  }
  return found;
}

/** A variable, and whether the previous line gave it this value. */
export interface ShownVariable extends Variable {
  readonly changed: boolean;
}

/** The variables of a step; `changed` compares with the previous step in the same function. */
export function variablesAt({ steps }: Trace, index: number): readonly ShownVariable[] {
  const step = steps[index];
  if (step === undefined) return [];
  const before = beforeIn(steps, index, step.within);
  return step.variables.map(({ name, value }) => {
    const old = before?.variables.find((one) => one.name === name)?.value;
    const changed = old === undefined ? value.kind !== 'unset' : !samePreview(old, value);
    return { name, value, changed };
  });
}

function beforeIn(steps: readonly SourceStep[], index: number, within: string): SourceStep | undefined {
  for (let at = index - 1; at >= 0; at--) if (steps[at]?.within === within) return steps[at];
  return undefined;
}
