/** The built program in a process of its own, and what the system says of that process. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../apps/server/dist/cli.js', import.meta.url));

/** What a process holds. */
export interface Holdings {
  /** Open descriptors. */
  readonly descriptors: number;
  /** Resident set, in MiB. */
  readonly resident: number;
  /** CPU time used so far, in seconds. */
  readonly cpu: number;
}

/** A server that runs. */
export interface ServerProcess {
  readonly port: number;
  readonly pid: number;
  /** What it has said on standard error. */
  errors(): string;
  /** Whether it still runs. */
  alive(): boolean;
  holdings(): Holdings;
  /** Ends it as a keeper would, and waits until it is gone. */
  stop(): Promise<void>;
}

/** Ticks of /proc's CPU times a second, on every Linux Node runs on. */
const TICKS = 100;

/** Starts `octet serve` with `args`. @param flags Node's own, such as `--cpu-prof`. @throws Error when it ends instead */
export function startServer(args: readonly string[], flags: readonly string[] = [], cli = CLI): Promise<ServerProcess> {
  return start(process.execPath, [...flags, cli, 'serve', '--log', 'off', ...args]);
}

/** Starts the app. @param around a command to start it with, such as `sh -c 'ulimit -n 64; exec "$@"' sh` */
export function startApp(args: readonly string[] = [], around: readonly string[] = []): Promise<ServerProcess> {
  const [program, ...rest] = [...around, process.execPath, CLI, '--port', '0', ...args];
  return start(program as string, rest);
}

async function start(program: string, args: readonly string[]): Promise<ServerProcess> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const port = await portOf(child);
  const pid = child.pid as number;
  return {
    port,
    pid,
    errors: () => errors,
    alive: () => child.exitCode === null && child.signalCode === null,
    holdings: () => holdingsOf(pid),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}

function portOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const found = / is at https?:\/\/[^\s/]+:(\d+)/.exec(said)?.[1];
      if (found !== undefined) resolve(Number(found));
    });
    child.once('exit', (code) => reject(new Error(`Octet ended with ${code}`)));
  });
}

/** Linux only, as the figures are. */
function holdingsOf(pid: number): Holdings {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  // After the name, which may hold anything: field 14 and 15 of proc(5), counted from 1.
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return {
    descriptors: readdirSync(`/proc/${pid}/fd`).length,
    resident: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024,
    cpu: (Number(stat[11]) + Number(stat[12])) / TICKS,
  };
}
