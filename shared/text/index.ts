/** The message catalogue's type: every language has this shape. */
import type { en } from './en/index.ts';

export type Messages = typeof en;
