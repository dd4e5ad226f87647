/** The package as people get it: packed, installed into an empty folder without a network, and run. */
import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ToPage } from '#shared/wire/messages.ts';
import { version } from '../../apps/server/src/base/paths.ts';
import { TestPage } from '../control/harness.ts';
import { until } from '../lab/harness.ts';
import { Programs, type Serving } from './program.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const run = promisify(execFile);
const hasPython = spawnSync('python3', ['--version']).status === 0;

const folder = mkdtempSync(path.join(os.tmpdir(), 'octet-package-'));
const modules = path.join(folder, 'lib', 'node_modules');
const octet = path.join(folder, 'bin', 'octet');
const programs = new Programs(octet);

/** With an empty cache and no registry, whatever the package needs has to be inside it. */
async function npm(...args: string[]): Promise<void> {
  const bare = ['--offline', '--cache', path.join(folder, 'cache'), '--ignore-scripts'];
  await run('npm', [...args, ...bare], { cwd: ROOT });
}

// `npm test` has just built the program; without scripts, packing does not build it again.
beforeAll(async () => {
  await npm('pack', '--pack-destination', folder);
  await npm('install', '--global', '--prefix', folder, path.join(folder, `octet-${version()}.tgz`));
}, 120_000);

afterAll(() => {
  programs.kill();
  rmSync(folder, { recursive: true });
});

describe('the package', () => {
  it('brings no other package with it', () => {
    expect(readdirSync(modules).filter((name) => !name.startsWith('.'))).toEqual(['octet']);
  });

  it('holds the build, the lines that the errors lab shows, and the modules it imports', () => {
    const places = [
      /^(package\.json|README\.md|LICENSE|CHANGELOG\.md)$/,
      /^apps\/server\/dist\/(cli|lab-worker|peer-watchdog)\.js$/,
      /^apps\/server\/src\/lab\/errors\/[\w-]+\.(ts|py)$/,
      /^apps\/web\/dist\/(?!.*\.map$)/,
      /^node_modules\/(ws|sirv|mrmime|totalist|@polka\/url)\//,
    ];
    const root = path.join(modules, 'octet');
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((name) => statSync(path.join(root, name)).isFile())
      .map((name) => name.replaceAll(path.sep, '/'));
    expect(files.filter((file) => !places.some((place) => place.test(file)))).toEqual([]);
    for (const place of places)
      expect(
        files.some((file) => place.test(file)),
        `${place}`,
      ).toBe(true);
  });

  it('keeps the licences of what the page bundles', () => {
    const text = readFileSync(path.join(modules, 'octet', 'apps', 'web', 'dist', 'licenses.md'), 'utf8');
    for (const name of ['react', '@xterm/xterm', '@codemirror/view']) expect(text).toContain(`## ${name} - `);
  });
});

describe('the installed command', () => {
  it('says what it is, and never asks to be built', async () => {
    expect((await run(octet, ['--version'])).stdout).toBe(`${version()}\n`);
    const { stdout } = await run(octet, ['--help']);
    expect(stdout).toContain('Usage');
    expect(stdout).not.toMatch(/npm|build/);
  });

  it('serves, and gets what it serves', async () => {
    const { url } = await programs.serve();
    expect((await fetch(`${url}hello`)).status).toBe(200);
    expect(await programs.start('get', `${url}hello`).ended).toMatchObject({ code: 0, stderr: '' });
  });

  it('runs a tutorial’s server', async () => {
    const { url } = await programs.serve('--profile', 'static-threads');
    expect(await (await fetch(url)).text()).toContain('Visits: 1');
  });
});

describe('the installed app', () => {
  let app: Serving;
  let html: string;

  beforeAll(async () => {
    app = await programs.listening('--port', '0');
    html = await (await fetch(app.url)).text();
  });

  function openPage(): Promise<TestPage> {
    const token = /name="octet-token" content="([^"]+)"/.exec(html)?.[1] ?? '';
    return TestPage.open({ port: app.port, origin: new URL(app.url).origin, token });
  }

  it('has its page, and everything the page names', async () => {
    const named = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, place = '']) => place);
    expect(named.some((place) => place.endsWith('.js'))).toBe(true);
    for (const place of named) expect((await fetch(new URL(place, app.url))).status, place).toBe(200);
  });

  it('connects the page to the engine', async () => {
    const page = await openPage();
    const lane = await page.connect(1, 'engine');
    page.send(lane, 'GET /hello HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await until(() => page.entries(lane).some((entry) => entry.kind === 'witness'));
  });

  it.runIf(hasPython)('raises an error for the errors lab, and shows its lines', async () => {
    const page = await openPage();
    page.say({ type: 'lab', ref: 7, wish: { lab: 'error', error: 'connection-aborted', kernel: false } });
    const isAnswer = (message: ToPage): boolean => message.type === 'lab' && message.ref === 7;
    expect(await until(() => page.messages.find(isAnswer))).toMatchObject({
      answer: { report: { missing: null, shown: { file: 'apps/server/src/lab/errors/connection-aborted.py' } } },
    });
  });
});
