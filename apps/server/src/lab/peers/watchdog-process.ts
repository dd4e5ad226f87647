/** The connection to the watchdog (keeper.mjs): one for the whole program, started with the first peer. */
import { type ChildProcess, spawn } from 'node:child_process';
import { peerWatchdog } from '../../base/paths.ts';

let watchdog: ChildProcess | null = null;

/** From now on, this peer and its folder do not outlive Octet. */
export function keepWatch(pid: number, folder: string): void {
  tell({ pid, folder });
}

/** The peer has ended, and its folder is gone. */
export function endWatch(pid: number): void {
  if (watchdog !== null) tell({ pid, over: true });
}

function tell(line: { pid: number; folder?: string; over?: true }): void {
  watchdog ??= start();
  watchdog.stdin?.write(`${JSON.stringify(line)}\n`);
}

function start(): ChildProcess {
  const child = spawn(process.execPath, [peerWatchdog], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    env: {},
  });
  // If it cannot be started or was killed, nothing is watched: peers still end with an Octet that exits normally.
  child.on('error', () => undefined);
  child.stdin?.on('error', () => undefined);
  child.once('exit', () => {
    watchdog = null;
  });
  child.unref();
  (child.stdin as (typeof child.stdin & { unref?(): void }) | null)?.unref?.();
  return child;
}
