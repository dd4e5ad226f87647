/** The token of this process: whoever has it got it from our page or from the user. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 bits, in characters that need no escaping in HTML or URLs. */
export const createToken = (): string => randomBytes(32).toString('base64url');

/** Compares in constant time; the digests make the lengths equal. */
export function isToken(token: string, claimed: string): boolean {
  return timingSafeEqual(digest(token), digest(claimed));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
