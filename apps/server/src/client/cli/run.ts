/** Runs a client command: sends, shows the response, and reports the outcome by its exit code. */
import { domainToASCII } from 'node:url';
import { type Change, InputError } from '#shared/client/input.ts';
import type { RequestSpec } from '#shared/client/request.ts';
import { isFailure } from '#shared/client/status.ts';
import { parseUrl, showUrl } from '#shared/client/url.ts';
import type { FieldPair } from '#shared/http1/writer.ts';
import { client } from '#shared/text/en/client.ts';
import { clientHelp } from '#shared/text/en/client-help.ts';
import { mediaOf, readingOf } from '#shared/transcript/view/content.ts';
import { readBounded } from '../../base/bounded-file.ts';
import { clockEpoch, clockFrom } from '../../base/clock.ts';
import { Client, type Outcome } from '../client.ts';
import { ClientError } from '../errors.ts';
import type { ClientSetup } from '../setup.ts';
import type { ClientCommand } from './command.ts';
import { cannotRead, type Loaded, loadContent } from './content.ts';
import { EXIT, EXIT_OF } from './exit.ts';
import { parseClientCommand, type Verb } from './flags.ts';
import { NOWHERE, type Sink, toFile, toStream, toTerminal } from './output.ts';
import { painter, safeText, wantsColours } from './paint.ts';
import { runRaw } from './raw.ts';
import { NOBODY, Trace } from './trace.ts';
import { CommandError } from './values.ts';

/** What this command shares with the one that sends raw octets. */
export interface Session {
  readonly setup: ClientSetup;
  readonly trace: Trace | null;
  readonly signal: AbortSignal;
  /** One line on standard error. */
  readonly say: (sentence: string) => void;
}

/**
 * Runs the arguments after `octet`. Returns the exit code. `version` goes into User-Agent. A trace that cannot be written
 * counts as output that cannot: its words would go to the same place.
 */
export async function runClient(verb: Verb, args: readonly string[], version: string): Promise<number> {
  let unwritable = false;
  process.stderr.on('error', () => {
    unwritable = true;
  });
  const code = await runCommand(verb, args, version);
  // The error of the last write comes after it.
  await new Promise((resolve) => process.stderr.write('', resolve));
  return unwritable && code === EXIT.ok ? EXIT.output : code;
}

async function runCommand(verb: Verb, args: readonly string[], version: string): Promise<number> {
  const say = (sentence: string): void => {
    process.stderr.write(`${safeText(sentence)}\n`);
  };
  try {
    const command = parseClientCommand(verb, args);
    if (command.kind === 'help') {
      process.stdout.write(`${clientHelp}\n`);
      return EXIT.ok;
    }
    const session = openSession(command, say);
    return await (command.raw === null
      ? runRequests(command, session, version)
      : runRaw(command, command.raw, session));
  } catch (error) {
    if (error instanceof CommandError) {
      say(error.message);
      return error.exitCode;
    }
    if (error instanceof InputError) {
      say(client.input(error.code, error.detail));
      return EXIT.usage;
    }
    if (!(error instanceof ClientError)) throw error;
    say(client.failure(error.failure));
    return EXIT_OF[error.failure.code];
  }
}

function openSession(command: ClientCommand, say: Session['say']): Session {
  const colours = wantsColours(process.stderr, process.env);
  const trace = command.trace ? new Trace((line) => process.stderr.write(`${line}\n`), painter(colours)) : null;
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  const setup: ClientSetup = {
    timeouts: command.timeouts,
    tls: { verify: !command.insecure, ca: command.ca === null ? null : readCertificates(command.ca) },
    clock: clockFrom(clockEpoch()),
    listener: trace ?? NOBODY,
  };
  return { setup, trace, signal: stop.signal, say };
}

function readCertificates(file: string): string {
  try {
    return readBounded(file).toString('latin1');
  } catch (error) {
    throw cannotRead(file, error);
  }
}

/** Sends one URL after another with one client. Stops at the first failure, unless it is only a failing status. */
async function runRequests(command: ClientCommand, session: Session, version: string): Promise<number> {
  const targets = command.urls.map((typed) => parseUrl(typed, domainToASCII));
  const loaded = await loadContent(command.content);
  const http = new Client(session.setup);
  let code: number = EXIT.ok;
  try {
    for (const { url, changes } of targets) {
      const request = { ...specOf(command, loaded, version), url };
      const one = await runOne(http, command, session, { request, loaded, changes });
      if (code === EXIT.ok) code = one;
    }
    await http.close();
  } finally {
    http.destroy();
  }
  return code;
}

function specOf(command: ClientCommand, { content }: Loaded, version: string): Omit<RequestSpec, 'url'> {
  const defaults: FieldPair[] = [
    ['User-Agent', `octet/${version}`],
    ['Accept', '*/*'],
  ];
  if (command.compressed) defaults.push(['Accept-Encoding', 'gzip, deflate, br']);
  return {
    method: command.method,
    params: command.params,
    ...(command.target === null ? {} : { target: command.target }),
    ...command.headers,
    cookies: command.cookies,
    defaults,
    content,
  };
}

interface One {
  readonly request: RequestSpec;
  readonly loaded: Loaded;
  readonly changes: readonly Change[];
}

async function runOne(http: Client, command: ClientCommand, session: Session, one: One): Promise<number> {
  const { request, loaded, changes } = one;
  const { follow, redirects, mostDecoded } = command;
  if (session.trace === null && process.stderr.isTTY) tellChanges(changes, session);
  const clientRequest = {
    request,
    source: loaded.source,
    follow,
    redirects,
    decode: !command.asSent,
    mostDecoded,
    changes,
  };
  const outcome = await http.send(clientRequest, session.signal);
  const sink = sinkFor(command, session, outcome);
  if (command.include) await showHead(command, sink, outcome);
  for await (const piece of outcome.pieces) await sink.write(piece);
  await sink.end();
  return verdictOn(command, session, outcome);
}

/** Without --trace, reports changes to the URL on standard error, except an added http://, which everyone means. */
function tellChanges(changes: readonly Change[], { say }: Session): void {
  for (const change of changes) if (change.what !== 'scheme-added') say(client.change(change));
}

/** With a trace on a terminal, the octets have already been shown. */
function sinkFor(command: ClientCommand, { trace, say }: Session, { answer }: Outcome): Sink {
  if (command.output !== null) return isRaised(command, answer.head.status) ? NOWHERE : toFile(command.output);
  if (!process.stdout.isTTY) return toStream(process.stdout, 'standard output');
  if (trace !== null) return NOWHERE;
  const media = mediaOf(answer.head);
  const coded = command.asSent && media.codings.length > 0;
  return toTerminal(
    coded ? 'none' : readingOf(media),
    (text) => process.stdout.write(text),
    () => say(client.binary),
  );
}

/** The head goes where the content goes, ahead of it; on a terminal always as text. */
async function showHead(command: ClientCommand, sink: Sink, { answer }: Outcome): Promise<void> {
  if (command.output !== null || !process.stdout.isTTY) return sink.write(answer.headOctets);
  if (command.trace) return;
  const shown = toTerminal(
    'utf-8',
    (text) => process.stdout.write(text),
    () => undefined,
  );
  await shown.write(answer.headOctets);
  await shown.end();
}

/** Whether this status counts as a failure; the file of --output is left as it was then. */
const isRaised = ({ raise }: ClientCommand, status: number): boolean => raise && isFailure(status);

function verdictOn(command: ClientCommand, { say }: Session, outcome: Outcome): number {
  const { answer, request, halted, hops } = outcome;
  const { status, reason } = answer.head;
  if (halted === 'limit' || halted === 'loop') {
    say(client.tooManyRedirects(showUrl(request.url), client.halt(halted, String(hops))));
    return EXIT.redirects;
  }
  if (!isRaised(command, status)) return EXIT.ok;
  say(client.failureStatus(status, reason, request.method, showUrl(request.url)));
  return EXIT.status;
}
