/** Numbers and their nouns. */

/** Groups digits in threes with a thin space, which screen readers do not take for a full stop. */
export function group(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, '\u202f');
}

/** `1 octet`, `12 345 octets`. */
export const octets = (count: number): string => (count === 1 ? '1 octet' : `${group(count)} octets`);

/** `1 line`, `12 lines`. */
export const lines = (count: number): string => (count === 1 ? '1 line' : `${group(count)} lines`);
