/** Failures as they are thrown, and the system's errors read. */
import type { Failure, SystemError } from '#shared/client/failure.ts';

/** The environment failed us, or the peer did. What it means for a person stands in text/en/client.ts. */
export class ClientError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(`${failure.code} at ${failure.where}`);
    this.failure = failure;
  }
}

/** From this on, a number is libuv's own and no errno of the kernel. */
const LIBUV_ONLY = 3000;

/** What the system said, from whatever Node rejects or emits. */
export function systemError(error: unknown, call: string): SystemError {
  if (!(error instanceof Error)) return { name: String(error), number: null, call };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.message;
  const errno = 'errno' in error && typeof error.errno === 'number' ? Math.abs(error.errno) : LIBUV_ONLY;
  // zlib counts its own errors: its 3 is no errno.
  const kernels = errno > 0 && errno < LIBUV_ONLY && !code.startsWith('Z_');
  const syscall = 'syscall' in error && typeof error.syscall === 'string' ? error.syscall : call;
  return { name: code, number: kernels ? errno : null, call: syscall };
}

/** The error an abort came with: ours when a clock of ours ran out, else that somebody called it off. */
export function abortError(signal: AbortSignal, where: string): ClientError {
  return signal.reason instanceof ClientError ? signal.reason : new ClientError({ code: 'aborted', where });
}
