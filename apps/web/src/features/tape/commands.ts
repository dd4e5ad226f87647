/** The key commands of the walk. The table of keys is session/state/keys.ts; this file says what they do. */
import { move, run, type Unit, type Way } from '#shared/transcript/replay/navigate.ts';
import { stepAt } from '#shared/transcript/replay/step.ts';
import { goLive, moveTo, toggleBreakpoint } from '../../session/actions/actions.ts';
import { useCommand } from '../../session/state/commands.ts';
import { readNow } from '../../session/state/hooks.ts';
import { setSettings, type TapeMode, useSettings } from '../../session/state/settings.ts';
import { useStore } from '../../session/state/store.ts';
import { cutBefore } from './cut.ts';

const WALKS = [
  ['octet.back', 'octet', -1],
  ['octet.forward', 'octet', 1],
  ['token.back', 'token', -1],
  ['token.forward', 'token', 1],
  ['line.back', 'line', -1],
  ['line.forward', 'line', 1],
  ['read.back', 'read', -1],
  ['read.forward', 'read', 1],
  ['message.back', 'message', -1],
  ['message.forward', 'message', 1],
  ['problem.back', 'problem', -1],
  ['problem.forward', 'problem', 1],
] as const;

const MODES: readonly TapeMode[] = ['text', 'hex', 'both'];

/** Keys for walking, while there is something to walk through. */
export function useWalkCommands(walkable: boolean): void {
  for (const [id, unit, way] of WALKS) {
    // biome-ignore lint/correctness/useHookAtTopLevel: the table never changes
    useCommand(id, walkable ? () => walk(unit, way) : null);
  }
  useCommand('walk.first', walkable ? () => moveTo(0) : null);
  useCommand('walk.last', walkable ? goLive : null);
  useCommand('run', walkable ? runOn : null);
  useCommand('breakpoint', walkable ? breakHere : null);
  useCommand('cut', walkable ? cutHere : null);
}

/** The keys that change what the tape shows. */
export function useLookCommands(look: {
  readonly find: () => void;
  readonly goTo: () => void;
  readonly turn: () => void;
}): void {
  useCommand('find', look.find);
  useCommand('goto', look.goTo);
  useCommand('hex', look.turn);
}

/** Cycles through text, hex and both. */
export function nextMode(): void {
  const at = MODES.indexOf(useSettings.getState().tape);
  setSettings({ tape: MODES[(at + 1) % MODES.length] as TapeMode });
}

function walk(unit: Unit, way: Way): void {
  const { replay, position } = readNow();
  if (replay !== null) moveTo(move(replay, position, unit, way));
}

/** Runs to the next breakpoint after the cursor; without one, to the end. */
function runOn(): void {
  const { replay, position } = readNow();
  if (replay !== null) moveTo(run(replay, position, useStore.getState().breakpoints));
}

function breakHere(): void {
  const { replay, position } = readNow();
  const step = replay === null ? null : stepAt(replay, position);
  if (step?.kind === 'octet') toggleBreakpoint({ kind: 'octet', direction: step.direction, offset: step.offset });
}

/** Puts the current request into the composer as it was sent, with a cut after the octet just taken. */
function cutHere(): void {
  const { replay, position } = readNow();
  const step = replay === null ? null : stepAt(replay, position);
  if (replay === null || step?.kind !== 'octet' || step.direction !== 'in') return;
  cutBefore(replay, step.offset + 1);
}
