/** The prediction for the connection shown: from what the server has read of it, plus what is written but not sent. */
import { useEffect, useMemo, useState } from 'react';
import { type Difference, verify } from '#shared/prediction/agreement.ts';
import type { PredictedServer } from '#shared/prediction/predicted.ts';
import { originalOf } from '#shared/servers/facts.ts';
import { outcomeIn } from '#shared/transcript/judge/outcome.ts';
import { INITIAL_STATUS } from '#shared/transcript/record/status.ts';
import { isInterim } from '#shared/transcript/replay/message-log.ts';
import type { Replay } from '#shared/transcript/replay/replay.ts';
import { waitingAt } from '#shared/waiting/waiting.ts';
import { serverOfNext, settled } from '../../session/actions/actions.ts';
import { useInputSource } from '../../session/handoff/input-source.ts';
import { usePendingInput } from '../../session/handoff/pending-input.ts';
import { predictedServer, type ServerPrediction, usePredictions } from '../../session/predictions/predictions.ts';
import { useCurrentLane, useReplay, useServer } from '../../session/state/hooks.ts';
import { canSend, summaryOf } from '../../session/state/lane-state.ts';
import { useSettings } from '../../session/state/settings.ts';

/** Longer connections are not replayed on every key press. */
const MOST_OCTETS = 4 * 1024 * 1024;

/** After this many ms of silence, what came is compared with what was predicted … */
const QUIET_MS = 400;
/** … once the server has settled; it is given this many ms to. */
const SETTLE_MS = 8000;

const KEY = 'shown';

interface ShownPrediction {
  readonly server: string;
  /** Null: nothing was asked, or there is no answer yet. */
  readonly predicted: ServerPrediction | null;
  /** The prediction belongs to slightly older text. */
  readonly older: boolean;
  /** How many of the predicted answers have already come. */
  readonly answered: number;
}

export function usePrediction(): ShownPrediction {
  const { id, server } = useShown();
  const lane = useCurrentLane();
  const takes = lane === null || (canSend(lane) && summaryOf(lane).state !== 'server-closed');
  const replay = useReplay();
  const version = replay?.version ?? -1;
  const source = useInputSource((state) => state.source);
  const unsent = usePendingInput((state) => state[source]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a replay grows in place; its version changes
  const reads = useMemo(() => {
    // What is sent now goes out on a new connection.
    if (!takes) return unsent.length === 0 ? null : unsent;
    const before = readsOf(replay);
    return before === null ? null : [...before, ...unsent];
  }, [replay, version, unsent, takes]);
  const predicted = usePredictions([{ key: KEY, server }], reads).get(KEY) ?? null;
  const answered = takes && replay !== null ? answersIn(replay) : 0;
  const older = predicted?.is === 'predicted' && predicted.reads !== reads;
  return { server: id, predicted: reads === null ? null : predicted, older, answered };
}

const answersIn = ({ response }: Replay): number =>
  response.log.messages.filter((message) => message.head !== null && !isInterim(message)).length;

/** Null: there is nothing to report while it may still come true, or could not have been predicted. */
export type Checked = readonly Difference[] | null;

/** Once the server is quiet: what it did, compared with the prediction for everything it has read. */
export function useChecked(): Checked {
  const { server } = useShown();
  const replay = useQuiet();
  const reads = useMemo(() => (replay === null ? null : readsOf(replay.replay)), [replay]);
  const predicted = usePredictions([{ key: KEY, server }], reads).get(KEY);
  return useMemo(() => {
    if (replay === null || predicted?.is !== 'predicted' || predicted.reads !== reads || predicted.prediction === null)
      return null;
    const { status } = replay;
    const { now, fin } = predicted.prediction;
    const expected = status.clientFin ? fin : now;
    const { verdict, differs } = verify(expected, outcomeIn(replay.replay));
    return verdict === 'otherwise' ? differs : [];
  }, [replay, predicted, reads]);
}

/** The server shown, as a prediction needs it: a connection keeps the reading it was accepted with. */
function useShown(): { readonly id: string; readonly server: PredictedServer } {
  const id = useCurrentLane()?.info.server ?? serverOfNext();
  const info = useServer(id);
  const options = useSettings(({ profile }) => profile);
  const accepted = useReplay()?.options ?? null;
  return { id, server: predictedServer(id, accepted, info, accepted?.profile ?? options) };
}

/** What the server has read, read by read; null if unknown, or too much. */
function readsOf(replay: Replay | null): readonly Uint8Array[] | null {
  if (replay === null) return [];
  const { request, dropped } = replay;
  if (dropped !== null || request.length > MOST_OCTETS) return null;
  const ends = request.boundaries;
  return ends.map((end, at) => request.bytes(ends[at - 1] ?? 0, end).slice());
}

interface Quiet {
  readonly replay: Replay;
  readonly status: typeof INITIAL_STATUS;
}

/** The replay, once nothing has come for a while and nothing is under way that predictions do not cover. */
function useQuiet(): Quiet | null {
  const replay = useReplay();
  const lane = useCurrentLane()?.info.lane ?? 0;
  const version = replay?.version ?? -1;
  const [quiet, setQuiet] = useState<Quiet | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a replay grows in place; its version changes
  useEffect(() => {
    setQuiet(null);
    if (replay === null || !isKnown(replay)) return undefined;
    let stale = false;
    const rest = setTimeout(async () => {
      await settled(lane, SETTLE_MS);
      if (!stale) setQuiet({ replay, status: replay.places.at(-1)?.status ?? INITIAL_STATUS });
    }, QUIET_MS);
    return () => {
      stale = true;
      clearTimeout(rest);
    };
  }, [replay, version]);
  return quiet;
}

/** Predictions do not cover clocks, kills from outside, holds and working handlers. */
function isKnown(replay: Replay): boolean {
  const status = replay.places.at(-1)?.status ?? INITIAL_STATUS;
  const { options } = replay;
  if (!status.accepted || options === null || replay.request.length === 0) return false;
  if (status.fired !== null || status.reset === 'client' || status.hold !== null) return false;
  if (status.crash !== null && originalOf(options.server) === undefined) return false;
  return waitingAt(replay, replay.total).for.what !== 'handler';
}
