/** The numbers behind error codes: the system's, not the runtime's own. */
import { constants } from 'node:os';

/** getaddrinfo's numbers from netdb.h (glibc's); the runtime uses its own. */
const RESOLVER = new Map([
  ['ENOTFOUND', -2],
  ['EAI_NONAME', -2],
  ['EAI_AGAIN', -3],
  ['EAI_FAIL', -4],
  ['EAI_NODATA', -5],
  ['EAI_FAMILY', -6],
  ['EAI_MEMORY', -10],
  ['EAI_SYSTEM', -11],
]);

const ERRNO = new Map<string, number>(Object.entries(constants.errno));

/** null for an error that has no number. */
export function numberOf({ code = '' }: NodeJS.ErrnoException): number | null {
  return RESOLVER.get(code) ?? ERRNO.get(code) ?? null;
}
