/** The files of a profile: its tree, written to a separate folder that no path can leave. */
import { lstatSync, mkdirSync, readFileSync, type Stats, writeFileSync } from 'node:fs';
import path from 'node:path';
import { osError } from '#shared/profiles/python/exceptions.ts';
import { resolvePath, type Tree } from '#shared/profiles/trees.ts';

export class Files {
  readonly #root: string;

  /** Writes `tree` to `root`. */
  constructor(root: string, tree: Tree) {
    this.#root = root;
    for (const [name, bytes] of tree) {
      const place = path.join(root, name);
      mkdirSync(path.dirname(place), { recursive: true });
      writeFileSync(place, bytes);
    }
  }

  exists(name: string): boolean {
    return this.#stats(name) !== null;
  }

  isFile(name: string): boolean {
    return this.#stats(name)?.isFile() ?? false;
  }

  read(name: string): Uint8Array {
    const found = this.#stats(name);
    if (found === null) throw osError('ENOENT');
    if (found.isDirectory()) throw osError('EISDIR');
    try {
      return readFileSync(this.#placeOf(name) as string);
    } catch (error) {
      throw osError((error as NodeJS.ErrnoException).code ?? 'EIO');
    }
  }

  makeFolder(name: string): void {
    const place = this.#placeOf(name);
    if (place === null) throw osError('ENOENT');
    mkdirSync(place, { recursive: true });
  }

  /** Links are not followed: they are treated as missing files. */
  #stats(name: string): Stats | null {
    const place = this.#placeOf(name);
    return place === null ? null : statsOf(place);
  }

  #placeOf(name: string): string | null {
    const inTree = (resolved: string): string => path.join(this.#root, resolved);
    const resolved = resolvePath(name, (folder) => statsOf(inTree(folder))?.isDirectory() ?? false);
    return resolved === null ? null : inTree(resolved);
  }
}

function statsOf(place: string): Stats | null {
  try {
    const stats = lstatSync(place);
    return stats.isFile() || stats.isDirectory() ? stats : null;
  } catch {
    // Missing, or not a valid file name: the caller sees no difference.
    return null;
  }
}
