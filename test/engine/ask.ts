/** One question on a connection of its own: what is sent, then FIN, and all that comes back. */
import type { TestEngine, TestSetup } from './client.ts';

/** Sends octets and FIN, and gives all the server sent until its own FIN, as latin-1 text. */
export async function ask(engine: TestEngine, octets: string | Uint8Array, setup?: TestSetup): Promise<string> {
  const client = await engine.client(setup);
  const answer = await client.send(octets).fin().ends();
  await client.closes();
  return answer;
}

/** A request of HTTP/1.1 with the usual fields and, when it has some, content. */
export function request(line: string, fields: readonly string[] = [], content = ''): string {
  const length = content === '' ? [] : [`Content-Length: ${content.length}`];
  return [`${line} HTTP/1.1`, 'Host: a', ...fields, ...length, '', content].join('\r\n');
}

/** The content of an answer that was asked for with a length. */
export function contentOf(answer: string): string {
  return answer.slice(answer.indexOf('\r\n\r\n') + 4);
}

/** The content of an answer, read as JSON in UTF-8. */
export function jsonOf(answer: string): unknown {
  return JSON.parse(Buffer.from(contentOf(answer), 'latin1').toString('utf8'));
}

/** The status of the first answer. */
export function statusOf(answer: string): number {
  return Number(/^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1]);
}

/** The values of a field, in order. */
export function valuesOf(answer: string, name: string): string[] {
  const head = answer.slice(0, answer.indexOf('\r\n\r\n'));
  const lines = head.split('\r\n').slice(1);
  return lines.flatMap((line) => {
    const colon = line.indexOf(':');
    return line.slice(0, colon).toLowerCase() === name.toLowerCase() ? [line.slice(colon + 1).trim()] : [];
  });
}
