/** Sets up xterm.js the way this page needs it: it draws and reports input. It decides nothing. */
import { FitAddon } from '@xterm/addon-fit';
import { Terminal as XTerm } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import { cellsOf } from '#shared/screen/width.ts';
import { t } from '../../session/state/text.ts';
import { token } from '../../ui/token.ts';
import { terminalTheme } from './theme.ts';

const FONT_SIZE = 13;
const SCROLLBACK = 5000;
/** Below this width wrapped words are useless: the terminal is clipped instead. */
const LEAST_COLUMNS = 20;

export interface Fitted {
  readonly term: XTerm;
  /** Adopts the size of its container; true when that changed. */
  takeSize(): boolean;
}

export function createXterm(place: HTMLElement): Fitted {
  XTerm.strings.promptLabel = t.terminal.input;
  const term = new XTerm({
    allowProposedApi: true, // for `unicode`
    altClickMovesCursor: false,
    // Blinking costs 60 frames a second for as long as the page is open, and draws the eye from the tape.
    cursorBlink: false,
    cursorInactiveStyle: 'outline',
    cursorStyle: 'bar',
    cursorWidth: 2,
    fontFamily: token('--mono'),
    fontSize: FONT_SIZE,
    lineHeight: 1.5,
    logLevel: 'off',
    macOptionClickForcesSelection: true,
    scrollback: SCROLLBACK,
    theme: terminalTheme(),
  });
  measureAsWeDo(term);
  const fitter = new FitAddon();
  term.loadAddon(fitter);
  term.open(place);
  const takeSize = () => fitTo(term, place, fitter);
  takeSize();
  return { term, takeSize };
}

/** The terminal measures cells with the same function that laid out the lines. */
function measureAsWeDo(term: XTerm): void {
  term.unicode.register({
    version: 'octet',
    wcwidth: cellsOf,
    charProperties: (point, preceding) => {
      const cells = cellsOf(point);
      const joins = cells === 0 && preceding !== 0;
      const width = joins ? (preceding >> 1) & 3 : cells;
      return (width << 1) | (joins ? 1 : 0);
    },
  });
  term.unicode.activeVersion = 'octet';
}

function fitTo(term: XTerm, place: HTMLElement, fitter: FitAddon): boolean {
  const size = place.clientHeight > 0 ? fitter.proposeDimensions() : undefined;
  if (size === undefined || Number.isNaN(size.cols) || Number.isNaN(size.rows)) return false;
  const columns = Math.max(LEAST_COLUMNS, size.cols);
  const rows = Math.max(1, size.rows);
  const changed = columns !== term.cols || rows !== term.rows;
  if (changed) term.resize(columns, rows);
  return changed;
}
