/** Engines that serve a handler of the Fetch API. */
import { type FetchFunction, fetchRouter } from '../../apps/server/src/engine/fetch-handler.ts';
import type { StandaloneSetup } from '../../apps/server/src/engine/standalone.ts';

/** What the keeper of the engine set up last was told. */
export const reported: unknown[] = [];

/** A setup for an engine of one handler. */
export const serving = (app: FetchFunction, more: StandaloneSetup = {}): StandaloneSetup => {
  reported.length = 0;
  return { router: fetchRouter(app), report: (error) => reported.push(error), ...more };
};
