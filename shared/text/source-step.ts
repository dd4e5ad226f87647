/** What a line of a profile does, in words: dies, raises, waits or calls; otherwise that it runs next. */
import type { Trace } from '../profiles/replay-trace.ts';
import { messageOf } from '../profiles/value-preview.ts';
import { callOf } from '../profiles/walk.ts';
import type { Messages } from './index.ts';

/** For step `index` of a trace, with the cursor at `position`; empty if there is no such step. */
export function sourceStep(t: Messages, trace: Trace, index: number, position: number): string {
  const words = t.profileSource;
  const step = trace.steps[index];
  if (step === undefined) return '';
  const { raised, fatal } = step;
  if (raised !== null) {
    const message = messageOf(raised);
    const error = message === '' ? raised.name : `${raised.name}: ${message}`;
    if (fatal) return trace.died === null ? words.ends(error) : words.dies(error);
    return words.raises(error);
  }
  if (trace.strayed !== null && index === trace.steps.length - 1) return words.strayed;
  const made = callOf(trace, index, position);
  if (made === null) return words.runs;
  const here = made === trace.calls.at(-1) && made.outcome === null;
  return here ? words.waits(made.call) : words.calls(made.call);
}
