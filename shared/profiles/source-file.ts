/** Which file a server runs, by the server's name. */
import { type Profile, profileOf } from './index.ts';

export interface SourceFile {
  /** The profile it is, or was before some lines were mended. */
  readonly profile: Profile;
  /** In this folder. */
  readonly file: string;
}

/** `users-api`, or `users-api+mended:no-accept`, which is a file of its own. */
const NAME = /^(?<id>.+?)(?:\+mended:(?<mended>[\w-]+))?$/;

/** The file of a profile; null for a server that is none. */
export function sourceFileOf(server: string): SourceFile | null {
  const { id = '', mended } = NAME.exec(server)?.groups ?? {};
  const profile = profileOf(id);
  if (profile === undefined) return null;
  const file = mended === undefined ? profile.file : `mended/${profile.file.replace('.ts', '')}-${mended}.ts`;
  return { profile, file };
}
