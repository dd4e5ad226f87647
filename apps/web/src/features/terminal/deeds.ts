/** What the terminal does when it is told: sends lines and pastes, carries out dot-commands. */

import { endingOctets } from '#shared/base/endings.ts';
import { concat, utf8 } from '#shared/base/octets.ts';
import type { NoteRow, Row, Tone } from '#shared/screen/row.ts';
import {
  COMMAND_WORDS,
  type Command,
  type CommandFault,
  MOST_OCTETS,
  parseLine,
  repeated,
} from '#shared/terminal/commands.ts';
import { type Deed, endingOf, type LineEnd } from '#shared/terminal/discipline.ts';
import { type Held, heldWrites, type PreparedVisit, scriptOf } from '#shared/terminal/held.ts';
import { connect, end, reset } from '../../session/actions/actions.ts';
import type { Result } from '../../session/state/result.ts';
import { setSettings, useSettings } from '../../session/state/settings.ts';
import { t } from '../../session/state/text.ts';
import { plainText } from '../../ui/rich-text.tsx';
import { PIECE, pickFile, piecesOf } from './files.ts';
import type { Job, Outlet } from './outlet.ts';

/** The terminal, as far as its deeds need it. */
export interface Speaker {
  /** Says something on the screen; no rows: clears it. */
  say(...rows: readonly Row[]): void;
  focus(): void;
}

export const noteRow = (text: string, tone: Tone = 'dim'): NoteRow => ({ kind: 'note', tone, text });

/** A refused wish, said on the screen. */
export function sayRefusal(speaker: Speaker, result: Result<unknown>): void {
  if (!result.ok) speaker.say(noteRow(plainText(t.shell.refusals[result.code](result.detail)), 'warn'));
}

export class Deeds {
  readonly #outlet: Outlet;
  readonly #speaker: Speaker;

  constructor(outlet: Outlet, speaker: Speaker) {
    this.#outlet = outlet;
    this.#speaker = speaker;
  }

  perform(deed: Deed): void {
    switch (deed.do) {
      case 'submit':
        this.#line(deed.line, deed.end);
        break;
      case 'paste':
        this.#paste(deed.paste, deed.as);
        break;
      case 'half-close':
        this.#outlet.add({ do: 'act', act: () => this.#report(end()) });
        break;
      case 'interrupt':
        this.#outlet.clear();
        this.#report(reset());
        break;
      case 'clear':
        this.#speaker.say();
    }
  }

  /** False when there is no new connection. */
  async connect(): Promise<boolean> {
    const result = await connect();
    sayRefusal(this.#speaker, result);
    return result.ok;
  }

  #report(result: Result): undefined {
    sayRefusal(this.#speaker, result);
    return undefined;
  }

  #line(line: string, lineEnd: LineEnd): void {
    const ending = endingOctets(endingOf(lineEnd, useSettings.getState().enter));
    const jobs = this.#jobsOf(line, ending);
    if (jobs !== null) this.#outlet.add(...jobs);
  }

  #paste(paste: Held, as: 'octets' | 'script'): void {
    const jobs = as === 'octets' || paste.prepared !== undefined ? this.#octetJobs(paste) : this.#scriptJobs(paste);
    if (jobs !== null) this.#outlet.add(...jobs);
  }

  /** Its octets, write by write, and what was made ready to follow them. */
  #octetJobs(paste: Held): Job[] {
    const { prepared } = paste;
    if (prepared === undefined) return heldWrites(paste).map((bytes) => ({ do: 'send', bytes }));
    const more = (prepared.then ?? []).flatMap((visit): Job[] => [
      { do: 'act', act: () => this.connect() },
      ...this.#visitJobs(visit),
    ]);
    return [...this.#visitJobs(prepared), ...more];
  }

  #visitJobs({ writes, after }: PreparedVisit): Job[] {
    const jobs: Job[] = writes.map((bytes) => ({ do: 'send', bytes }));
    if (after === 'fin') jobs.push({ do: 'act', act: () => this.#report(end()) });
    if (after === 'reset') jobs.push({ do: 'act', act: () => this.#report(reset()) });
    return jobs;
  }

  /** A script with a fault in it is not begun: null. */
  #scriptJobs(paste: Held): Job[] | null {
    const jobs: Job[] = [];
    for (const { line, end: ending } of scriptOf(paste)) {
      const more = this.#jobsOf(line, ending);
      if (more === null) return null;
      jobs.push(...more);
    }
    return jobs;
  }

  /** What a line makes the terminal do; null when it is no command and no text. */
  #jobsOf(line: string, ending: Uint8Array): Job[] | null {
    const parsed = parseLine(line);
    if (parsed.is === 'fault') {
      this.#complain(line, parsed.fault);
      return null;
    }
    if (parsed.is === 'command') return [this.#jobOf(parsed.command)];
    const bytes = concat([utf8(parsed.text), ending]);
    return bytes.length === 0 ? [] : [{ do: 'send', bytes }];
  }

  #complain(line: string, fault: CommandFault): void {
    const at = fault.why === 'unreadable' ? fault.at : null;
    this.#speaker.say({ kind: 'echo', text: line, at }, noteRow(t.terminal.fault(fault), 'warn'));
  }

  #jobOf(command: Command): Job {
    switch (command.name) {
      case 'send':
        return { do: 'send', bytes: command.bytes };
      case 'repeat': {
        const { bytes, count } = command;
        return { do: 'stream', pieces: repeated(bytes, count, PIECE), length: bytes.length * count };
      }
      case 'wait':
        return { do: 'wait', ms: command.ms };
      default:
        return { do: 'act', act: () => this.#act(command) };
    }
  }

  #act(command: Exclude<Command, { name: 'send' | 'repeat' | 'wait' }>): undefined | Promise<unknown> {
    switch (command.name) {
      case 'help':
        return this.#help();
      case 'enter':
        setSettings({ enter: command.ending });
        return this.#note(t.terminal.enterNow(command.ending));
      case 'mode':
        setSettings({ input: command.mode });
        return this.#note(t.terminal.modeNow[command.mode]);
      case 'file':
        return this.#file();
      case 'close':
        return this.#report(end());
      case 'reset':
        return this.#report(reset());
      case 'connect':
        return this.connect();
      case 'clear':
        this.#speaker.say();
        return undefined;
    }
  }

  #note(text: string): undefined {
    this.#speaker.say(noteRow(text));
    return undefined;
  }

  #help(): undefined {
    const commands = COMMAND_WORDS.map((word) => t.terminal.commands[word]);
    const entries = [...commands, ...t.terminal.helpKeys].map(
      ([name, text]) => ({ kind: 'entry', name, text }) as const,
    );
    this.#speaker.say({ kind: 'echo', text: '.help', at: null }, ...entries);
    return undefined;
  }

  async #file(): Promise<void> {
    const file = await pickFile();
    this.#speaker.focus();
    if (file === null) return;
    const tooLarge = file.size > MOST_OCTETS;
    const { terminal } = t;
    this.#note(tooLarge ? terminal.fileTooLarge(file.name, MOST_OCTETS) : terminal.file(file.name, file.size));
    if (tooLarge) return;
    this.#outlet.add({ do: 'stream', pieces: piecesOf(file), length: file.size });
  }
}
