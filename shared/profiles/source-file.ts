/** Which file a server runs, by the server's name. */
import { isBusy, patchedIn, profileIdIn } from '../servers/names.ts';
import { type Profile, profileOf } from './index.ts';

export interface SourceFile {
  /** The profile it is, or was before the patch. */
  readonly profile: Profile;
  /** In this folder. */
  readonly file: string;
}

/** The file of a profile; null for any other server. A patched profile has a file of its own. */
export function sourceFileOf(server: string): SourceFile | null {
  const profile = profileOf(profileIdIn(server) ?? '');
  if (profile === undefined) return null;
  const patch = isBusy(server) ? 'busy' : patchedIn(server);
  const file = patch === null ? profile.file : `patched/${profile.file.replace('.ts', '')}-${patch}.ts`;
  return { profile, file };
}
