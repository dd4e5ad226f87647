/**
 * Predicts in a thread of its own: a server's parser, or a tutorial's program, takes longer over a megabyte than a key
 * press may take to show.
 */

import { type Prediction, predict } from '#shared/prediction/predict.ts';
import type { PredictedServer } from '#shared/prediction/predicted.ts';

/** The page's question. */
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
