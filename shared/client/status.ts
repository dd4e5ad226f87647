/** The class of a status code, by its first digit (RFC 9110 §15), and which of them a script treats as a failure. */

export type StatusClass = 'interim' | 'successful' | 'redirect' | 'client-error' | 'server-error' | 'unknown';

const CLASSES: readonly StatusClass[] = ['interim', 'successful', 'redirect', 'client-error', 'server-error'];

export function statusClass(status: number): StatusClass {
  return CLASSES[Math.floor(status / 100) - 1] ?? 'unknown';
}

/** True for 4xx and 5xx. A redirect that was not followed is not a failure: it was wanted as it is. */
export function isFailure(status: number): boolean {
  return status >= 400;
}
