/** The page's words. Read `t` while rendering, never at module level, so that another language can replace it. */
import { en } from '#shared/text/en/index.ts';
import type { Messages } from '#shared/text/index.ts';

export const t: Messages = en;
