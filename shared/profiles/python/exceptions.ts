/**
 * Python's exceptions, as far as the tutorials meet them: same names, same messages, same hierarchy, so their
 * `try … except` shapes carry over line by line. `catch` also catches Octet's own bugs; a profile that catches
 * calls {@link caught} first, to behave like `except Exception`.
 */

/** Everything Python can raise. */
export class BaseException extends Error {
  override name = 'BaseException';
}

/** Ctrl-C. Not an Exception: `except Exception` does not catch it. */
export class KeyboardInterrupt extends BaseException {
  override name = 'KeyboardInterrupt';
}

export class Exception extends BaseException {
  override name = 'Exception';
}

export class AttributeError extends Exception {
  override name = 'AttributeError';
}

export class IndexError extends Exception {
  override name = 'IndexError';
}

export class KeyError extends Exception {
  override name = 'KeyError';
}

export class MemoryError extends Exception {
  override name = 'MemoryError';
}

/** Renamed here, because TypeError is JavaScript's. */
export class PyTypeError extends Exception {
  override name = 'TypeError';
}

export class UnboundLocalError extends Exception {
  override name = 'UnboundLocalError';
}

export class ValueError extends Exception {
  override name = 'ValueError';
}

export class UnicodeDecodeError extends ValueError {
  override name = 'UnicodeDecodeError';
}

/** The error of a system call; `code` is the system's own name for it (ECONNRESET). */
export class OSError extends Exception {
  override name = 'OSError';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export class BrokenPipeError extends OSError {
  override name = 'BrokenPipeError';
}

export class ConnectionResetError extends OSError {
  override name = 'ConnectionResetError';
}

export class FileNotFoundError extends OSError {
  override name = 'FileNotFoundError';
}

export class IsADirectoryError extends OSError {
  override name = 'IsADirectoryError';
}

export class PermissionError extends OSError {
  override name = 'PermissionError';
}

/** `socket.timeout` is another name for it. */
export class TimeoutError extends OSError {
  override name = 'TimeoutError';
}

type OSErrorClass = new (code: string, message: string) => OSError;

/** Linux's error numbers and messages. */
const SYSTEM: Readonly<Record<string, readonly [Kind: OSErrorClass, message: string]>> = {
  ENOENT: [FileNotFoundError, '[Errno 2] No such file or directory'],
  EBADF: [OSError, '[Errno 9] Bad file descriptor'],
  EACCES: [PermissionError, '[Errno 13] Permission denied'],
  EISDIR: [IsADirectoryError, '[Errno 21] Is a directory'],
  EPIPE: [BrokenPipeError, '[Errno 32] Broken pipe'],
  ECONNRESET: [ConnectionResetError, '[Errno 104] Connection reset by peer'],
  ENOTCONN: [OSError, '[Errno 107] Transport endpoint is not connected'],
  TIMEOUT: [TimeoutError, 'timed out'],
};

/** The exception that Python raises for a system error. */
export function osError(code: string): OSError {
  const [Kind, message] = SYSTEM[code] ?? [OSError, code];
  return new Kind(code, message);
}

/** `error` as an Exception; anything else, a bug of Octet's or Ctrl-C, is thrown again. */
export function caught(error: unknown): Exception {
  if (error instanceof Exception) return error;
  throw error;
}

/** A variable read before it was assigned. */
export function unbound(name: string): UnboundLocalError {
  return new UnboundLocalError(`cannot access local variable '${name}' where it is not associated with a value`);
}
