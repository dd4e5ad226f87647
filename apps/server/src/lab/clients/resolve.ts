/** The system's resolver for the names lab: bounded, and reporting errors with the resolver's own numbers. */
import { lookup, lookupService } from 'node:dns/promises';
import type { FoundAddress, LookupCall, LookupReport } from '#shared/labs/names.ts';
import { numberOf } from '../../base/system-error.ts';

/** The resolver may try several servers for longer; the lab does not wait that long. */
const PATIENCE_MS = 8000;
const MOST_ADDRESSES = 64;

type Found = Pick<LookupReport, 'addresses' | 'name'>;

export async function resolve(call: LookupCall, asked: string): Promise<LookupReport> {
  const began = performance.now();
  const done = (found: Found, error: LookupReport['error']): LookupReport => ({
    call,
    asked,
    ...found,
    error,
    took: performance.now() - began,
  });
  try {
    const found = await withinPatience(call === 'getaddrinfo' ? addressesOf(asked) : nameOf(asked));
    return done(found, null);
  } catch (failure) {
    const error = failure as NodeJS.ErrnoException;
    const { code = 'EAI_FAIL', message } = error;
    return done({ addresses: [], name: null }, { code, number: numberOf(error), message: message.slice(0, 500) });
  }
}

async function addressesOf(name: string): Promise<Found> {
  const found = await lookup(name, { all: true, verbatim: true });
  const addresses = found
    .slice(0, MOST_ADDRESSES)
    .map(({ address, family }): FoundAddress => ({ address, family: family === 6 ? 6 : 4 }));
  return { addresses, name: null };
}

/** Port 0 has no service: only the name matters. */
async function nameOf(address: string): Promise<Found> {
  const { hostname } = await lookupService(address, 0);
  return { addresses: [], name: hostname.slice(0, 255) };
}

async function withinPatience<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = Object.assign(new Error(`no answer within our ${PATIENCE_MS} ms`), { code: 'ETIMEDOUT' });
    timer = setTimeout(() => reject(error), PATIENCE_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
