/** A browser and a folder of real files: pages, and a recording in which it seeks by ranges. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPage } from './harness.ts';
import { type Program, Programs } from './program.ts';

const RATE = 44_100;
const SECONDS = 600;
const HEADER = 44;

/** Ten minutes of a tone, as 8-bit PCM in one channel. */
function wav(): Buffer {
  const file = Buffer.alloc(HEADER + RATE * SECONDS, 0x80);
  file.write('RIFF', 0);
  file.writeUInt32LE(file.length - 8, 4);
  file.write('WAVEfmt ', 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(RATE, 24);
  file.writeUInt32LE(RATE, 28);
  file.writeUInt16LE(1, 32);
  file.writeUInt16LE(8, 34);
  file.write('data', 36);
  file.writeUInt32LE(file.length - HEADER, 40);
  for (let i = HEADER; i < file.length; i += 100) file[i] = 0xa0;
  return file;
}

const programs = new Programs();
let folder: string;
let program: Program;
let url: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'octet-media-'));
  const css = 'h1 { color: rgb(1, 2, 3) }';
  writeFileSync(
    path.join(folder, 'index.html'),
    '<!doctype html><link rel="stylesheet" href="style.css"><link rel="icon" href="data:,"><h1>Files</h1><audio src="tone.wav" preload="metadata" controls></audio>',
  );
  writeFileSync(path.join(folder, 'style.css'), css);
  writeFileSync(path.join(folder, 'style.css.gz'), gzipSync(css));
  writeFileSync(path.join(folder, 'tone.wav'), wav());
  writeFileSync(path.join(folder, 'favicon.ico'), '');
  mkdirSync(path.join(folder, 'more'));
  writeFileSync(path.join(folder, 'more', 'a & <b>.txt'), 'Text');
  ({ program, url } = await programs.serve(folder, '--list'));
});

afterAll(async () => {
  programs.kill();
  rmSync(folder, { recursive: true });
});

/** Status and octets of the answers to GET for a file, as the access log has them. */
function answersOf(file: string): { status: number; octets: number }[] {
  const lines = program.out.stdout.matchAll(/"GET \/(\S+) HTTP\/1\.1" (\d+) (\d+|-)/g);
  return [...lines]
    .filter(([, name]) => name === file)
    .map(([, , status, octets]) => ({ status: Number(status), octets: octets === '-' ? 0 : Number(octets) }));
}

it('seeks in a recording without loading what lies before', async () => {
  const page = await openPage(url);
  const duration = await page.evaluate(async () => {
    const audio = document.querySelector('audio') as HTMLAudioElement;
    if (audio.readyState < 1) await new Promise((resolve) => audio.addEventListener('loadedmetadata', resolve));
    return audio.duration;
  });
  expect(duration).toBe(SECONDS);
  const { at, buffered } = await page.evaluate(async () => {
    const audio = document.querySelector('audio') as HTMLAudioElement;
    audio.currentTime = 540;
    await new Promise((resolve) => audio.addEventListener('seeked', resolve));
    const last = audio.buffered.length - 1;
    return { at: audio.currentTime, buffered: [audio.buffered.start(last), audio.buffered.end(last)] };
  });
  expect(at).toBe(540);
  expect(buffered[0]).toBeGreaterThan(0);
  expect(buffered[0]).toBeLessThanOrEqual(540);
  await expect.poll(() => answersOf('tone.wav').length).toBeGreaterThan(1);
  const answers = answersOf('tone.wav');
  // A 304 confirms a part that is already there, and carries nothing.
  const loaded = answers.filter(({ status }) => status !== 304);
  expect(new Set(loaded.map(({ status }) => status))).toEqual(new Set([206]));
  expect(answers.reduce((sum, { octets }) => sum + octets, 0)).toBeLessThan(RATE * SECONDS);
});

it('shows a page with a precompressed style sheet, and asks again with 304', async () => {
  const page = await openPage(url);
  const colour = () => page.evaluate(() => getComputedStyle(document.querySelector('h1') as Element).color);
  expect(await colour()).toBe('rgb(1, 2, 3)');
  const before = answersOf('style.css').length;
  await page.reload();
  expect(await colour()).toBe('rgb(1, 2, 3)');
  await expect.poll(() => answersOf('style.css').slice(before)).toEqual([{ status: 304, octets: 0 }]);
});

it('walks through a listing', async () => {
  const page = await openPage(`${url}more`);
  expect(page.url()).toBe(`${url}more/`);
  await page.getByRole('link', { name: 'a & <b>.txt' }).click();
  await expect.poll(() => page.locator('body').innerText()).toBe('Text');
  await page.goBack();
  await page.getByRole('link', { name: 'Up' }).click();
  await expect.poll(() => page.getByRole('heading').innerText()).toBe('Files');
});
