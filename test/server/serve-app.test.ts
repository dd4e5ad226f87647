/** `octet serve --app` as a process of its own: an app answers, and what is no app is told in one line. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { CLI } from '../bundles.ts';
import { until } from '../lab/harness.ts';

const fixture = (name: string): string => fileURLToPath(new URL(`../engine/fixtures/${name}`, import.meta.url));

function serve(...args: string[]) {
  const child = spawn(process.execPath, [CLI, 'serve', '--port', '0', ...args]);
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => (said += piece));
  return { child, said: () => said, code: once(child, 'close').then(([code]) => code as number | null) };
}

it('runs a Hono app', async () => {
  const program = serve('--app', fixture('hono-app.mjs'), '--log', 'off');
  const url = await until(() => /hono-app\.mjs is at (http:\S+)/.exec(program.said())?.[1]);
  const answer = await fetch(`${url}users/7`);
  expect([answer.status, await answer.json()]).toEqual([200, { id: '7' }]);
  program.child.kill('SIGTERM');
  expect(await program.code).toBe(0);
});

it.each([
  ['no-such-app.mjs', /^There is no file \S+no-such-app\.mjs\.\n$/],
  ['throwing-app.mjs', /^\S+throwing-app\.mjs cannot be loaded: no database\n$/],
  ['empty-app.mjs', /^\S+empty-app\.mjs has no default export that is a function or an object with fetch\.\n$/],
])('%s is refused in one line', async (name, says) => {
  const program = serve('--app', fixture(name));
  expect(await program.code).toBe(1);
  expect(program.said()).toMatch(says);
});

it('outlives what an app leaves behind, and says it', async () => {
  const program = serve('--app', fixture('leaving-app.mjs'), '--log', 'off');
  const url = await until(() => /leaving-app\.mjs is at (http:\S+)/.exec(program.said())?.[1]);
  for (const [at, status, said] of [
    ['rejects', 200, 'Error: left behind'],
    ['throws', 200, 'Error: thrown ‹U+001B›[31mlater'],
    ['now', 500, 'Error: thrown now'],
  ] as const) {
    expect((await fetch(`${url}${at}`)).status).toBe(status);
    await until(() => program.said().includes(said));
    expect(await (await fetch(url)).text()).toBe('answered');
  }
  program.child.kill('SIGTERM');
  expect(await program.code).toBe(0);
});
