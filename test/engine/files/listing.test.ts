import { existsSync, mkdtempSync, statSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { imfFixdate, isHttpDate } from '../../../apps/server/src/engine/date.ts';
import { listFolder } from '../../../apps/server/src/engine/files/listing.ts';
import { nextTurn } from '../../../apps/server/src/engine/turns.ts';
import { CHANGED_TEXT, TestFolder } from './folder.ts';

let folder: TestFolder;

beforeAll(() => {
  folder = new TestFolder(true);
  folder.write('<img src=x onerror=alert(1)>.txt', 'x');
  folder.write('"quoted" & more.txt', 'x');
  folder.write('javascript:alert(1)', 'x');
  folder.write('части/10.txt', '0123456789');
  folder.write('части/2.txt', 'x'.repeat(3000));
  folder.write('части/1.txt', 'x');
  folder.write('части/sub/x', 'x');
  folder.write('with/index.html', 'index');
});

afterAll(() => folder.close());

it('escapes names, and links to each so that it is found', async () => {
  const { content, field } = await folder.get('/');
  expect(content).not.toMatch(/<img|"quoted"|href="javascript/);
  expect(field('content-security-policy')).toContain("default-src 'none'");
  const hrefs = [...content.matchAll(/href="\.\/([^"]*)"/g)].map(([, href]) => href as string);
  expect(hrefs).toHaveLength(5);
  for (const href of hrefs) {
    const target = `/${href.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))}`;
    expect((await folder.get(target)).status, target).toBe(200);
  }
});

it('puts folders first, counts as people do, and says how large and how old', async () => {
  const { content } = await folder.get('/%D1%87%D0%B0%D1%81%D1%82%D0%B8/');
  const names = [...content.matchAll(/href="\.\/[^"]*">([^<]*)</g)].map(([, name]) => name);
  expect(names).toEqual(['sub/', '1.txt', '2.txt', '10.txt']);
  expect(content).toContain('<td class="n">1 octet</td>');
  expect(content).toContain('<td class="n">2.9 KiB</td>');
  expect(content).toContain('<td class="n">10 octets</td>');
  expect(content).toContain(`<time title="${CHANGED_TEXT}">1994-11-05 12:00</time>`);
  expect(content).toContain('<a href="/">Up</a>');
});

it('gives way to index.html', async () => {
  expect((await folder.get('/with/')).content).toBe('index');
});

it('is a page for HEAD as well', async () => {
  const head = await folder.ask('HEAD', '/');
  expect([head.status, head.content]).toEqual([200, '']);
  expect(head.head).toBe((await folder.get('/')).head);
});

it('is made in pieces of fifty entries, each in a turn of its own', async () => {
  const many = new TestFolder(true);
  onTestFinished(() => many.close());
  for (let n = 0; n < 500; n++) many.write(`${n}.txt`, '');
  const { content } = await many.get('/');
  const names = [...content.matchAll(/>(\d+)\.txt</g)].map(([, number]) => Number(number));
  expect(names).toEqual(Array.from({ length: 500 }, (_, n) => n));

  let turns = 0;
  const turn = async () => {
    turns++;
    await nextTurn();
  };
  await listFolder({ root: many.root, place: { names: [], slash: true }, real: many.root }, turn);
  // Ten to read, nine more to sort, at least as many to merge, ten to write.
  expect(turns).toBeGreaterThanOrEqual(10 + 9 + 9 + 10);
});

it('shares the turns of the event loop with all others', async () => {
  const order: string[] = [];
  const work = async (who: string) => {
    for (let piece = 0; piece < 3; piece++) {
      await nextTurn();
      order.push(who);
    }
  };
  let going = true;
  const loop = () => {
    order.push('|');
    if (going) setImmediate(loop);
  };
  loop();
  await Promise.all([work('a'), work('b')]);
  going = false;
  // Between two pieces, whoever's, the event loop has gone round.
  expect(order.join('')).toMatch(/^(\|+[ab]){6}\|*$/);
  expect(order.filter((one) => one !== '|').join('')).toBe('ababab');
});

/** A date that no IMF-fixdate can say: in the year 275760, or where a file system has none that far away, 2446. */
const FAR_S = 8_640_000_000_001;

it('says nothing rather than something wrong about a date outside the range of HTTP', async ({ skip }) => {
  const memory = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
  const folders = new TestFolder(true, 'hardened', mkdtempSync(path.join(memory, 'octet-far-')));
  onTestFinished(() => folders.close());
  folders.write('far.txt', 'x');
  const file = path.join(folders.root, 'far.txt');
  utimesSync(file, FAR_S, FAR_S);
  skip(statSync(file, { bigint: true }).mtimeMs < 253_402_300_800_000n, 'this file system has no date that far away');
  const { status, content } = await folders.get('/');
  expect(status).toBe(200);
  expect(content).toContain('far.txt');
  expect(content).not.toMatch(/<time|NaN|undefined|Invalid/);
  const got = await folders.get('/far.txt');
  expect([got.status, got.field('last-modified'), got.content]).toEqual([200, undefined, 'x']);
  expect(got.field('etag')).toMatch(/^"[\w-]+"$/);
  expect((await folders.get('/far.txt', `If-None-Match: ${got.field('etag')}`)).status).toBe(304);
  expect((await folders.get('/far.txt', 'If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT')).status).toBe(200);
});

it.each([
  [-62_167_219_200_000, true],
  [-62_167_219_200_001, false],
  [253_402_300_799_999, true],
  [253_402_300_800_000, false],
  [8_640_000_000_000_001, false],
])('knows whether an IMF-fixdate can say %i ms', (ms, can) => {
  expect(isHttpDate(ms)).toBe(can);
  if (can) expect(imfFixdate(ms)).toMatch(/^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/);
});
