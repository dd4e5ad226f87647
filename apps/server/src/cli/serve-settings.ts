/**
 * The settings of `octet serve`, with the same name on the command line (`--max-body 1GiB`) and in a configuration file
 * (`"max-body": "1GiB"`). Touches nothing else.
 */
import {
  ENGINE_LIMITS,
  type Mode,
  REQUEST_LENIENCIES,
  type RequestLeniency,
  STRICT_TIMEOUTS,
  sortedLeniencies,
} from '#shared/base/options.ts';
import type { LogFormat } from '../engine/access-log.ts';

/** One setting: what it accepts, in words that follow "takes", and how to read it from a flag or a JSON value. */
interface Setting<T> {
  readonly expected: string;
  readonly read: (given: unknown) => T | undefined;
}

/** The longest duration that can be set, in ms: one day. */
const DAY = 86_400_000;

const DURATION = 'a time such as 500ms, 10s or 2m, up to 24h';
const UNITS: ReadonlyMap<string, number> = new Map([
  ['ms', 1],
  ['s', 1000],
  ['m', 60_000],
  ['h', 3_600_000],
]);
const SIZES: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['KiB', 1024],
  ['MiB', 1024 ** 2],
  ['GiB', 1024 ** 3],
  ['TiB', 1024 ** 4],
]);

export const SETTINGS = {
  dir: { expected: 'the path of a folder', read: someText },
  app: { expected: 'the path of a module', read: someText },
  port: { expected: 'a number from 0 to 65535', read: readPort },
  host: { expected: 'an address or a name', read: someText },
  mode: { expected: 'hardened or rfc', read: word<Mode>('hardened', 'rfc') },
  lenient: { expected: `names of leniencies: ${REQUEST_LENIENCIES.join(', ')}`, read: readLeniencies },
  'max-body': { expected: 'a number of octets, perhaps with KiB, MiB or GiB', read: readSize },
  'header-timeout': { expected: DURATION, read: readDuration },
  'body-timeout': { expected: DURATION, read: readDuration },
  'idle-timeout': { expected: DURATION, read: readDuration },
  'write-timeout': { expected: DURATION, read: readDuration },
  'handler-timeout': { expected: DURATION, read: readDuration },
  list: { expected: 'true or false', read: (given) => (typeof given === 'boolean' ? given : undefined) },
  log: { expected: 'combined, common or off', read: word<LogFormat | 'off'>('combined', 'common', 'off') },
  key: { expected: 'the path of a PEM file', read: someText },
  cert: { expected: 'the path of a PEM file', read: someText },
} as const satisfies Record<string, Setting<unknown>>;

export type SettingName = keyof typeof SETTINGS;

/** The settings that were given. */
export type GivenSettings = { [K in SettingName]?: Exclude<ReturnType<(typeof SETTINGS)[K]['read']>, undefined> };

type Optional = 'dir' | 'app' | 'key' | 'cert';

/** All settings: those given, and defaults for the rest. Durations in ms, sizes in octets. */
export type ServeSettings = Required<Omit<GivenSettings, Optional>> & { [K in Optional]: string | null };

export const DEFAULT_ENGINE_PORT = 8100;

export const DEFAULT_SETTINGS: ServeSettings = {
  dir: null,
  app: null,
  port: DEFAULT_ENGINE_PORT,
  host: '127.0.0.1',
  mode: 'hardened',
  lenient: [],
  'max-body': ENGINE_LIMITS.content,
  'header-timeout': STRICT_TIMEOUTS.header,
  'body-timeout': STRICT_TIMEOUTS.body,
  'idle-timeout': STRICT_TIMEOUTS.idle,
  'write-timeout': STRICT_TIMEOUTS.write,
  'handler-timeout': STRICT_TIMEOUTS.handler,
  list: false,
  log: 'combined',
  key: null,
  cert: null,
};

export const SETTING_NAMES = Object.keys(SETTINGS) as readonly SettingName[];

export function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(SETTINGS, name);
}

/**
 * Reads settings from the given values.
 * @param complain makes the error to throw when a setting does not accept a value
 */
export function readSettings(
  given: ReadonlyMap<SettingName, unknown>,
  complain: (name: SettingName, value: unknown, expected: string) => Error,
): GivenSettings {
  const settings: Record<string, unknown> = {};
  for (const [name, value] of given) {
    const { read, expected }: Setting<unknown> = SETTINGS[name];
    const setting = read(value);
    if (setting === undefined) throw complain(name, value, expected);
    settings[name] = setting;
  }
  return settings as GivenSettings;
}

/** A contradiction between settings, or a setting without effect, as one sentence; null when there is none. */
export function contradictionIn({ key, cert, list, dir, app }: ServeSettings): string | null {
  if ((key === null) !== (cert === null)) return 'HTTPS needs both a key and a cert.';
  if (dir !== null && app !== null) return 'Serve either a folder or an app, not both.';
  return list && dir === null ? 'Only a folder can be listed: name one, or leave list out.' : null;
}

function someText(given: unknown): string | undefined {
  return typeof given === 'string' && given !== '' && !given.includes('\0') ? given : undefined;
}

function word<T extends string>(...words: readonly T[]): (given: unknown) => T | undefined {
  return (given) => words.find((one) => one === given);
}

/** A list of names, or texts with names separated by commas. */
function readLeniencies(given: unknown): readonly RequestLeniency[] | undefined {
  const parts = Array.isArray(given) ? given : [given];
  if (!parts.every((part) => typeof part === 'string')) return undefined;
  const names = parts.flatMap((part) => part.split(','));
  const known = REQUEST_LENIENCIES.filter((name) => names.includes(name));
  return names.every((name) => known.some((one) => one === name)) ? sortedLeniencies(known) : undefined;
}

function readPort(given: unknown): number | undefined {
  const port = typeof given === 'string' && /^\d{1,5}$/.test(given) ? Number(given) : given;
  return typeof port === 'number' && Number.isInteger(port) && port >= 0 && port <= 65535 ? port : undefined;
}

function readSize(given: unknown): number | undefined {
  const parts = /^(\d{1,16}) ?([KMGT]iB)?$/.exec(typeof given === 'number' ? String(given) : (someText(given) ?? ''));
  if (parts === null) return undefined;
  const size = Number(parts[1]) * (SIZES.get(parts[2] ?? '') as number);
  return Number.isSafeInteger(size) ? size : undefined;
}

function readDuration(given: unknown): number | undefined {
  const parts = typeof given === 'string' ? /^(\d{1,9})(ms|s|m|h)$/.exec(given) : null;
  if (parts === null) return undefined;
  const ms = Number(parts[1]) * (UNITS.get(parts[2] as string) as number);
  return ms >= 1 && ms <= DAY ? ms : undefined;
}
