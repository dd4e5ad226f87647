/** Which component handles a command now. Panels register while they are mounted; the newest wins. */
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { COMMAND_IDS, type CommandId, commandOf, rowOf } from './keys.ts';
import { useSettings } from './settings.ts';

type Handler = () => void;

const handlers = new Map<CommandId, Handler[]>();
const listeners = new Set<() => void>();
let available: readonly CommandId[] = [];

/** Starts handling a command; returns the function that stops it. */
export function registerCommand(id: CommandId, handler: Handler): () => void {
  handlers.set(id, [...(handlers.get(id) ?? []), handler]);
  changed();
  return () => {
    handlers.set(
      id,
      (handlers.get(id) ?? []).filter((one) => one !== handler),
    );
    changed();
  };
}

function changed(): void {
  available = COMMAND_IDS.filter((id) => (handlers.get(id)?.length ?? 0) > 0);
  for (const tell of listeners) tell();
}

/** False if nothing handles it now. */
export function runCommand(id: CommandId): boolean {
  const handler = handlers.get(id)?.at(-1);
  handler?.();
  return handler !== undefined;
}

/** Handles a command while the component is mounted; `null` while it does not apply. */
export function useCommand(id: CommandId, handler: Handler | null): void {
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  const enabled = handler !== null;
  useEffect(() => (enabled ? registerCommand(id, () => latest.current?.()) : undefined), [id, enabled]);
}

/** The commands that are handled now, in the order of the table. */
export function useAvailableCommands(): readonly CommandId[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => available,
  );
}

/** Widgets whose own keys come first. `data-own-keys` marks others. */
const OWN_KEYS =
  '[role="menu"], [role="listbox"], [role="slider"], [role="separator"], [role="dialog"], [data-own-keys]';
const TYPING = 'input, textarea, select, [contenteditable="true"]';
const PRESSED_BY_SPACE = 'button, summary, a[href], [role="button"]';

/** Listens to the keyboard for the whole page. Called once, by main.tsx. */
export function listenToKeys(): void {
  window.addEventListener('keydown', (event) => take(event, true), { capture: true });
  window.addEventListener('keydown', (event) => take(event, false));
}

/** Commands that work everywhere are handled before any widget sees the key, all others after. */
function take(event: KeyboardEvent, early: boolean): void {
  if (event.defaultPrevented || event.isComposing || event.keyCode === 229) return;
  const id = commandOf(event);
  if (id === null || (rowOf(id).anywhere === true) !== early) return;
  if (!early && !isFree(event)) return;
  if (!runCommand(id)) return;
  event.preventDefault();
  event.stopPropagation();
}

function isFree(event: KeyboardEvent): boolean {
  if (!useSettings.getState().singleKeys) return false;
  const { target } = event;
  if (!(target instanceof Element)) return true;
  if (target.closest(TYPING) !== null || target.closest(OWN_KEYS) !== null) return false;
  return event.code !== 'Space' || target.closest(PRESSED_BY_SPACE) === null;
}
