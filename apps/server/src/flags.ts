/** The command line: words in, a command or a one-line complaint out. Touches nothing else. */
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { PROFILES, type Runnable } from '../../../shared/profiles/index.ts';
import { runnableOf } from '../../../shared/profiles/mended/index.ts';
import { DEFAULT_OPTIONS, type ProfileOptions } from '../../../shared/profiles/os.ts';

export const DEFAULT_APP_PORT = 5173;
export const DEFAULT_ENGINE_PORT = 8100;

/** What the user asked for. */
export type Command =
  | { kind: 'app'; port: number; host: string | null; origins: string[]; mode: 'dev' | 'production' }
  | { kind: 'serve'; port: number; host: string }
  | ProfileCommand
  | { kind: 'help' }
  | { kind: 'version' };

/** A tutorial's server, or one with some lines mended. */
export interface ProfileCommand {
  kind: 'profile';
  profile: Runnable;
  port: number;
  /** Always loopback: these servers are wrong on purpose. */
  host: '127.0.0.1';
  options: ProfileOptions;
}

/** The user's words make no command. The message is one line, for people. */
export class UsageError extends Error {}

/** Names in lines that fit below a help text's columns. */
function listOf(names: readonly string[]): string {
  const half = Math.ceil(names.length / 2);
  const lines = [names.slice(0, half), names.slice(half)].map((some) => `                  ${some.join(', ')}`);
  return `  NAME            one of\n${lines.join(',\n')}`;
}

export const HELP = `Octet: a byte-level debugger and playground for HTTP/1.1

Usage
  octet [options]          the app, in your browser
  octet serve [options]    the engine alone, a plain HTTP/1.1 server
  octet serve --profile NAME [options]
                           a tutorial's server, bugs included

Options of the app
  --port N        port to listen on, 0 for any free one (default ${DEFAULT_APP_PORT})
  --host ADDRESS  listen on this address too; beyond loopback the page asks for a token
  --origin URL    another origin the page may be opened under; may be repeated

Options of serve
  --port N        port to listen on, 0 for any free one (default ${DEFAULT_ENGINE_PORT})
  --host ADDRESS  address to listen on (default 127.0.0.1)

Options of serve --profile, on 127.0.0.1 only
  --port N        port to listen on, 0 for any free one (default: the profile's own)
  --once          web-server-1.0: serve one connection, then end
  --name HOST     users-api: the name it goes by in Host (default ${DEFAULT_OPTIONS.name})
${listOf(PROFILES.map(({ id }) => id))}
                  and NAME+mended:SHORTCOMING, as the page calls the fixes it shows

  --help          this text
  --version       the version`;

const COMMON = { help: { type: 'boolean', short: 'h' }, version: { type: 'boolean', short: 'v' } } as const;

const APP_OPTIONS = {
  ...COMMON,
  port: { type: 'string' },
  host: { type: 'string' },
  origin: { type: 'string', multiple: true },
  dev: { type: 'boolean' }, // internal: what `npm run dev` adds
} as const;

const SERVE_OPTIONS = {
  ...COMMON,
  port: { type: 'string' },
  host: { type: 'string' },
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
  const flags = parseFlags({ args: [...args], options: APP_OPTIONS });
  if (flags.help) return { kind: 'help' };
  if (flags.version) return { kind: 'version' };
  return {
    kind: 'app',
    port: readPort(flags.port, DEFAULT_APP_PORT),
    host: readHost(flags.host) ?? null,
    origins: (flags.origin ?? []).map(readOrigin),
    mode: flags.dev ? 'dev' : 'production',
  };
}

function parseServe(args: readonly string[]): Command {
  const flags = parseFlags({ args: [...args], options: SERVE_OPTIONS });
  if (flags.help) return { kind: 'help' };
  if (flags.version) return { kind: 'version' };
  if (flags.profile !== undefined) return readProfile(flags.profile, flags);
  for (const flag of ['once', 'name'] as const) {
    if (flags[flag] !== undefined) throw new UsageError(`--${flag} goes with --profile. See octet --help.`);
  }
  return {
    kind: 'serve',
    port: readPort(flags.port, DEFAULT_ENGINE_PORT),
    host: readHost(flags.host) ?? '127.0.0.1',
  };
}

interface ProfileFlags {
  readonly port?: string | undefined;
  readonly host?: string | undefined;
  readonly once?: boolean | undefined;
  readonly name?: string | undefined;
}

function readProfile(id: string, flags: ProfileFlags): ProfileCommand {
  const profile = runnableOf(id);
  if (profile === undefined) {
    throw new UsageError(`There is no profile '${id}'. There are: ${PROFILES.map((one) => one.id).join(', ')}.`);
  }
  if (flags.host !== undefined)
    throw new UsageError('--host does not go with --profile: it listens on 127.0.0.1 only.');
  for (const option of ['once', 'name'] as const) {
    const given = flags[option] !== undefined;
    if (given && !profile.options.includes(option)) throw new UsageError(`The profile ${id} has no --${option}.`);
  }
  if (flags.name === '') throw new UsageError('--name takes a host name.');
  const options = { once: flags.once ?? DEFAULT_OPTIONS.once, name: flags.name ?? DEFAULT_OPTIONS.name };
  return { kind: 'profile', profile, port: readPort(flags.port, profile.port), host: '127.0.0.1', options };
}

/** Node's parser, with the first sentence of its complaint: the rest explains `--` to people who did not ask. */
function parseFlags<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>>['values'] {
  try {
    return parseArgs(config).values;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const [sentence] = error.message.split(/[.\n]/, 1);
    throw new UsageError(`${sentence}. See octet --help.`);
  }
}

function readPort(text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65535) return port;
  throw new UsageError(`--port takes a number from 0 to 65535, not '${text}'.`);
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
