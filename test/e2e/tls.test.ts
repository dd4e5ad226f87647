/** HTTPS in the page: an outside client inside TLS appears live, the page speaks it too, and a handshake that fails is told. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeCertificate } from '../engine/certificate.ts';
import { type App, openAt, openPage, startApp } from './harness.ts';

let app: App;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'octet-e2e-tls-'));
  const { key, cert } = makeCertificate(folder, 'page');
  app = await startApp('--key', key, '--cert', cert);
});

afterAll(async () => {
  await app.stop();
  rmSync(folder, { recursive: true });
});

/** Opens the picker at the engine over HTTPS. */
async function choose(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Engine/ }).click();
  await page.getByRole('combobox').fill('https');
  await page.locator('[data-server="engine-tls"]').click();
}

/** Where it listens, as the picker says it. */
async function tlsPort(page: Page): Promise<number> {
  await choose(page);
  const standing = page.getByTestId('standing');
  await expect.poll(() => standing.innerText()).toMatch(/Listening at 127\.0\.0\.1:\d+/);
  const port = Number(/127\.0\.0\.1:(\d+)/.exec(await standing.innerText())?.[1]);
  await page.keyboard.press('Escape');
  return port;
}

/** Without the line breaks of its width. */
const terminal = async (page: Page): Promise<string> =>
  (await page.getByTestId('terminal').innerText()).replace(/\s+/g, ' ');

const tape = (page: Page): Promise<string> => page.locator('[role="grid"]').first().innerText();

it('shows curl live: the octets inside TLS, and what was agreed', async () => {
  const page = await openPage(app.url);
  const port = await tlsPort(page);
  const url = `https://localhost:${port}/hello`;
  const { stdout } = await promisify(execFile)('curl', ['-sk', '--tlsv1.3', '-A', 'inside', url]);
  expect(stdout).toMatch(/^Hello/);
  await page.getByRole('button', { name: /outside/ }).click();
  await expect.poll(() => terminal(page)).toContain('GET /hello HTTP/1.1');
  const shown = await terminal(page);
  expect(shown).toMatch(/what follows is inside TLS 1\.3, cipher TLS_\w+/);
  expect(shown).toContain('User-Agent: inside');
  expect(shown).toContain('HTTP/1.1 200 OK');
  await page.keyboard.press('Home');
  await expect.poll(() => tape(page)).toMatch(/what follows is inside TLS 1\.3, cipher TLS_/);
});

it('speaks TLS itself', async () => {
  const page = await openPage(app.url);
  await choose(page);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect.poll(() => terminal(page)).toContain('inside TLS 1.3');
  await page.getByTestId('terminal').click();
  await page.keyboard.type('GET /hello HTTP/1.1\nHost: a\n\n', { delay: 5 });
  await expect.poll(() => terminal(page)).toContain('Hello, world!');
});

it('tells of a handshake that fails, and goes on', async () => {
  const page = await openPage(app.url);
  const port = await tlsPort(page);
  await promisify(execFile)('curl', ['-s', `http://localhost:${port}/`]).catch(() => undefined);
  await page.getByRole('button', { name: /outside/ }).click();
  await expect.poll(() => terminal(page)).toContain('TLS handshake failed: the client spoke HTTP without TLS');
  expect((await promisify(execFile)('curl', ['-sk', `https://localhost:${port}/hello`])).stdout).toMatch(/^Hello/);
});

it('without a certificate says how to make one', async () => {
  const page = await openAt('');
  await choose(page);
  const missing = page.getByTestId('no-certificate');
  await expect.poll(() => missing.innerText()).toContain('openssl req -x509');
  await expect.poll(() => page.getByRole('button', { name: 'Connect', exact: true }).count()).toBe(0);
  await page.getByRole('combobox').press('Enter');
  await expect.poll(() => missing.isVisible()).toBe(true);
});
