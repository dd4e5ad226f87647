/** The labs' requests and results. Kept here, so that a result is still there when the user returns to the lab. */
import { create } from 'zustand';
import type { ErrorReport, LabError, LabLines } from '#shared/labs/errors.ts';
import type { LookupCall, LookupReport } from '#shared/labs/names.ts';
import type { LabAnswer, LabRequest } from '#shared/labs/request.ts';
import { pending, socket } from '../link/session.ts';
import type { Result } from '../state/result.ts';

interface Labs {
  /** The error being produced, and since when (performance.now()). */
  readonly running: { readonly error: LabError; readonly since: number } | null;
  readonly reports: ReadonlyMap<LabError, ErrorReport>;
  /** null: the server has none. */
  readonly lines: ReadonlyMap<LabError, LabLines | null>;
}

export const useLabs = create<Labs>(() => ({ running: null, reports: new Map(), lines: new Map() }));

function ask(request: LabRequest): Promise<Result<LabAnswer>> {
  return pending.ask<LabAnswer>((ref) => socket.send({ type: 'lab', ref, wish: request }));
}

/** Produces an error. `kernel`: with the system's deadline instead of Octet's. */
export async function runError(error: LabError, kernel: boolean): Promise<Result<LabAnswer>> {
  useLabs.setState({ running: { error, since: performance.now() } });
  const result = await ask({ lab: 'error', error, kernel });
  useLabs.setState(({ reports, lines }) => {
    if (!result.ok || result.value.lab !== 'error') return { running: null };
    const { report } = result.value;
    return {
      running: null,
      reports: new Map(reports).set(error, report),
      lines: new Map(lines).set(error, report.shown),
    };
  });
  return result;
}

/** Stops the run; its report still arrives. */
export function stopLab(): void {
  socket.send({ type: 'lab-stop' });
}

/** Loads the code of an error, once. */
export async function fetchLines(error: LabError): Promise<void> {
  if (useLabs.getState().lines.has(error)) return;
  const result = await ask({ lab: 'lines', error });
  if (!result.ok || result.value.lab !== 'lines') return;
  const { shown } = result.value;
  useLabs.setState(({ lines }) => ({ lines: new Map(lines).set(error, shown) }));
}

/** Queries the system's resolver. */
export async function lookUp(call: LookupCall, asked: string): Promise<Result<LookupReport>> {
  const result = await ask({ lab: 'lookup', call, asked });
  if (!result.ok) return result;
  if (result.value.lab !== 'lookup') throw new Error('The answer is to another question');
  return { ok: true, value: result.value.report };
}
