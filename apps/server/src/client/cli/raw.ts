/** `--raw`: sends octets unchanged and writes octets as they arrive. */
import { domainToASCII } from 'node:url';
import { concat } from '#shared/base/octets.ts';
import { splitAtEmptyLine, toCrlf } from '#shared/client/raw.ts';
import { parseUrl } from '#shared/client/url.ts';
import { client } from '#shared/text/en/client.ts';
import { converse } from '../raw.ts';
import type { ClientCommand, RawFlags } from './command.ts';
import { readWords } from './content.ts';
import { EXIT } from './exit.ts';
import { NOWHERE, type Sink, toFile, toStream, toTerminal } from './output.ts';
import type { Session } from './run.ts';

/** Octets kept in order to find the empty line, for the trace. */
const LOOKED_AT = 1024 * 1024;

/** @throws ClientError after everything received before it has been written */
export async function runRaw(command: ClientCommand, flags: RawFlags, session: Session): Promise<number> {
  const [first = ''] = command.urls;
  const { url } = parseUrl(first, domainToASCII);
  const given = await readWords(flags.words);
  const { bytes, at } = flags.crlf ? toCrlf(given) : { bytes: given, at: [] };
  if (at.length > 0) {
    const change = client.change({ what: 'crlf', before: String(at.length), after: '' });
    if (session.trace !== null) session.trace.say(change, 'warn');
    else if (process.stderr.isTTY) session.say(change);
  }
  const sink = sinkFor(command, session);
  const kept: Uint8Array[] = [];
  let length = 0;
  for await (const piece of converse(
    { origin: url.origin, bytes, halfClose: flags.halfClose },
    session.setup,
    session.signal,
  )) {
    if (session.trace !== null && length < LOOKED_AT) kept.push(piece);
    length += piece.length;
    await sink.write(piece);
  }
  await sink.end();
  session.trace?.say(splitSentence(kept, length));
  return EXIT.ok;
}

function sinkFor(command: ClientCommand, { trace, say }: Session): Sink {
  if (command.output !== null) return toFile(command.output);
  if (!process.stdout.isTTY) return toStream(process.stdout, 'standard output');
  if (trace !== null) return NOWHERE;
  return toTerminal(
    'utf-8',
    (text) => process.stdout.write(text),
    () => say(client.binary),
  );
}

/** The head ends at the empty line; everything after it is counted, including what was not kept. */
function splitSentence(kept: readonly Uint8Array[], length: number): string {
  const split = splitAtEmptyLine(concat(kept));
  if (split === null) return client.trace.noSplit;
  return client.trace.split(split.head.end, length - split.content.start);
}
