/** The terminal at work: dispatches input to the reducer, and draws the connection shown from its replay. */

import { endingOctets } from '#shared/base/endings.ts';
import { concat, utf8 } from '#shared/base/octets.ts';
import type { Row } from '#shared/screen/row.ts';
import { Screen } from '#shared/screen/screen.ts';
import { parseLine } from '#shared/terminal/commands.ts';
import { endingOf, type InputState } from '#shared/terminal/discipline.ts';
import { type Ghost, ghostOf } from '#shared/terminal/ghost.ts';
import { heldWrites } from '#shared/terminal/held.ts';
import { Replay } from '#shared/transcript/replay/replay.ts';
import { setPendingInput } from '../../session/handoff/pending-input.ts';
import { takePrepared } from '../../session/handoff/prepared-input.ts';
import { readNow } from '../../session/state/hooks.ts';
import { setSettings, useSettings } from '../../session/state/settings.ts';
import { type Lane, useStore } from '../../session/state/store.ts';
import { t } from '../../session/state/text.ts';
import { Announcer } from './announce.ts';
import { CommandRunner, noteRow, type Output } from './command-runner.ts';
import { type InputAction, reduce } from './controller.ts';
import { Display, type Typing } from './display.ts';
import { attachInput } from './input.ts';
import { addNote, inFlightOn, notesOf, settle, typing } from './memory.ts';
import { FIRST_LANE_MS, hintOf, type Situation, situationOf } from './situation.ts';
import { terminalTheme } from './theme.ts';
import { createXterm, type Fitted } from './xterm.ts';

/** A pause is shown to the tenth of a second. */
const TICK_MS = 100;

/** Without a connection there is nothing to replay, but still something to say. */
const NOTHING = new Replay();

/** The terminal on the page, for the tools beside it. */
export const current: { console: Console | null } = { console: null };

export class Console implements Output {
  readonly #xterm: Fitted;
  readonly #display: Display;
  readonly #announcer: Announcer;
  readonly #runner: CommandRunner;
  readonly #stops: (() => void)[] = [];
  #lane: Lane | null = null;
  #replay = NOTHING;
  #soon: ReturnType<typeof setTimeout> | undefined;
  #screen = new Screen(t, NOTHING, []);

  /** `announce`: announces text to screen readers. */
  constructor(place: HTMLElement, announce: (words: string) => void) {
    this.#xterm = createXterm(place);
    this.#display = new Display(this.#xterm.term);
    this.#announcer = new Announcer(announce);
    this.#runner = new CommandRunner(this);
    this.#watch(place);
    this.refresh();
  }

  #watch(place: HTMLElement): void {
    const later = setTimeout(() => this.refresh(), FIRST_LANE_MS);
    const ticks = setInterval(() => this.#runner.queue.pauseEnds !== null && this.refresh(), TICK_MS);
    const resized = new ResizeObserver(() => this.#resize());
    resized.observe(place);
    this.#stops.push(
      useStore.subscribe((now, before) => {
        if (before.link.state === 'open' && now.link.state !== 'open') this.#linkLost();
        if (now.lanes !== before.lanes && now.current === before.current) this.#refreshSoon();
        else this.refresh();
      }),
      useSettings.subscribe(() => this.refresh()),
      takePrepared((prepared) => void this.#dispatch({ is: 'prepared', prepared })),
      attachInput(place, this.#xterm.term, (action) => this.#dispatch(action)),
      () => resized.disconnect(),
      () => clearTimeout(later),
      () => clearInterval(ticks),
    );
  }

  stop(): void {
    for (const stop of this.#stops) stop();
    clearTimeout(this.#soon);
    this.#runner.queue.clear();
    this.#announcer.stop();
    this.#xterm.term.dispose();
  }

  focus(): void {
    this.#xterm.term.focus();
  }

  /** The theme tokens have new values. */
  theme(): void {
    this.#xterm.term.options.theme = terminalTheme();
  }

  print(...rows: readonly Row[]): void {
    addNote(this.#lane, ...rows);
    this.refresh();
  }

  sent(): number {
    return this.#screen.sent;
  }

  /** Puts a text into the line. This needs a line, so key mode ends. */
  type(text: string): void {
    setSettings({ input: 'line' });
    this.#dispatch({ is: 'key', key: { key: 'text', text } });
  }

  /** Sends what is typed or pasted, if anything is. */
  submit(): void {
    this.#dispatch({ is: 'submit' });
  }

  /** Draws the current state. */
  refresh(): void {
    clearTimeout(this.#soon);
    this.#soon = undefined;
    const { lane, replay } = readNow();
    const shown = replay ?? NOTHING;
    const other = lane?.info.lane !== this.#lane?.info.lane || shown !== this.#replay || this.#screen.stale;
    this.#lane = lane;
    if (other) {
      this.#replay = shown;
      this.#screen = new Screen(t, shown, notesOf(lane));
    }
    this.#screen.update();
    this.#announcer.add(this.#display.show(this.#screen, this.#typing()));
  }

  /** New octets are drawn in a separate task, after the other panels have drawn them in this one. */
  #refreshSoon(): void {
    this.#soon ??= setTimeout(() => this.refresh());
  }

  #resize(): void {
    if (this.#xterm.takeSize()) this.#display.redraw(this.#screen, this.#typing());
  }

  /** Reduces an action and performs its effects. False when the action means nothing now. */
  #dispatch(action: InputAction): boolean {
    const { input: mode, enter } = useSettings.getState();
    const context = { situation: this.#situation(), mode, enter, ghost: this.#ghost() };
    const { state, effects, taken } = reduce(typing.state, action, context);
    typing.state = state;
    for (const effect of effects) this.#runner.perform(effect);
    if (!taken) return false;
    setPendingInput('terminal', unsentIn(typing.state));
    this.#xterm.term.scrollToBottom();
    this.refresh();
    return true;
  }

  #typing(): Typing {
    const { input: mode, enter } = useSettings.getState();
    const { state: input } = typing;
    const { waiting, pauseEnds } = this.#runner.queue;
    const inFlight = this.#inFlight();
    const hint = hintOf({
      situation: this.#situation(),
      held: input.held?.paste ?? null,
      mode,
      enter,
      datagrams: this.#replay.datagrams,
      fresh: this.#screen.sent + inFlight.length === 0 && input.line.text === '',
      waiting,
      pause: pauseEnds === null ? null : Math.max(0, pauseEnds - performance.now()),
    });
    return { input, mode, enter, ghost: this.#ghost(), inFlight, hint };
  }

  /** No suggestions while octets are in flight: the parser has not seen them yet. */
  #ghost(): Ghost | null {
    const settled = this.#runner.queue.waiting === 0 && this.#inFlight().length === 0;
    return settled && this.#situation() === 'open' ? ghostOf(this.#replay) : null;
  }

  #situation(): Situation {
    const { link, openedAt } = useStore.getState();
    return situationOf(this.#lane, link, openedAt);
  }

  #inFlight(): Uint8Array {
    return inFlightOn(this.#lane, this.#screen.sent);
  }

  #linkLost(): void {
    const lost = this.#lane === null ? 0 : settle(this.#lane);
    if (lost > 0) this.print(noteRow(t.terminal.unconfirmed(lost), 'warn'));
  }
}

/** What the next Enter would send, for the predictions. A command sends nothing, nor does an empty line. */
function unsentIn({ line, held }: InputState): readonly Uint8Array[] {
  if (held !== null) return heldWrites(held.paste);
  const parsed = parseLine(line.text);
  if (line.text === '' || parsed.is !== 'text') return [];
  return [concat([utf8(parsed.text), endingOctets(endingOf('usual', useSettings.getState().enter))])];
}
