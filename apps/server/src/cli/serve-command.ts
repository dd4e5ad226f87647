/** `octet serve`: turns settings into a running engine. */
import { inspect } from 'node:util';
import { ENGINE_LIMITS, STRICT_TIMEOUTS } from '#shared/base/options.ts';
import { formatAddress } from '../base/address.ts';
import { ConfigError, reasonOf } from '../base/config-error.ts';
import { readTlsFiles } from '../base/tls-files.ts';
import { safeText } from '../client/cli/paint.ts';
import { type AnswerRecord, logLine } from '../engine/access-log.ts';
import { AppError, loadApp } from '../engine/app-module.ts';
import { fetchRouter } from '../engine/fetch-handler.ts';
import { filesSite } from '../engine/files/files.ts';
import { rootOf } from '../engine/files/root.ts';
import type { Router } from '../engine/handler.ts';
import { LogSink } from '../engine/log-sink.ts';
import { servedDemoSite } from '../engine/site/site.ts';
import { startEngine } from '../engine/standalone.ts';
import { readConfig } from './config-file.ts';
import type { ServeCommand } from './flags.ts';
import { contradictionIn, DEFAULT_SETTINGS, type ServeSettings } from './serve-settings.ts';

/** A running server. */
export interface RunningServe {
  /** The line that tells the user which address to open. */
  readonly greeting: string;
  close(): Promise<void>;
}

/** All settings of a command: its own override those of its configuration file. @throws ConfigError */
export function settingsOf({ given, config }: ServeCommand): ServeSettings {
  const settings = { ...DEFAULT_SETTINGS, ...(config === null ? {} : readConfig(config)), ...given };
  const contradiction = contradictionIn(settings);
  if (contradiction !== null) throw new ConfigError(contradiction);
  return settings;
}

/** Starts a server. Rejects with ConfigError for an unusable file, and with Node's error when it cannot listen. */
export async function startServe(settings: ServeSettings): Promise<RunningServe> {
  const router = await siteOf(settings);
  const tls = settings.key === null || settings.cert === null ? null : readTlsFiles(settings.key, settings.cert);
  const { log } = settings;
  const sink = log === 'off' ? null : new LogSink(process.stdout);
  const note = (remote: string, record: AnswerRecord): void => {
    if (log !== 'off') sink?.line(logLine(log, remote, Date.now(), record));
  };
  const engine = await startEngine(settings, {
    limits: { ...ENGINE_LIMITS, content: settings['max-body'] },
    mode: settings.mode,
    leniencies: settings.lenient,
    timeouts: timeoutsIn(settings),
    router,
    ...(tls && { tls }),
    ...(sink && { log: note }),
    report,
  });
  if (settings.app !== null) outliveApp();
  const url = `${tls === null ? 'http' : 'https'}://${formatAddress(engine.host, engine.port)}/`;
  return {
    greeting: `${settings.dir ?? settings.app ?? 'The engine'} is at ${url}`,
    close: async () => {
      await engine.close();
      await sink?.end();
    },
  };
}

/**
 * What an app leaves behind after it has answered, a rejection that nothing handles or an error thrown in a timer, ends
 * neither the server nor other answers. An error while it answers is the engine's to handle: it becomes a 500.
 */
function outliveApp(): void {
  process.on('unhandledRejection', (error) => {
    console.error('A rejection was not handled:');
    report(error);
  });
  process.on('uncaughtException', (error) => {
    console.error('An error was thrown outside of any answer:');
    report(error);
  });
}

/** Reports errors to the operator. One line is enough for something that a client or an editor caused. */
function report(error: unknown): void {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'CONTENT_BROKE_OFF') return;
  // An app's error may quote what a client sent.
  console.error(safeText(code === 'FILE_CHANGED' && error instanceof Error ? error.message : inspect(error)));
}

function timeoutsIn(settings: ServeSettings): typeof STRICT_TIMEOUTS {
  return {
    ...STRICT_TIMEOUTS,
    header: settings['header-timeout'],
    body: settings['body-timeout'],
    idle: settings['idle-timeout'],
    write: settings['write-timeout'],
    handler: settings['handler-timeout'],
  };
}

/** What the settings say to serve; null for the demo site. */
async function siteOf({ dir, app, list }: ServeSettings): Promise<Router> {
  if (dir !== null) return folderSite(dir, list);
  if (app === null) return servedDemoSite();
  try {
    return fetchRouter(await loadApp(app));
  } catch (error) {
    throw error instanceof AppError ? new ConfigError(error.message, { cause: error }) : error;
  }
}

function folderSite(dir: string, list: boolean): Router {
  try {
    return filesSite({ root: rootOf(dir), list, now: Date.now });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') throw new ConfigError(`There is no folder ${dir}.`);
    if (code === 'ENOTDIR') throw new ConfigError(`${dir} is not a folder.`);
    throw new ConfigError(`Cannot serve ${dir}: ${reasonOf(error)}.`);
  }
}
