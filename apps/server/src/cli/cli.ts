#!/usr/bin/env node
/** The composition root: reads the flags, starts what they select, prints its address and stops it on a signal. */
import { inspect } from 'node:util';
import { ConfigError } from '../base/config-error.ts';
import { labWorker, version } from '../base/paths.ts';
import { readTlsFiles } from '../base/tls-files.ts';
import { verbOf } from '../client/cli/flags.ts';
import { safeText } from '../client/cli/paint.ts';
import { runClient } from '../client/cli/run.ts';
import { startApp } from '../control/app.ts';
import { CannotStart, startProfile } from '../lab/standalone.ts';
import { type Command, parseCommand, UsageError } from './flags.ts';
import { HELP } from './help.ts';
import { settingsOf, startServe } from './serve-command.ts';

/** A shutdown that takes longer than this has hung: the servers themselves cut off pending work a little earlier. */
const CLOSE_LIMIT_MS = 5000;

type Startable = Exclude<Command, { kind: 'help' | 'version' }>;

interface Running {
  /** The line that tells the user which address to open. */
  greeting: string;
  /** Settles when it ends on its own: with the cause of its crash, or null. Absent for servers that never do. */
  ended?: Promise<string | null>;
  close(): Promise<void>;
}

async function start(command: Startable): Promise<Running> {
  if (command.kind === 'app') {
    const tls = command.tls === null ? null : readTlsFiles(command.tls.key, command.tls.cert);
    const app = await explained(startApp({ ...command, tls }), command);
    return { greeting: `Octet is at ${app.url}`, close: () => app.close() };
  }
  if (command.kind === 'profile') return explained(startProfile(command, labWorker), command);
  const settings = settingsOf(command);
  return explained(startServe(settings), settings);
}

/** Starts it, and turns a failure to listen into a sentence. */
async function explained<T>(starting: Promise<T>, address: Address): Promise<T> {
  try {
    return await starting;
  } catch (error) {
    const explanation = explainListenError(error, address);
    throw explanation === null ? error : new CannotStart(explanation);
  }
}

/** Closes on the first SIGINT or SIGTERM; a second signal, or a shutdown that hangs, ends the process at once. */
function closeOnSignal(running: Running): void {
  let closing = false;
  const stop = (): void => {
    if (closing) process.exit(1);
    closing = true;
    setTimeout(() => process.exit(1), CLOSE_LIMIT_MS).unref();
    running.close().then(
      () => process.exit(0),
      (error: unknown) => fail(error, 1),
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

interface Address {
  readonly port: number;
  readonly host: string | null;
}

/** What a failure to listen means for the user; null for any other error. */
function explainListenError(error: unknown, command: Address): string | null {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  const port = error instanceof Error && 'port' in error && typeof error.port === 'number' ? error.port : command.port;
  if (code === 'EADDRINUSE') return `Port ${port} is taken. Choose another with --port N.`;
  if (code === 'EACCES') return `This user may not listen on port ${port}. Choose another with --port N.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return `This machine has no address ${command.host}. Choose another with --host ADDRESS.`;
  }
  return null;
}

/** Messages quote what the user and their files say, which may not control the terminal. */
function fail(message: unknown, exitCode: number): never {
  console.error(safeText(typeof message === 'string' ? message : inspect(message)));
  process.exit(exitCode);
}

async function run(command: Command): Promise<void> {
  if (command.kind === 'help') return console.log(HELP);
  if (command.kind === 'version') return console.log(version());
  try {
    const running = await start(command);
    closeOnSignal(running);
    console.log(safeText(running.greeting));
    if (running.ended === undefined) return;
    const why = await running.ended;
    if (why !== null) fail(why, 1);
    process.exit(0);
  } catch (error) {
    fail(error instanceof CannotStart || error instanceof ConfigError ? error.message : error, 1);
  }
}

function readCommand(): Command {
  try {
    return parseCommand(process.argv.slice(2));
  } catch (error) {
    if (error instanceof UsageError) fail(error.message, 2);
    throw error;
  }
}

const [word, ...words] = process.argv.slice(2);
const verb = verbOf(word);
if (verb === undefined) await run(readCommand());
else process.exit(await runClient(verb, words, version()));
