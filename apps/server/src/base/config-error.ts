/** The error for a start-up file that Octet cannot use, and the system's reason in words. */

import { FileTooLarge } from './bounded-file.ts';

/** The file cannot be used. The message is one line, written for the user. */
export class ConfigError extends Error {}

const REASONS: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'there is no such file'],
  ['EACCES', 'permission denied'],
  ['EISDIR', 'it is a folder'],
  ['ENOTDIR', 'part of the path is not a folder'],
]);

/** Why a file cannot be read, for the end of a sentence. */
export function reasonOf(error: unknown): string {
  if (error instanceof FileTooLarge) return error.message;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return REASONS.get(code) ?? (code === '' ? String(error) : code);
}
