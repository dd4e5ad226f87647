/**
 * Predicts in a thread of its own: a request of a megabyte takes a server's parser, or a text's program, longer than a
 * key may take to be seen.
 */

import { type Prediction, predict } from '#shared/prediction/predict.ts';
import type { PredictedServer } from '#shared/prediction/predicted.ts';

/** What the page asks. */
export interface Question {
  readonly id: number;
  readonly server: PredictedServer;
  readonly reads: readonly Uint8Array[];
}

export interface Answered {
  readonly id: number;
  readonly prediction: Prediction;
}

addEventListener('message', ({ data: { id, server, reads } }: MessageEvent<Question>) => {
  postMessage({ id, prediction: predict(server, reads) } satisfies Answered);
});
