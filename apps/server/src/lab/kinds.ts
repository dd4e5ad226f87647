/** The servers of the lab: the engine, the profiles, the references beside them, and the mended profiles. */
import { PROFILES, REFERENCES, type Runnable } from '../../../../shared/profiles/index.ts';
import { MENDED } from '../../../../shared/profiles/mended/index.ts';
import { DEFAULT_OPTIONS } from '../../../../shared/profiles/os.ts';
import type { ServerKind } from './server.ts';

/** All of them, run by `script`. The engine first: it is the one a page begins with. */
export function serverKinds(script: URL): ServerKind[] {
  const references = REFERENCES.map(
    ({ id, port }): ServerKind => ({
      id,
      script,
      firstPort: port,
      ...(id === 'engine' ? { reads: true, gated: true } : { onDemand: true }),
    }),
  );
  const profiles = PROFILES.map((profile) => kindOf(profile, script));
  const mended = MENDED.map((profile): ServerKind => ({ ...kindOf(profile, script), unlisted: true }));
  const [engine, ...others] = references;
  return engine === undefined ? [] : [engine, ...profiles, ...others, ...mended];
}

function kindOf({ id, port, tree, transport }: Runnable, script: URL): ServerKind {
  return {
    id,
    script,
    firstPort: port,
    onDemand: true,
    transport,
    ...(transport === 'tcp' && { gated: true }),
    ...(tree !== null && { scratch: true }),
    profile: { ...DEFAULT_OPTIONS, prints: false },
  };
}
