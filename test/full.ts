/** How much a run of the tests does: all of it where OCTET_FULL is set, as .ci/run sets it; else enough for every day. */

export const FULL = process.env.OCTET_FULL === '1';

/** How often something is tried: `full` times in a full run, a tenth of that else. */
export const times = (full: number): number => (FULL ? full : Math.ceil(full / 10));
