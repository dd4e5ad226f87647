/**
 * Predicts in a thread of its own: a request of a megabyte takes a server's parser, or a text's program, longer than a
 * key may take to be seen.
 */
import type { Foretold } from '#shared/prediction/foreseen.ts';
import { type Prediction, predict } from '#shared/prediction/predict.ts';

/** What the page asks. */
export interface Question {
  readonly id: number;
  readonly server: Foretold;
  readonly reads: readonly Uint8Array[];
}

export interface Answered {
  readonly id: number;
  readonly prediction: Prediction;
}

addEventListener('message', ({ data: { id, server, reads } }: MessageEvent<Question>) => {
  postMessage({ id, prediction: predict(server, reads) } satisfies Answered);
});
