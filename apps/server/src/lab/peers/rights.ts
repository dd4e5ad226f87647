/**
 * The user as which a peer runs. If Octet was started as root (in a container, say), its peers run as `nobody`: Apache
 * refuses to serve as root, and the others should not. Otherwise they run as the same user as Octet.
 */
import { statSync } from 'node:fs';
import path from 'node:path';

export interface Rights {
  readonly uid: number;
  readonly gid: number;
}

/** `nobody`, where systems agree on a number. */
const NOBODY: Rights = { uid: 65_534, gid: 65_534 };

const OTHERS_EXECUTE = 0o001;

/** The user for peers instead of Octet's own; null: Octet's own. */
export const lesserRights = (): Rights | null => (process.getuid?.() === 0 ? NOBODY : null);

/** The user for a program: one in a folder that `nobody` cannot enter runs as Octet's user. */
export function rightsFor(program: string): Rights | null {
  const rights = lesserRights();
  return rights === null || !mayReach(program) ? null : rights;
}

/** Whether every user may enter the folders above a file and execute it. */
export function mayReach(file: string): boolean {
  for (let at = file; ; at = path.dirname(at)) {
    if ((statSync(at).mode & OTHERS_EXECUTE) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}
