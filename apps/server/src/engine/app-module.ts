/** Loads the file behind `octet serve --app FILE`: a module whose default export answers requests. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FetchFunction } from './fetch-handler.ts';

/** The file is not an app. The message is one line, written for the user; `cause` is what the module threw. */
export class AppError extends Error {}

/**
 * The default export of a module if it is a function `(Request) => Response` or an object with such a `fetch`.
 * @throws AppError if there is no such file, if it throws while loading, or if it exports something else
 */
export async function loadApp(file: string): Promise<FetchFunction> {
  const path = resolve(file);
  if (!existsSync(path)) throw new AppError(`There is no file ${file}.`);
  const app = (await load(file, path)).default;
  if (typeof app === 'function') return app as FetchFunction;
  if (typeof app === 'object' && app !== null && 'fetch' in app && typeof app.fetch === 'function') {
    return app.fetch.bind(app) as FetchFunction;
  }
  throw new AppError(`${file} has no default export that is a function or an object with fetch.`);
}

async function load(file: string, path: string): Promise<{ default?: unknown }> {
  try {
    return (await import(pathToFileURL(path).href)) as { default?: unknown };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new AppError(`${file} cannot be loaded: ${why.split('\n', 1)[0]}`, { cause: error });
  }
}
