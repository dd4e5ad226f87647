/** Faults in compressed octets, as data. */

/**
 * - any: `truncated` (they end too soon), `too-large` (the output would exceed its limit)
 * - deflate, RFC 1951: `block-type` (11 is reserved), `stored-length` (LEN and its complement differ), `too-many-codes` (more
 *   than 286 of lengths or 30 of distances), `repeats-nothing`, `repeats-too-often` (in the lengths of codes),
 *   `over-subscribed`, `incomplete`, `no-end-of-block`, `no-such-code`, `no-such-length`, `no-such-distance`, `too-far-back`
 * - zlib, RFC 1950: `zlib-header`, `zlib-method`, `zlib-window`, `dictionary` (a preset one, which HTTP has no way to
 *   agree on), `adler`
 * - gzip, RFC 1952: `not-gzip`, `gzip-method`, `gzip-flags`, `gzip-header-check`, `gzip-crc`, `gzip-size`
 */
export type FaultCode =
  | 'truncated'
  | 'too-large'
  | 'block-type'
  | 'stored-length'
  | 'too-many-codes'
  | 'repeats-nothing'
  | 'repeats-too-often'
  | 'over-subscribed'
  | 'incomplete'
  | 'no-end-of-block'
  | 'no-such-code'
  | 'no-such-length'
  | 'no-such-distance'
  | 'too-far-back'
  | 'zlib-header'
  | 'zlib-method'
  | 'zlib-window'
  | 'dictionary'
  | 'adler'
  | 'not-gzip'
  | 'gzip-method'
  | 'gzip-flags'
  | 'gzip-header-check'
  | 'gzip-crc'
  | 'gzip-size';

export interface Fault {
  readonly code: FaultCode;
  /** The first bit of the fault, and its octet. Both count from the start of the compressed octets. */
  readonly bit: number;
  readonly at: number;
  /** The actual and the expected value, where that says more: a check, a distance, a limit. */
  readonly found?: number;
  readonly wanted?: number;
}

export function fault(code: FaultCode, bit: number, facts: Pick<Fault, 'found' | 'wanted'> = {}): Fault {
  return { code, bit, at: bit >>> 3, ...facts };
}
