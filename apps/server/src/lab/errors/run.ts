/** Runs one experiment within a time limit, and reports what was seen. */
import { readFile } from 'node:fs/promises';
import os from 'node:os';
import type { ErrorReport, LabError, LabLines, Returned } from '#shared/labs/errors.ts';
import { labErrors } from '../../base/paths.ts';
import { addressInUse } from './address-in-use.ts';
import { badDescriptor } from './bad-descriptor.ts';
import { brokenPipe } from './broken-pipe.ts';
import { clientHalfCloses } from './client-half-closes.ts';
import { connectTimedOut } from './connect-timed-out.ts';
import { connectionAborted } from './connection-aborted.ts';
import { connectionRefused } from './connection-refused.ts';
import { connectionReset } from './connection-reset.ts';
import { nameNotKnown } from './name-not-known.ts';
import { recvTimedOut } from './recv-timed-out.ts';
import { serverHalfCloses } from './server-half-closes.ts';
import { Stage } from './stage.ts';

type Experiment = (stage: Stage, kernel: boolean) => Promise<Returned | null>;

const EXPERIMENTS: Readonly<Record<LabError, Experiment>> = {
  'name-not-known': nameNotKnown,
  'address-in-use': addressInUse,
  'connection-refused': connectionRefused,
  'connect-timed-out': connectTimedOut,
  'recv-timed-out': recvTimedOut,
  'connection-reset': connectionReset,
  'connection-aborted': connectionAborted,
  'bad-descriptor': badDescriptor,
  'broken-pipe': brokenPipe,
  'client-half-closes': clientHalfCloses,
  'server-half-closes': serverHalfCloses,
};

/** Every experiment ends sooner, on a quiet machine in less than two seconds … */
const PATIENCE_MS = 15_000;
/** … except the one that waits for the kernel: six retries of a SYN, doubling from one second, are 127 s. */
const KERNEL_PATIENCE_MS = 150_000;

/** `stop` ends it early. Never rejects because of a system error: that is the report. */
export async function runExperiment(error: LabError, kernel: boolean, stop: AbortSignal): Promise<ErrorReport> {
  const deadline = AbortSignal.timeout(kernel ? KERNEL_PATIENCE_MS : PATIENCE_MS);
  const signal = AbortSignal.any([stop, deadline]);
  const stage = new Stage(signal);
  const shown = await linesOf(error);
  try {
    const returned = await Promise.race([EXPERIMENTS[error](stage, kernel), aborted(signal)]);
    const missing = returned === null ? 'kept-from-happening' : null;
    return report(error, stage, { shown, returned, missing });
  } catch (failure) {
    const { code } = failure as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && !signal.aborted) throw failure;
    const missing = code === 'ENOENT' ? 'python3' : 'kept-from-happening';
    return report(error, stage, { shown, returned: null, missing });
  } finally {
    stage.close();
  }
}

function report(error: LabError, stage: Stage, rest: Pick<ErrorReport, 'shown' | 'returned' | 'missing'>): ErrorReport {
  const system = `${os.type()} ${os.release()} · Node ${process.version}`;
  return { error, ...rest, events: [...stage.events], took: stage.elapsed, system };
}

function aborted(signal: AbortSignal): Promise<null> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(null);
    signal.addEventListener('abort', () => resolve(null), { once: true });
  });
}

/** The lines of the file between its two marks, without their common indentation. */
export async function linesOf(error: LabError): Promise<LabLines | null> {
  const name = error === 'connection-aborted' ? `${error}.py` : `${error}.ts`;
  const text = await readFile(new URL(name, labErrors), 'utf8').catch(() => null);
  if (text === null) return null;
  const all = text.split('\n');
  const from = all.findIndex((line) => /^\s*(\/\/|#) shown$/.test(line)) + 1;
  const lines = all.slice(
    from,
    all.findIndex((line) => /^\s*(\/\/|#) end$/.test(line)),
  );
  const indent = /^ */.exec(lines[0] ?? '')?.[0].length ?? 0;
  const file = `apps/server/src/lab/errors/${name}`;
  return { file, first: from + 1, lines: lines.map((line) => line.slice(indent)) };
}
