/** The page's words. Read `t` while rendering, never at the top of a module: another language may take its place. */
import { en } from '#shared/text/en/index.ts';
import type { Messages } from '#shared/text/index.ts';

export const t: Messages = en;
