/** The token of this process: who has it was given our page, or was told it by the user. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 bits, in letters that need no escaping in HTML or in an address. */
export const createToken = (): string => randomBytes(32).toString('base64url');

/** Compares in a time that tells nothing; the digests make the lengths equal. */
export function isToken(token: string, claimed: string): boolean {
  return timingSafeEqual(digest(token), digest(claimed));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
