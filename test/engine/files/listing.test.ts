import { afterAll, beforeAll, expect, it } from 'vitest';
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
