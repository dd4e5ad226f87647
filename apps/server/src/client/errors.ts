/** Failures as they are thrown, and the system's errors read into them. */
import type { Failure, SystemError } from '#shared/client/failure.ts';

/** The environment or the peer failed. The words for the user are in text/en/client.ts. */
export class ClientError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(`${failure.code} at ${failure.where}`);
    this.failure = failure;
  }
}

/** From this number on, it is libuv's own code and not an errno of the kernel. */
const LIBUV_ONLY = 3000;

/** The system's error, from anything Node rejects with or emits. */
export function systemError(error: unknown, call: string): SystemError {
  if (!(error instanceof Error)) return { name: String(error), number: null, call };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.message;
  const errno = 'errno' in error && typeof error.errno === 'number' ? Math.abs(error.errno) : LIBUV_ONLY;
  // zlib numbers its own errors: its 3 is not an errno.
  const kernels = errno > 0 && errno < LIBUV_ONLY && !code.startsWith('Z_');
  const syscall = 'syscall' in error && typeof error.syscall === 'string' ? error.syscall : call;
  return { name: code, number: kernels ? errno : null, call: syscall };
}

/** The error that an abort carries: ours when one of our clocks ran out, otherwise `aborted`. */
export function abortError(signal: AbortSignal, where: string): ClientError {
  return signal.reason instanceof ClientError ? signal.reason : new ClientError({ code: 'aborted', where });
}
