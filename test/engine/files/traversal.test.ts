/**
 * Every way anybody has spelt `..`, and what else hides or blocks: nothing outside the folder, nothing behind a link
 * that leads out, no dot-file, no 5xx and no silence.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Mode } from '#shared/base/options.ts';
import { HIDDEN, SECRET, TestFolder } from './folder.ts';

const DOTS = ['.', '%2e', '%2E', '%252e', '%c0%ae', '%e0%80%ae', '%f0%80%80%ae', '%u002e', '%ef%bc%8e', '%00.'];
const SLASHES = [
  '/',
  '%2f',
  '%2F',
  '%5c',
  '\\',
  '%c0%af',
  '%e0%80%af',
  '%252f',
  '%u2215',
  '//',
  '/./',
  '%00/',
  ';/',
  '/%20/',
];

/** `..` in every spelling, up three folders, from the root and from below. */
const SPELT = DOTS.flatMap((dot) =>
  SLASHES.flatMap((slash) =>
    ['/', '/sub/'].flatMap((start) =>
      [1, 2, 3].map((depth) => `${start}${`${dot}${dot}${slash}`.repeat(depth)}secret.txt`),
    ),
  ),
);

const OUTSIDE = [
  '/../secret.txt',
  '/..',
  '/../',
  '/...',
  '/..../',
  '/sub/..',
  '/sub/../../outside/secret.txt',
  '/.%2e/secret.txt',
  '/%2e./secret.txt',
  '/..%00/secret.txt',
  '/..%0d/secret.txt',
  '/..;/secret.txt',
  '/..%3b/secret.txt',
  '/..%3f/secret.txt',
  '/..%23/secret.txt',
  '//../secret.txt',
  '///..//secret.txt',
  '/%2f../secret.txt',
  '/%2fetc/passwd',
  '//etc/passwd',
  '/etc/passwd',
  `/${'../'.repeat(12)}etc/passwd`,
  `/${'%2e%2e/'.repeat(12)}etc/passwd`,
  `/sub/${'..%2f'.repeat(12)}etc/passwd`,
  '/a.txt%00.html',
  '/%00',
  '/%00/../secret.txt',
  '/a.txt/../../secret.txt',
  '/a.txt/..%2f..%2fsecret.txt',
  '/C:/secret.txt',
  '/C:%5csecret.txt',
  '/%5c%5chost%5cshare',
  '/file:///etc/passwd',
  '/a.txt::$DATA',
  '/%7e/secret.txt',
  '/~root/secret.txt',
  'http://a/../secret.txt',
  'http://a/%2e%2e/secret.txt',
  '/%',
  '/%2',
  '/%zz',
  '/%ff%fe',
  '/%ed%a0%80',
  '/%c0',
];

const LINKS = [
  '/out.txt',
  '/out/secret.txt',
  '/out/',
  '/out',
  '/up/secret.txt',
  '/chain.txt',
  '/loop',
  '/etc/passwd',
  '/dangling',
  '/tohidden.txt',
  '/togit/config',
];
const DOT_FILES = [
  '/.env',
  '/%2eenv',
  '/%2Eenv',
  '/.git/config',
  '/.git/',
  '/.git',
  '/sub/.hidden',
  '/sub/%2ehidden',
  '/.well-known/x',
  '/.',
  '/./',
  '/./a.txt',
  '/sub/./index.html',
  '/.%65nv',
  '/.env/',
];
const DEVICES = ['/fifo', '/fifo/', '/zero', '/sub/fifo'];
const LONG = [
  `/${'a'.repeat(255)}`,
  `/${'a'.repeat(256)}`,
  `/${'a'.repeat(4096)}`,
  `/${'a/'.repeat(2500)}`,
  `/${'%61'.repeat(300)}`,
  `/${'%c3%a9'.repeat(130)}`,
  `/${'sub/'.repeat(1100)}x`,
];

function furnished(mode: Mode): TestFolder {
  const folder = new TestFolder(true, mode);
  folder.write('a.txt', 'a');
  folder.write('sub/index.html', 'sub');
  folder.write('.env', HIDDEN);
  folder.write('.git/config', HIDDEN);
  folder.write('sub/.hidden', HIDDEN);
  folder.write('.well-known/x', HIDDEN);
  folder.link('out.txt', '../secret.txt');
  folder.link('out', '../outside');
  folder.link('up', '..');
  folder.link('chain.txt', 'out.txt');
  folder.link('loop', 'loop');
  folder.link('etc', '/etc');
  folder.link('dangling', 'nothing');
  folder.link('tohidden.txt', '.env');
  folder.link('togit', '.git');
  folder.link('zero', '/dev/zero');
  folder.fifo('fifo');
  folder.fifo('sub/fifo');
  return folder;
}

const folders = new Map<Mode, TestFolder>();

beforeAll(() => {
  for (const mode of ['hardened', 'rfc'] as const) folders.set(mode, furnished(mode));
});

afterAll(async () => {
  for (const folder of folders.values()) await folder.close();
});

it.each(['hardened', 'rfc'] as const)('leaks nothing for any request: %s', async (mode) => {
  const folder = folders.get(mode) as TestFolder;
  const targets = [...SPELT, ...OUTSIDE, ...LINKS, ...DOT_FILES, ...DEVICES, ...LONG];
  expect(targets.length).toBeGreaterThan(800);
  const leaks: string[] = [];
  const statuses = new Map<number, number>();
  for (const target of targets) {
    const answer = await folder.get(target);
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    const { status, content } = answer;
    if (content.includes(SECRET) || content.includes('root:')) leaks.push(`outside: ${target}`);
    if (content.includes(HIDDEN)) leaks.push(`hidden: ${target}`);
    if (status >= 500 || Number.isNaN(status) || status === 0) leaks.push(`${status}: ${target}`);
    if (status === 200 && !['a', 'sub'].includes(content)) leaks.push(`200: ${target}: ${content.slice(0, 60)}`);
    const location = answer.field('location');
    if (location !== undefined && !/^\/[^/\\]/.test(location)) leaks.push(`to ${location}: ${target}`);
  }
  expect(leaks).toEqual([]);
  // Parsing refuses some with 400; every other one is simply not there.
  expect([...statuses.keys()].filter((status) => status !== 400 && status !== 404)).toEqual([]);
});

it('lists neither links out, nor dot-files, nor devices', async () => {
  const { status, content } = await (folders.get('hardened') as TestFolder).get('/');
  expect(status).toBe(200);
  expect([...content.matchAll(/href="\.\/([^"]*)"/g)].map(([, href]) => href)).toEqual(['sub/', 'a.txt']);
});
