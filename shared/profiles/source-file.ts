/** Which file a server runs, by the server's name. */
import { isBusy, mendedIn, profileIdIn } from '../servers/names.ts';
import { type Profile, profileOf } from './index.ts';

export interface SourceFile {
  /** The profile it is, or was before some lines were mended. */
  readonly profile: Profile;
  /** In this folder. */
  readonly file: string;
}

/** The file of a profile; null for a server that is none. A mended profile is a file of its own. */
export function sourceFileOf(server: string): SourceFile | null {
  const profile = profileOf(profileIdIn(server) ?? '');
  const mended = mendedIn(server);
  if (profile === undefined) return null;
  if (isBusy(server)) return { profile, file: `busy/${profile.file}` };
  const file = mended === null ? profile.file : `mended/${profile.file.replace('.ts', '')}-${mended}.ts`;
  return { profile, file };
}
