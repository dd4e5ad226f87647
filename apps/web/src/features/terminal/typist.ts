/** Keys and pastes, by whatever way they came: edits of the line, octets in key mode, deeds. */

import { suggestionFor } from '#shared/screen/prompt.ts';
import { type Key, octetsOfKey, paste, press } from '#shared/terminal/discipline.ts';
import type { Ghost } from '#shared/terminal/ghost.ts';
import { type InputMode, useSettings } from '../../session/state/settings.ts';
import type { Deeds } from './deeds.ts';
import { typing } from './memory.ts';
import type { Outlet } from './outlet.ts';
import { enterDoes, type Situation } from './situation.ts';

/** What keys depend on besides the line. */
export interface Around {
  situation(): Situation;
  ghost(): Ghost | null;
  /** Something was typed: it is to be seen. */
  typed(): void;
}

export class Typist {
  readonly #around: Around;
  readonly #outlet: Outlet;
  readonly #deeds: Deeds;

  constructor(around: Around, outlet: Outlet, deeds: Deeds) {
    this.#around = around;
    this.#outlet = outlet;
    this.#deeds = deeds;
  }

  mode(): InputMode {
    return useSettings.getState().input;
  }

  /** False when the key means nothing now: the browser may have it. */
  key(key: Key): boolean {
    const taken = this.#take(key);
    if (taken) this.#around.typed();
    return taken;
  }

  paste(text: string): void {
    typing.state = paste(typing.state, text);
    this.#around.typed();
  }

  /** Enter, when there is something to send. */
  submit(): void {
    const { line, held } = typing.state;
    if (line.text !== '' || held !== null) this.key({ key: 'enter', end: 'usual' });
  }

  #take(key: Key): boolean {
    const { held, line } = typing.state;
    const keyed = this.mode() === 'key' && held === null;
    if (key.key === 'enter' && held === null) {
      const does = enterDoes(this.#around.situation(), keyed ? '' : line.text);
      if (does === 'connect') this.#outlet.add({ do: 'act', act: () => this.#deeds.connect() });
      if (does !== 'submit') return true;
    }
    return keyed ? this.#send(key) : this.#press(key);
  }

  /** Key mode: an octet or more for every key. */
  #send(key: Key): boolean {
    const octets = octetsOfKey(key, useSettings.getState().enter);
    if (octets === null) return this.#press(key);
    if (octets.length > 0 && canTake(this.#around.situation())) this.#outlet.add({ do: 'send', bytes: octets });
    return true;
  }

  #press(key: Key): boolean {
    const rest = this.mode() === 'line' ? suggestionFor(typing.state.line, this.#around.ghost()) : null;
    const { enter } = useSettings.getState();
    const { state, deed, taken } = press(typing.state, key, { rest, enter });
    typing.state = state;
    if (deed !== null) this.#deeds.perform(deed);
    return taken;
  }
}

const canTake = (situation: Situation): boolean => situation === 'open' || situation === 'backlog';
