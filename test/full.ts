/** How much a test run does: everything if OCTET_FULL is set, as .ci/run sets it; else enough for every day. */

export const FULL = process.env.OCTET_FULL === '1';

/** How often something is tried: `full` times in a full run, else a tenth of that. */
export const times = (full: number): number => (FULL ? full : Math.ceil(full / 10));
