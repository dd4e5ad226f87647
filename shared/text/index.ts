/** The message catalogue's type: whatever language it is in, it has this shape. */
import type { en } from './en/index.ts';

export type Messages = typeof en;
