/** The terminal on the page, for its tools, which stand beside it. */
import type { Console } from './console.ts';

export const current: { console: Console | null } = { console: null };
