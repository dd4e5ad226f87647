/** The servers of the lab: the engine, the profiles, and the references beside them. */
import { PROFILES, REFERENCES } from '../../../../shared/profiles/index.ts';
import { DEFAULT_OPTIONS } from '../../../../shared/profiles/os.ts';
import type { ServerKind } from './server.ts';

/** All of them, run by `script`. The engine first: it is the one a page begins with. */
export function serverKinds(script: URL): ServerKind[] {
  const references = REFERENCES.map(
    ({ id, port }): ServerKind => ({ id, script, firstPort: port, ...(id !== 'engine' && { onDemand: true }) }),
  );
  const profiles = PROFILES.map(
    ({ id, port, tree }): ServerKind => ({
      id,
      script,
      firstPort: port,
      onDemand: true,
      ...(tree !== null && { scratch: true }),
      profile: { ...DEFAULT_OPTIONS, prints: false },
    }),
  );
  const [engine, ...others] = references;
  return engine === undefined ? [] : [engine, ...profiles, ...others];
}
