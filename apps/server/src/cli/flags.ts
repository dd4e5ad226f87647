/** The command line: turns arguments into a command or a one-line error. Touches nothing else. */
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { readTarget, type Target } from '#shared/net/target.ts';
import { PROFILES } from '#shared/profiles/index.ts';
import { runnableOf } from '#shared/profiles/patched-profiles.ts';
import { DEFAULT_OPTIONS } from '#shared/servers/start-options.ts';
import type { ProfileStart } from '../lab/standalone.ts';
import { type GivenSettings, readSettings, SETTING_NAMES, SETTINGS, type SettingName } from './serve-settings.ts';

export const DEFAULT_APP_PORT = 5173;

/** The parsed command line. */
export type Command = AppCommand | ServeCommand | ProfileCommand | { kind: 'help' } | { kind: 'version' };

/** The page, and the lab behind it. */
export interface AppCommand {
  kind: 'app';
  port: number;
  host: string | null;
  origins: string[];
  mode: 'dev' | 'production';
  targets: Target[];
  /** Paths of the PEM files for serving the engine over HTTPS; null without HTTPS. */
  tls: { key: string; cert: string } | null;
}

/** The engine, serving a folder, an app or its demo site. */
export interface ServeCommand {
  kind: 'serve';
  /** Settings from the command line; they override the configuration file. */
  given: GivenSettings;
  /** Path of the configuration file. */
  config: string | null;
}

/** A tutorial server, possibly with some lines patched. */
export interface ProfileCommand extends ProfileStart {
  kind: 'profile';
}

/** The arguments do not form a command. The message is one line, written for the user. */
export class UsageError extends Error {}

const COMMON = { help: { type: 'boolean', short: 'h' }, version: { type: 'boolean', short: 'v' } } as const;

const APP_OPTIONS = {
  ...COMMON,
  port: { type: 'string' },
  host: { type: 'string' },
  origin: { type: 'string', multiple: true },
  'allow-target': { type: 'string', multiple: true },
  key: { type: 'string' },
  cert: { type: 'string' },
  dev: { type: 'boolean' }, // internal: `npm run dev` adds it
} as const;

const SERVE_OPTIONS = {
  ...COMMON,
  port: { type: 'string' },
  host: { type: 'string' },
  app: { type: 'string' },
  mode: { type: 'string' },
  lenient: { type: 'string', multiple: true },
  'max-body': { type: 'string' },
  'header-timeout': { type: 'string' },
  'body-timeout': { type: 'string' },
  'idle-timeout': { type: 'string' },
  'write-timeout': { type: 'string' },
  'handler-timeout': { type: 'string' },
  list: { type: 'boolean' },
  log: { type: 'string' },
  key: { type: 'string' },
  cert: { type: 'string' },
  config: { type: 'string' },
  profile: { type: 'string' },
  once: { type: 'boolean' },
  name: { type: 'string' },
} as const;

/** Reads the arguments after `node cli.js`. Throws {@link UsageError}. */
export function parseCommand(args: readonly string[]): Command {
  const [first] = args;
  if (first === undefined || first.startsWith('-')) return parseApp(args);
  if (first === 'serve') return parseServe(args.slice(1));
  throw new UsageError(`Unknown command '${first}'. See octet --help.`);
}

function parseApp(args: readonly string[]): Command {
  const { values: flags } = parseWords({ args: [...args], options: APP_OPTIONS });
  if (flags.help) return { kind: 'help' };
  if (flags.version) return { kind: 'version' };
  return {
    kind: 'app',
    port: readPort(flags.port, DEFAULT_APP_PORT),
    host: readHost(flags.host) ?? null,
    origins: (flags.origin ?? []).map(readOrigin),
    mode: flags.dev ? 'dev' : 'production',
    targets: (flags['allow-target'] ?? []).map(readAllowed),
    tls: readTls(flags),
  };
}

function readTls({ key, cert }: { key?: string; cert?: string }): AppCommand['tls'] {
  if (key === '' || cert === '')
    throw new UsageError(`--${key === '' ? 'key' : 'cert'} takes ${SETTINGS.key.expected}.`);
  if (key === undefined && cert === undefined) return null;
  if (key === undefined || cert === undefined) throw new UsageError('HTTPS needs both a key and a cert.');
  return { key, cert };
}

function parseServe(args: readonly string[]): Command {
  const { values, positionals } = parseWords({ args: [...args], options: SERVE_OPTIONS, allowPositionals: true });
  if (values.help) return { kind: 'help' };
  if (values.version) return { kind: 'version' };
  if (values.profile !== undefined) return readProfile(values.profile, values, positionals);
  for (const flag of ['once', 'name'] as const) {
    if (values[flag] !== undefined) throw new UsageError(`--${flag} needs --profile. See octet --help.`);
  }
  if (values.config === '') throw new UsageError('--config takes the path of a file.');
  return { kind: 'serve', given: readGiven(values, positionals), config: values.config ?? null };
}

type ServeFlags = ReturnType<typeof parseArgs<{ options: typeof SERVE_OPTIONS }>>['values'];

function readGiven(values: ServeFlags, [dir, ...others]: readonly string[]): GivenSettings {
  if (others.length > 0) throw new UsageError(`octet serve takes one folder, but '${others[0]}' is a second one.`);
  const given = new Map<SettingName, unknown>(dir === undefined ? [] : [['dir', dir]]);
  for (const name of SETTING_NAMES) {
    if (name !== 'dir' && values[name] !== undefined) given.set(name, values[name]);
  }
  return readSettings(given, (name, value, expected) => {
    return new UsageError(`${name === 'dir' ? 'DIR' : `--${name}`} takes ${expected}, not '${value}'.`);
  });
}

function readProfile(id: string, flags: ServeFlags, folders: readonly string[]): ProfileCommand {
  const profile = runnableOf(id);
  if (profile === undefined) {
    throw new UsageError(`Unknown profile '${id}'. Known profiles: ${PROFILES.map((one) => one.id).join(', ')}.`);
  }
  if (flags.host !== undefined)
    throw new UsageError('--host cannot be used with --profile: profiles listen on 127.0.0.1 only.');
  const foreign = folders.length > 0 ? 'A folder' : engineFlagIn(flags);
  if (foreign !== null) throw new UsageError(`${foreign} is for the engine; it cannot be used with --profile.`);
  for (const option of ['once', 'name'] as const) {
    const given = flags[option] !== undefined;
    if (given && !profile.options.includes(option))
      throw new UsageError(`The profile ${id} does not take --${option}.`);
  }
  if (flags.name === '') throw new UsageError('--name takes a host name.');
  const options = { once: flags.once ?? DEFAULT_OPTIONS.once, name: flags.name ?? DEFAULT_OPTIONS.name };
  return { kind: 'profile', profile, port: readPort(flags.port, profile.port), host: '127.0.0.1', options };
}

/** The first flag given that profiles do not accept, or null. */
function engineFlagIn(flags: ServeFlags): string | null {
  const names = [...SETTING_NAMES, 'config'] as const;
  const found = names.find((name) => name !== 'dir' && name !== 'port' && flags[name] !== undefined);
  return found === undefined ? null : `--${found}`;
}

/** Uses Node's parser, but keeps only the first sentence of its error: the rest is unrequested advice about `--`. */
function parseWords<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const [sentence] = error.message.split(/[.\n]/, 1);
    throw new UsageError(`${sentence}. See octet --help.`);
  }
}

function readPort(text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  const port = SETTINGS.port.read(text);
  if (port !== undefined) return port;
  throw new UsageError(`--port takes ${SETTINGS.port.expected}, not '${text}'.`);
}

function readHost(text: string | undefined): string | undefined {
  if (text === '') throw new UsageError('--host takes an address or a name.');
  return text;
}

function readOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isOrigin = url !== null && /^https?:$/.test(url.protocol) && `${url.origin}/` === url.href;
  if (isOrigin) return url.origin;
  throw new UsageError(`--origin takes a scheme, host and port such as https://octet.example, not '${text}'.`);
}

function readAllowed(text: string): Target {
  const found = readTarget(text);
  if (found.ok) return found.target;
  throw new UsageError(`--allow-target takes a host and a port such as localhost:8000, not '${text}'.`);
}
