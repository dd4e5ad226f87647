/** Runs a tool of node_modules with this Node and this terminal. */
import { spawnSync } from 'node:child_process';
import { inRoot, root } from './paths.mjs';

/**
 * The exit code of the tool whose script is at `script` below node_modules.
 * @param {string} script
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env] added to this process's environment
 */
export function runTool(script, args, env = {}) {
  const done = spawnSync(process.execPath, [inRoot('node_modules', script), ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: 'inherit',
  });
  return done.status ?? 1;
}
