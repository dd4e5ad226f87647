/**
 * The terminal's input as a reducer: keys, pastes and prepared octets in, the next state and the effects out. Pure; the
 * runner performs the effects.
 */
import { type Ending, endingOctets } from '#shared/base/endings.ts';
import { concat, utf8 } from '#shared/base/octets.ts';
import { suggestionFor } from '#shared/screen/prompt.ts';
import { type Command, type CommandFault, parseLine, repeated } from '#shared/terminal/commands.ts';
import {
  type EditorEffect,
  endingOf,
  type InputState,
  type Key,
  type LineEnd,
  octetsOfKey,
  offer,
  paste,
  press,
} from '#shared/terminal/discipline.ts';
import type { Ghost } from '#shared/terminal/ghost.ts';
import { type Held, heldWrites, type Prepared, type PreparedVisit, scriptOf } from '#shared/terminal/held.ts';
import type { InputMode } from '../../session/state/settings.ts';
import { type Job, PIECE } from './send-queue.ts';
import { enterDoes, type Situation } from './situation.ts';

export type InputAction =
  | { readonly is: 'key'; readonly key: Key }
  | { readonly is: 'paste'; readonly text: string }
  /** Octets prepared elsewhere on the page. */
  | { readonly is: 'prepared'; readonly prepared: Prepared }
  /** Enter, from a button: only when there is something to send. */
  | { readonly is: 'submit' };

/** What an action depends on besides the input so far. */
export interface InputContext {
  readonly situation: Situation;
  readonly mode: InputMode;
  readonly enter: Ending;
  readonly ghost: Ghost | null;
}

/** What the runner does next, in this order. */
export type Effect =
  | { readonly do: 'queue'; readonly jobs: readonly Job[] }
  /** Drop everything queued and reset the connection. */
  | { readonly do: 'interrupt' }
  | { readonly do: 'clear' }
  /** A line that is neither text nor a command. */
  | { readonly do: 'complain'; readonly line: string; readonly fault: CommandFault };

export interface Reduced {
  readonly state: InputState;
  readonly effects: readonly Effect[];
  /** False when the key means nothing now: the browser may have it. */
  readonly taken: boolean;
}

const taken = (state: InputState, ...effects: readonly Effect[]): Reduced => ({ state, effects, taken: true });
const queue = (...jobs: readonly Job[]): Effect => ({ do: 'queue', jobs });

export function reduce(state: InputState, action: InputAction, context: InputContext): Reduced {
  switch (action.is) {
    case 'key':
      return reduceKey(state, action.key, context);
    case 'paste':
      return taken(paste(state, action.text));
    case 'prepared':
      return taken(offer(state, action.prepared));
    case 'submit':
      if (state.line.text === '' && state.held === null) return { state, effects: [], taken: false };
      return reduceKey(state, { key: 'enter', end: 'usual' }, context);
  }
}

function reduceKey(state: InputState, key: Key, context: InputContext): Reduced {
  const { held, line } = state;
  const keyed = context.mode === 'key' && held === null;
  if (key.key === 'enter' && held === null) {
    const does = enterDoes(context.situation, keyed ? '' : line.text);
    if (does === 'connect') return taken(state, queue({ do: 'connect' }));
    if (does !== 'submit') return taken(state);
  }
  return keyed ? sendKey(state, key, context) : edit(state, key, context);
}

/** Key mode: each key sends one octet or more. */
function sendKey(state: InputState, key: Key, context: InputContext): Reduced {
  const bytes = octetsOfKey(key, context.enter);
  if (bytes === null) return edit(state, key, context);
  const canSend = context.situation === 'open' || context.situation === 'backlog';
  return bytes.length > 0 && canSend ? taken(state, queue({ do: 'send', bytes })) : taken(state);
}

function edit(state: InputState, key: Key, { mode, ghost, enter }: InputContext): Reduced {
  const rest = mode === 'line' ? suggestionFor(state.line, ghost) : null;
  const pressed = press(state, key, { rest, enter });
  const effects = pressed.effect === null ? [] : [effectOf(pressed.effect, enter)];
  return { state: pressed.state, effects, taken: pressed.taken };
}

function effectOf(effect: EditorEffect, enter: Ending): Effect {
  switch (effect.do) {
    case 'submit':
      return lineEffect(effect.line, effect.end, enter);
    case 'paste':
      return effect.as === 'octets' || effect.paste.prepared !== undefined
        ? queue(...octetJobs(effect.paste))
        : scriptEffect(effect.paste);
    case 'half-close':
      return queue({ do: 'end' });
    case 'interrupt':
    case 'clear':
      return { do: effect.do };
  }
}

function lineEffect(line: string, end: LineEnd, enter: Ending): Effect {
  const parsed = parseLine(line);
  if (parsed.is === 'fault') return { do: 'complain', line, fault: parsed.fault };
  return queue(...jobsOf(parsed, endingOctets(endingOf(end, enter))));
}

/** A script with an invalid line does not start. */
function scriptEffect(held: Held): Effect {
  const jobs: Job[] = [];
  for (const { line, end } of scriptOf(held)) {
    const parsed = parseLine(line);
    if (parsed.is === 'fault') return { do: 'complain', line, fault: parsed.fault };
    jobs.push(...jobsOf(parsed, end));
  }
  return queue(...jobs);
}

function jobsOf(parsed: Exclude<ReturnType<typeof parseLine>, { is: 'fault' }>, ending: Uint8Array): Job[] {
  if (parsed.is === 'command') return [jobOf(parsed.command)];
  const bytes = concat([utf8(parsed.text), ending]);
  return bytes.length === 0 ? [] : [{ do: 'send', bytes }];
}

function jobOf(command: Command): Job {
  switch (command.name) {
    case 'send':
      return { do: 'send', bytes: command.bytes };
    case 'repeat': {
      const { bytes, count } = command;
      return { do: 'stream', pieces: repeated(bytes, count, PIECE), length: bytes.length * count };
    }
    case 'wait':
      return { do: 'wait', ms: command.ms };
    case 'enter':
      return { do: 'enter', ending: command.ending };
    case 'mode':
      return { do: 'mode', mode: command.mode };
    case 'close':
      return { do: 'end' };
    default:
      return { do: command.name };
  }
}

/** Its octets, write by write, and what was prepared to follow them. */
function octetJobs(held: Held): Job[] {
  const { prepared } = held;
  if (prepared === undefined) return heldWrites(held).map((bytes) => ({ do: 'send', bytes }));
  const more = (prepared.then ?? []).flatMap((visit): Job[] => [{ do: 'connect' }, ...visitJobs(visit)]);
  return [...visitJobs(prepared), ...more];
}

function visitJobs({ writes, after }: PreparedVisit): Job[] {
  const jobs: Job[] = writes.map((bytes) => ({ do: 'send', bytes }));
  if (after === 'fin') jobs.push({ do: 'end' });
  if (after === 'reset') jobs.push({ do: 'reset' });
  return jobs;
}
