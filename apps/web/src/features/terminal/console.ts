/**
 * The terminal at work: keys and pastes come in, the session's lanes are shown. All it knows of a connection it reads
 * from the replay; what it keeps besides is in memory.ts.
 */

import type { Row } from '#shared/screen/row.ts';
import { Screen } from '#shared/screen/screen.ts';
import { offer } from '#shared/terminal/discipline.ts';
import { type Ghost, ghostOf } from '#shared/terminal/ghost.ts';
import { Replay } from '#shared/transcript/replay/replay.ts';
import { send } from '../../session/actions/actions.ts';
import { takeOffers } from '../../session/handoff/prepared-input.ts';
import { readNow } from '../../session/state/hooks.ts';
import type { Result } from '../../session/state/result.ts';
import { setSettings, useSettings } from '../../session/state/settings.ts';
import { type Lane, useStore } from '../../session/state/store.ts';
import { t } from '../../session/state/text.ts';
import { Announcer } from './announce.ts';
import { Deeds, noteRow, type Speaker, sayRefusal } from './deeds.ts';
import { Display, type Typing } from './display.ts';
import { attachInput } from './input.ts';
import { fly, flyingOf, land, remark, remarksOf, typing } from './memory.ts';
import { Outlet } from './outlet.ts';
import { FIRST_LANE_MS, hintOf, type Situation, situationOf } from './situation.ts';
import { terminalTheme } from './theme.ts';
import { Typist } from './typist.ts';
import { tellUnsent } from './unsent.ts';
import { createXterm, type Fitted } from './xterm.ts';

/** A pause is shown to the tenth of a second. */
const TICK_MS = 100;

/** Without a connection there is nothing to replay, and still something to say. */
const NOTHING = new Replay();

export class Console implements Speaker {
  readonly #xterm: Fitted;
  readonly #display: Display;
  readonly #announcer: Announcer;
  readonly #outlet: Outlet;
  readonly #typist: Typist;
  readonly #stops: (() => void)[] = [];
  #lane: Lane | null = null;
  #replay = NOTHING;
  #soon: ReturnType<typeof setTimeout> | undefined;
  #screen = new Screen(t, NOTHING, []);

  /** `announce`: says words to who cannot see the screen. */
  constructor(place: HTMLElement, announce: (words: string) => void) {
    this.#xterm = createXterm(place);
    this.#display = new Display(this.#xterm.term);
    this.#announcer = new Announcer(announce);
    this.#outlet = new Outlet({
      send: (bytes) => this.#send(bytes),
      flying: () => this.#flying().length,
      lane: () => readNow().lane?.info.lane ?? null,
      changed: () => this.refresh(),
      dropped: (octets) => this.say(noteRow(t.terminal.notSent(octets), 'warn')),
    });
    const around = { situation: () => this.#situation(), ghost: () => this.#ghost(), typed: () => this.#typed() };
    this.#typist = new Typist(around, this.#outlet, new Deeds(this.#outlet, this));
    this.#watch(place);
    this.refresh();
  }

  #watch(place: HTMLElement): void {
    const later = setTimeout(() => this.refresh(), FIRST_LANE_MS);
    const ticks = setInterval(() => this.#outlet.pauseEnds !== null && this.refresh(), TICK_MS);
    const resized = new ResizeObserver(() => this.#resize());
    resized.observe(place);
    this.#stops.push(
      useStore.subscribe((now, before) => {
        if (before.link.state === 'open' && now.link.state !== 'open') this.#linkLost();
        if (now.lanes !== before.lanes && now.current === before.current) this.#refreshSoon();
        else this.refresh();
      }),
      useSettings.subscribe(() => this.refresh()),
      takeOffers((prepared) => {
        typing.state = offer(typing.state, prepared);
        this.#typed();
      }),
      attachInput(place, this.#xterm.term, this.#typist),
      () => resized.disconnect(),
      () => clearTimeout(later),
      () => clearInterval(ticks),
    );
  }

  stop(): void {
    for (const stop of this.#stops) stop();
    clearTimeout(this.#soon);
    this.#outlet.clear();
    this.#announcer.stop();
    this.#xterm.term.dispose();
  }

  focus(): void {
    this.#xterm.term.focus();
  }

  /** The tokens have new values. */
  theme(): void {
    this.#xterm.term.options.theme = terminalTheme();
  }

  say(...rows: readonly Row[]): void {
    remark(this.#lane, ...rows);
    this.refresh();
  }

  /** Puts a text into the line. There has to be a line for it: key mode ends. */
  type(text: string): void {
    setSettings({ input: 'line' });
    this.#typist.key({ key: 'text', text });
  }

  /** Sends what is typed or pasted, if anything is. */
  submit(): void {
    this.#typist.submit();
  }

  /** Shows what is known now. */
  refresh(): void {
    clearTimeout(this.#soon);
    this.#soon = undefined;
    const { lane, replay } = readNow();
    const shown = replay ?? NOTHING;
    const other = lane?.info.lane !== this.#lane?.info.lane || shown !== this.#replay || this.#screen.stale;
    this.#lane = lane;
    if (other) {
      this.#replay = shown;
      this.#screen = new Screen(t, shown, remarksOf(lane));
    }
    this.#screen.update();
    this.#announcer.add(this.#display.show(this.#screen, this.#typing()));
  }

  /** What came is shown in a task of its own: the other panels have drawn it in this one. */
  #refreshSoon(): void {
    this.#soon ??= setTimeout(() => this.refresh());
  }

  #resize(): void {
    if (this.#xterm.takeSize()) this.#display.redraw(this.#screen, this.#typing());
  }

  #typed(): void {
    tellUnsent(typing.state);
    this.#xterm.term.scrollToBottom();
    this.refresh();
  }

  #typing(): Typing {
    const { input: mode, enter } = useSettings.getState();
    const { state: input } = typing;
    const { waiting, pauseEnds } = this.#outlet;
    const flying = this.#flying();
    const hint = hintOf({
      situation: this.#situation(),
      held: input.held?.paste ?? null,
      mode,
      enter,
      datagrams: this.#replay.datagrams,
      fresh: this.#screen.sent + flying.length === 0 && input.line.text === '',
      waiting,
      pause: pauseEnds === null ? null : Math.max(0, pauseEnds - performance.now()),
    });
    return { input, mode, enter, ghost: this.#ghost(), flying, hint };
  }

  /** Nothing is suggested while something is on its way: the parser has not seen it yet. */
  #ghost(): Ghost | null {
    const settled = this.#outlet.waiting === 0 && this.#flying().length === 0;
    return settled && this.#situation() === 'open' ? ghostOf(this.#replay) : null;
  }

  #situation(): Situation {
    const { link, openedAt } = useStore.getState();
    return situationOf(this.#lane, link, openedAt);
  }

  #flying(): Uint8Array {
    return flyingOf(this.#lane, this.#screen.sent);
  }

  #send(bytes: Uint8Array): Result {
    const result = send(bytes);
    if (result.ok && this.#lane !== null) fly(this.#lane, bytes, this.#screen.sent);
    sayRefusal(this, result);
    this.refresh();
    return result;
  }

  #linkLost(): void {
    const lost = this.#lane === null ? 0 : land(this.#lane);
    if (lost > 0) this.say(noteRow(t.terminal.unconfirmed(lost), 'warn'));
  }
}
