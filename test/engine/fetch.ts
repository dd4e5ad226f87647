/** Engines that serve a handler of the Fetch API. */
import { type FetchFunction, fetchRouter } from '../../apps/server/src/engine/fetch-handler.ts';
import type { TestSetup } from './client.ts';

/** What the keeper of the engine set up last was told. */
export const reported: unknown[] = [];

/** A setup for an engine of one handler. */
export const serving = (app: FetchFunction, more: TestSetup = {}): TestSetup => {
  reported.length = 0;
  return { router: fetchRouter(app), report: (error) => reported.push(error), ...more };
};
