/** The servers of the lab: the engine, the profiles, the reference servers and the patched profiles. */
import { PROFILES, type Runnable } from '#shared/profiles/index.ts';
import { BUSY, PATCHED } from '#shared/profiles/patched-profiles.ts';
import { REFERENCES, speaksTls } from '#shared/servers/names.ts';
import { FIRST_PEER_PORT, PEER_IDS, type PeerId } from '#shared/servers/peers.ts';
import { DEFAULT_OPTIONS } from '#shared/servers/start-options.ts';
import type { TlsPem } from '../base/tls-files.ts';
import type { ServerKind } from './servers/server-kind.ts';

/**
 * All of them, run by `script`. The engine comes first: a page starts with it.
 * @param tls without it there is no engine over HTTPS
 */
export function serverKinds(script: URL, tls: TlsPem | null = null): ServerKind[] {
  const references = REFERENCES.flatMap(({ id, port }): ServerKind[] => {
    const kind = { id, script, firstPort: port };
    if (speaksTls(id)) return tls === null ? [] : [{ ...kind, reads: true, gated: true, tls }];
    return [{ ...kind, ...(id === 'engine' ? { reads: true, gated: true } : { onDemand: true }) }];
  });
  const profiles = PROFILES.map((profile) => kindOf(profile, script));
  const patched = [...PATCHED, ...BUSY].map((profile): ServerKind => ({ ...kindOf(profile, script), unlisted: true }));
  const [engine, ...others] = references;
  return engine === undefined ? [] : [engine, ...profiles, ...others, ...patched];
}

/** The peers to look for, and the port on which each listens unless it is taken. */
export function peerKinds(): { id: PeerId; firstPort: number }[] {
  return PEER_IDS.map((id, i) => ({ id, firstPort: FIRST_PEER_PORT + i }));
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
