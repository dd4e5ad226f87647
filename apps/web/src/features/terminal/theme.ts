/**
 * The terminal's colours, from the page's tokens. Cells refer to colours by number, so a new theme recolours old lines
 * too.
 */
import type { ITheme } from '@xterm/xterm';
import { PALETTE } from '#shared/screen/paint.ts';
import type { Style } from '#shared/screen/span.ts';
import { token } from '../../ui/token.ts';

const TOKENS: Readonly<Record<Style, `--${string}`>> = {
  ink: '--ink',
  dim: '--dim',
  faint: '--faint',
  tag: '--framing',
  'warn-tag': '--warn',
  sent: '--faint',
  received: '--faint',
  prompt: '--accent',
  command: '--accent',
  good: '--good',
  warn: '--warn',
  bad: '--bad',
  pad: '--panel',
};

/** The current theme; the tokens must have its values already. */
export function terminalTheme(): ITheme {
  const panel = token('--panel');
  const accent = token('--accent');
  return {
    background: panel,
    foreground: token('--ink'),
    cursor: accent,
    cursorAccent: panel,
    selectionBackground: `${accent}47`,
    selectionInactiveBackground: `${accent}33`,
    scrollbarSliderBackground: `${token('--control')}55`,
    scrollbarSliderHoverBackground: `${token('--control')}88`,
    scrollbarSliderActiveBackground: `${token('--control')}aa`,
    overviewRulerBorder: panel,
    extendedAnsi: PALETTE.map((style) => token(TOKENS[style])),
  };
}
