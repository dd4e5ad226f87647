/** The built program, run as a shell runs it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../apps/server/dist/cli.js', import.meta.url));

export interface Program {
  child: ChildProcess;
  /** What it has printed so far. */
  out: { stdout: string; stderr: string };
  ended: Promise<{ code: number | null; stdout: string; stderr: string }>;
}

/** A server that runs. */
export interface Serving {
  program: Program;
  url: string;
  port: number;
}

/** The programs of one test; of the build, unless told which. */
export class Programs {
  readonly #cli: string;
  readonly #children: ChildProcess[] = [];

  constructor(cli = CLI) {
    this.#cli = cli;
  }

  start(...args: string[]): Program {
    const child = spawn(process.execPath, [this.#cli, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#children.push(child);
    const out = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out.stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      out.stderr += text;
    });
    return { child, out, ended: once(child, 'close').then(([code]) => ({ code, ...out })) };
  }

  /** Starts `octet serve` on a free port. */
  serve(...args: string[]): Promise<Serving> {
    return this.listening('serve', '--port', '0', ...args);
  }

  /** Starts a server, and settles once it says where it is. @throws Error when it ends instead */
  async listening(...args: string[]): Promise<Serving> {
    const program = this.start(...args);
    const url = await new Promise<string>((resolve, reject) => {
      program.child.stdout?.on('data', () => {
        const found = / is at (https?:\/\/\S+)\n/.exec(program.out.stdout)?.[1];
        if (found !== undefined) resolve(found);
      });
      program.ended.then(({ stderr }) => reject(new Error(`it ended and said ${stderr}`)), reject);
    });
    return { program, url, port: Number(new URL(url).port) };
  }

  /** Ends those that still run. */
  kill(): void {
    for (const child of this.#children.splice(0)) child.kill('SIGKILL');
  }
}
