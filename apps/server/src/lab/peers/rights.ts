/**
 * With whose rights a peer runs. Octet started as root (in a container, say) gives them up for its peers, which then run
 * as `nobody`: Apache would not serve as root, and the others should not. Otherwise they run as Octet does.
 */
import { statSync } from 'node:fs';
import path from 'node:path';

export interface Rights {
  readonly uid: number;
  readonly gid: number;
}

/** `nobody` where systems agree on a number. */
const NOBODY: Rights = { uid: 65_534, gid: 65_534 };

const OTHERS_EXECUTE = 0o001;

/** What peers are to run with instead of Octet's own; null: with those. */
export const lesserRights = (): Rights | null => (process.getuid?.() === 0 ? NOBODY : null);

/** Those for a program: one in a folder that `nobody` cannot enter keeps Octet's own. */
export function rightsFor(program: string): Rights | null {
  const rights = lesserRights();
  return rights === null || !mayReach(program) ? null : rights;
}

/** Whether everybody may enter the folders above a file and execute it. */
export function mayReach(file: string): boolean {
  for (let at = file; ; at = path.dirname(at)) {
    if ((statSync(at).mode & OTHERS_EXECUTE) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}
