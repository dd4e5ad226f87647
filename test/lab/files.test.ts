/** The folder a profile lives in: laid out for it, written to by it, and never left. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { FileNotFoundError, IsADirectoryError } from '#shared/profiles/python/exceptions.ts';
import { STATIC_TREE, type Tree } from '#shared/profiles/trees.ts';
import { Files } from '../../apps/server/src/lab/profile-runtime/files.ts';

function laidOut(tree: Tree): { files: Files; root: string } {
  const root = mkdtempSync(path.join(tmpdir(), 'octet-files-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  return { files: new Files(root, tree), root };
}

it('makes the folder that static-threads misses', () => {
  const { files, root } = laidOut(new Map());
  expect(files.exists('static')).toBe(false);
  files.makeFolder('static');
  expect([files.exists('static'), files.isFile('static'), readdirSync(root)]).toEqual([true, false, ['static']]);
});

it('makes nothing outside of its root', () => {
  const { files, root } = laidOut(new Map());
  files.makeFolder('../../octet-escaped');
  expect(readdirSync(root)).toEqual(['octet-escaped']);
});

it('reads the created files, and reports failures as the system does', () => {
  const { files } = laidOut(STATIC_TREE);
  expect(new Uint8Array(files.read('static/../secret.txt'))).toEqual(STATIC_TREE.get('secret.txt'));
  expect(() => files.read('static')).toThrow(IsADirectoryError);
  expect(() => files.read('none')).toThrow(FileNotFoundError);
});
