/** The files a profile can read: a small world of its own, in which even `..` leads nowhere real. */
import { encode } from './python/text.ts';

/** By path, with `/` between folders. */
export type Tree = ReadonlyMap<string, Uint8Array>;

const page = (title: string): Uint8Array =>
  encode(`<!doctype html>\n<html>\n<body>\n<h1>${title}</h1>\n</body>\n</html>\n`);

/** An image, and so not UTF-8 text: the first octets of the smallest PNG. */
const PICTURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

export const ONE_PAGE_TREE: Tree = new Map([['index.html', page('One page')]]);

export const STATIC_TREE: Tree = new Map([
  // Beside the served folder, for clients that escape from it.
  ['secret.txt', encode('Nobody should read this. It is a decoy: nothing here is secret.\n')],
  ['static/index.html', page('Welcome')],
  ['static/hello.html', page('Привет, мир!')],
  ['static/hello.txt', encode('Hello\nПривет\n你好\n')],
  ['static/picture.png', PICTURE],
]);

/**
 * Where a path leads when the world ends at the tree's root, as `/..` is `/`: a path in the tree's own spelling. Null
 * where it leads through something that is not a folder, or uses a name that no file can have.
 */
export function resolvePath(path: string, isFolder: (resolved: string) => boolean): string | null {
  if (path.includes('\0')) return null;
  const resolved: string[] = [];
  for (const part of path.split('/')) {
    if (!isFolder(resolved.join('/'))) return null;
    if (part === '..') resolved.pop();
    else if (part !== '' && part !== '.') resolved.push(part);
  }
  return resolved.join('/');
}
