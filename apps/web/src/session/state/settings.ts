/** The user's choices in this browser: kept in localStorage, parsed tolerantly, applied at once. */
import { create } from 'zustand';
import { decodeJson, flag, oneOf } from '#shared/base/decode.ts';
import { utf8 } from '#shared/base/octets.ts';
import type { Clocks } from '#shared/base/options.ts';
import { DEFAULT_OPTIONS, type ProfileOptions, profileOptions } from '#shared/servers/start-options.ts';
import type { Unit } from '#shared/transcript/replay/navigate.ts';
import { keep, recall } from './storage.ts';

export type Theme = 'light' | 'dark' | 'system';
/** What the Enter key sends. */
export type EnterPolicy = 'crlf' | 'lf' | 'cr' | 'none';
export type TapeMode = 'text' | 'hex' | 'both';
/** `line`: edit, then send; `key`: every key goes out at once. */
export type InputMode = 'line' | 'key';

export interface Settings {
  readonly theme: Theme;
  readonly enter: EnterPolicy;
  readonly tape: TapeMode;
  /** Clocks of the next connection. */
  readonly clocks: Clocks;
  readonly input: InputMode;
  /** The unit of the step buttons. */
  readonly unit: Unit;
  /** Whether single keys are commands while the user is not typing. */
  readonly singleKeys: boolean;
  /** What profiles are started with. */
  readonly profile: ProfileOptions;
}

const DEFAULTS: Settings = {
  theme: 'system',
  enter: 'crlf',
  tape: 'text',
  clocks: 'patient',
  input: 'line',
  unit: 'octet',
  singleKeys: true,
  profile: DEFAULT_OPTIONS,
};

const DECODERS = {
  theme: oneOf('light', 'dark', 'system'),
  enter: oneOf('crlf', 'lf', 'cr', 'none'),
  tape: oneOf('text', 'hex', 'both'),
  clocks: oneOf('patient', 'strict'),
  input: oneOf('line', 'key'),
  unit: oneOf('octet', 'token', 'line', 'read', 'message', 'problem'),
  singleKeys: flag,
  profile: profileOptions,
};

const KEY = 'settings';

/** Each field by itself: one that is missing, or from another version, takes its default. */
export function decodeSettings(json: string | null): Settings {
  const bytes = utf8(json ?? '{}');
  const found = decodeJson(bytes, 0, bytes.length);
  const fields = new Map(typeof found === 'object' && found !== null ? Object.entries(found) : []);
  const settings: Record<string, unknown> = { ...DEFAULTS };
  for (const [name, decoder] of Object.entries(DECODERS)) {
    const value = decoder(fields.get(name));
    if (value !== undefined) settings[name] = value;
  }
  return settings as unknown as Settings;
}

export const useSettings = create<Settings>(() => decodeSettings(recall('localStorage', KEY)));

/** Changes some settings and stores them. */
export function setSettings(change: Partial<Settings>): void {
  useSettings.setState(change);
  keep('localStorage', KEY, JSON.stringify(useSettings.getState()));
}

const prefersDark = (): MediaQueryList => window.matchMedia('(prefers-color-scheme: dark)');

/** The theme shown, with `system` resolved. */
export function resolvedTheme(theme: Theme): 'light' | 'dark' {
  if (theme !== 'system') return theme;
  return prefersDark().matches ? 'dark' : 'light';
}

/** Keeps the document's `data-theme` and the browser's theme colour in step with the settings from now on. */
export function applyTheme(): void {
  const apply = () => {
    const root = document.documentElement;
    root.dataset.theme = resolvedTheme(useSettings.getState().theme);
    const panel = getComputedStyle(root).getPropertyValue('--panel').trim();
    document.querySelector('meta[name="theme-color"]')?.setAttribute('content', panel);
    for (const tell of themeListeners) tell();
  };
  apply();
  useSettings.subscribe(apply);
  prefersDark().addEventListener('change', apply);
}

const themeListeners = new Set<() => void>();

/** Called after the tokens have taken their new values: for what CSS cannot style. */
export function onTheme(listener: () => void): () => void {
  themeListeners.add(listener);
  return () => themeListeners.delete(listener);
}
