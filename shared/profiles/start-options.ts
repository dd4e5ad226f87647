/** What a profile may be told at its start, checked: it comes over the wire and out of the browser's storage. */
import { type Decoder, flag, record } from '../decode.ts';
import type { ProfileOptions } from './os.ts';

/** Letters, digits, dots, hyphens, underscores, at most 253 of them (RFC 1035 §2.3.4 less the length octets). */
const HOST_NAME = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,252}$/;

/** The name of a host, as it may stand in a Host field without its port. */
export const hostName: Decoder<string> = (value) =>
  typeof value === 'string' && HOST_NAME.test(value) ? value : undefined;

export const profileOptions: Decoder<ProfileOptions> = record<ProfileOptions>({ once: flag, name: hostName });

export function sameOptions(a: ProfileOptions, b: ProfileOptions): boolean {
  return a.once === b.once && a.name === b.name;
}
