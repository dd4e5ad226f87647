/**
 * What servers would do with octets that are not sent yet. Computed one server after another, in another thread, once
 * the user pauses; a change abandons what is left of the old question.
 */
import { useEffect, useMemo, useState } from 'react';
import { DEFAULT_READING, type Reading } from '#shared/base/options.ts';
import type { Prediction } from '#shared/prediction/predict.ts';
import type { PredictedServer } from '#shared/prediction/predicted.ts';
import { originalOf } from '#shared/servers/facts.ts';
import type { ProfileOptions } from '#shared/servers/start-options.ts';
import type { ServerInfo } from '#shared/wire/messages.ts';
import type { Answered, Question } from './predict-worker.ts';

/** The pause before a prediction starts, ms. */
const REST_MS = 120;

/** One server to predict for, with the caller's key. */
export interface Ask {
  readonly key: string;
  readonly server: PredictedServer;
}

/** What is known about one server. `broken`: the prediction thread could not run. */
export type ServerPrediction =
  | { readonly is: 'predicted'; readonly prediction: Prediction; readonly reads: readonly Uint8Array[] }
  | { readonly is: 'broken' };

/**
 * A server as a prediction needs it. `reading`: for one connection; null: the server's own.
 * @param options what a profile would be started with
 */
export function predictedServer(
  id: string,
  reading: Reading | null,
  info: ServerInfo | null,
  options: ProfileOptions,
): PredictedServer {
  if (id === 'engine') return { kind: 'engine', reading: reading ?? info?.reading ?? DEFAULT_READING };
  const profile = originalOf(id);
  if (profile === undefined) return { kind: 'unknown', id };
  const runs = info?.state === 'listening';
  const port = runs ? info.port : profile.port;
  return { kind: 'profile', id, options: (runs ? info.options : null) ?? options, port };
}

/**
 * What these servers would do with what each read would carry; null asks nothing. An older prediction stands until the
 * newer one is ready: `reads` says which octets it belongs to.
 */
export function usePredictions(
  asks: readonly Ask[],
  reads: readonly Uint8Array[] | null,
): ReadonlyMap<string, ServerPrediction> {
  const [predictions, setPredictions] = useState<ReadonlyMap<string, ServerPrediction>>(new Map());
  // A new list with the same servers is not a new question.
  const named = JSON.stringify(asks);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the names cover everything
  const stable = useMemo(() => asks, [named]);
  useEffect(() => {
    if (reads === null) return undefined;
    let wanted = true;
    const ask = async () => {
      for (const { key, server } of stable) {
        const answer = await predictOne(server, reads);
        if (!wanted) return;
        setPredictions((before) => new Map(before).set(key, answer));
      }
    };
    const rest = setTimeout(() => void ask(), REST_MS);
    return () => {
      wanted = false;
      clearTimeout(rest);
    };
  }, [stable, reads]);
  return predictions;
}

const waiting = new Map<number, (answer: Prediction | 'broken') => void>();
let questions = 0;
let thread: Worker | null = null;

async function predictOne(server: PredictedServer, reads: readonly Uint8Array[]): Promise<ServerPrediction> {
  // Nothing to run: answered at once.
  if (server.kind === 'unknown') return { is: 'predicted', prediction: null, reads };
  const id = ++questions;
  const answer = await new Promise<Prediction | 'broken'>((resolve) => {
    waiting.set(id, resolve);
    thread ??= startThread();
    thread.postMessage({ id, server, reads } satisfies Question);
  });
  return answer === 'broken' ? { is: 'broken' } : { is: 'predicted', prediction: answer, reads };
}

function startThread(): Worker {
  const worker = new Worker(new URL('./predict-worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }: MessageEvent<Answered>) => {
    waiting.get(data.id)?.(data.prediction);
    waiting.delete(data.id);
  });
  // A script that fails to load, or an Octet bug: the caller is notified, and the next question gets a new thread.
  worker.addEventListener('error', () => {
    for (const resolve of waiting.values()) resolve('broken');
    waiting.clear();
    worker.terminate();
    thread = null;
  });
  return worker;
}
