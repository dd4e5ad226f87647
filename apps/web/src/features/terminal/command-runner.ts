/** Performs what the reducer decided: sends through the queue, calls the session, prints on the screen. */

import type { NoteRow, Row, Tone } from '#shared/screen/row.ts';
import { COMMAND_WORDS, type CommandFault, MOST_OCTETS } from '#shared/terminal/commands.ts';
import { connect, end, reset, send } from '../../session/actions/actions.ts';
import { readNow } from '../../session/state/hooks.ts';
import type { Result } from '../../session/state/result.ts';
import { setSettings } from '../../session/state/settings.ts';
import { t } from '../../session/state/text.ts';
import { plainText } from '../../ui/rich-text.tsx';
import type { Effect } from './controller.ts';
import { inFlightOn, markInFlight } from './memory.ts';
import { PIECE, type QueuePort, SendQueue, type Step } from './send-queue.ts';

/** The terminal's screen, as far as commands need it. */
export interface Output {
  /** Prints rows; without any, clears the screen. */
  print(...rows: readonly Row[]): void;
  /** Draws what has changed. */
  refresh(): void;
  focus(): void;
  /** How many octets from the client the transcript of the connection shown has. */
  sent(): number;
}

export const noteRow = (text: string, tone: Tone = 'dim'): NoteRow => ({ kind: 'note', tone, text });

export class CommandRunner {
  readonly queue: SendQueue;
  readonly #output: Output;

  constructor(output: Output) {
    this.#output = output;
    this.queue = new SendQueue(this.#port());
  }

  perform(effect: Effect): void {
    switch (effect.do) {
      case 'queue':
        this.queue.add(...effect.jobs);
        break;
      case 'interrupt':
        this.queue.clear();
        this.#report(reset());
        break;
      case 'clear':
        this.#output.print();
        break;
      case 'complain':
        this.#complain(effect.line, effect.fault);
    }
  }

  #port(): QueuePort {
    const lane = () => readNow().lane;
    return {
      send: (bytes) => this.#send(bytes),
      inFlight: () => inFlightOn(lane(), this.#output.sent()).length,
      lane: () => lane()?.info.lane ?? null,
      take: (step) => this.#take(step),
      changed: () => this.#output.refresh(),
      dropped: (octets) => this.#output.print(noteRow(t.terminal.notSent(octets), 'warn')),
    };
  }

  #send(bytes: Uint8Array): Result {
    const { lane } = readNow();
    const result = send(bytes);
    if (result.ok && lane !== null) markInFlight(lane, bytes, this.#output.sent());
    this.#report(result);
    this.#output.refresh();
    return result;
  }

  #take(step: Step): undefined | Promise<unknown> {
    switch (step.do) {
      case 'help':
        return this.#help();
      case 'enter':
        setSettings({ enter: step.ending });
        return this.#note(t.terminal.enterNow(step.ending));
      case 'mode':
        setSettings({ input: step.mode });
        return this.#note(t.terminal.modeNow[step.mode]);
      case 'file':
        return this.#file();
      case 'end':
        return this.#report(end());
      case 'reset':
        return this.#report(reset());
      case 'connect':
        return this.#connect();
      case 'clear':
        this.#output.print();
        return undefined;
    }
  }

  /** False when there is no new connection. */
  async #connect(): Promise<boolean> {
    const result = await connect();
    this.#report(result);
    return result.ok;
  }

  /** Prints why something was refused. */
  #report(result: Result<unknown>): undefined {
    if (!result.ok) this.#output.print(noteRow(plainText(t.shell.refusals[result.code](result.detail)), 'warn'));
    return undefined;
  }

  #note(text: string): undefined {
    this.#output.print(noteRow(text));
    return undefined;
  }

  #complain(line: string, fault: CommandFault): void {
    const at = fault.why === 'unreadable' ? fault.at : null;
    this.#output.print({ kind: 'echo', text: line, at }, noteRow(t.terminal.fault(fault), 'warn'));
  }

  #help(): undefined {
    const commands = COMMAND_WORDS.map((word) => t.terminal.commands[word]);
    const entries = [...commands, ...t.terminal.helpKeys].map(
      ([name, text]) => ({ kind: 'entry', name, text }) as const,
    );
    this.#output.print({ kind: 'echo', text: '.help', at: null }, ...entries);
    return undefined;
  }

  async #file(): Promise<void> {
    const file = await pickFile();
    this.#output.focus();
    if (file === null) return;
    const tooLarge = file.size > MOST_OCTETS;
    const { terminal } = t;
    this.#note(tooLarge ? terminal.fileTooLarge(file.name, MOST_OCTETS) : terminal.file(file.name, file.size));
    if (tooLarge) return;
    this.queue.add({ do: 'stream', pieces: piecesOf(file), length: file.size });
  }
}

/**
 * Asks for one file; null when none was chosen. The browser requires a key or button press for this. The input is in
 * the document while the browser asks: one that only its own listeners refer to may be garbage collected, and then
 * nothing is ever chosen.
 */
function pickFile(): Promise<File | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    const choose = (file: File | null) => {
      input.remove();
      resolve(file);
    };
    input.type = 'file';
    input.hidden = true;
    input.addEventListener('change', () => choose(input.files?.[0] ?? null));
    input.addEventListener('cancel', () => choose(null));
    document.body.append(input);
    input.click();
  });
}

/** The octets of a file, a frame at a time. */
async function* piecesOf(file: File): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < file.size; at += PIECE) {
    yield new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer());
  }
}
