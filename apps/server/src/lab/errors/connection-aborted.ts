/** The only error Node cannot produce: its sockets connect only once. Python, if installed, produces it instead. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Returned } from '#shared/labs/errors.ts';
import { labErrors } from '../../base/paths.ts';
import { freePort } from './free-port.ts';
import { LOOPBACK, type Stage } from './stage.ts';

const SCRIPT = fileURLToPath(new URL('connection-aborted.py', labErrors));
const PATIENCE_MS = 5000;

const run = promisify(execFile);

/** @throws the system's error, ENOENT when there is no python3 */
export async function connectionAborted({ note, signal }: Stage): Promise<Returned | null> {
  const port = await freePort();
  const { stdout } = await run('python3', ['-I', SCRIPT, `${port}`], { signal, timeout: PATIENCE_MS });
  const failures = stdout.split('\n').flatMap((line) => {
    const [, code = '', number, message = ''] = /^(E[A-Z0-9]+) (\d+) (.+)$/.exec(line) ?? [];
    return number === undefined ? [] : [{ call: 'connect', code, number: Number(number), message }];
  });
  for (const { code } of failures) {
    note('client', 'connecting', `${LOOPBACK}:${port}`);
    note('client', 'failed', code);
  }
  return failures[1] ?? null;
}
