/** Sites for conversations. */
import type { Handler } from '../../apps/server/src/engine/handler.ts';
import type { EngineOptions } from '../../apps/server/src/engine/options.ts';

/** A site of one handler for every path and method. */
export function only(handler: Handler): Partial<EngineOptions> {
  return { router: () => ({ handler }) };
}

/** A site whose handlers wait to be told. */
export function waiting(status = 200): {
  options: Partial<EngineOptions>;
  started(): string[];
  answer(path: string): void;
} {
  const answers = new Map<string, () => void>();
  const options = only(
    ({ path }) =>
      new Promise((resolve) => {
        answers.set(path, () => resolve({ status, fields: [['Path', path]], content: null }));
      }),
  );
  return { options, started: () => [...answers.keys()], answer: (path) => answers.get(path)?.() };
}
