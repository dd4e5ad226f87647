/** Text with the content coding gzip, if the client accepts it (RFC 9110 §8.4, §12.5.3). */
import { gzipSync } from 'node:zlib';
import { listOf } from '#shared/http1/checks.ts';
import type { FieldLine } from '#shared/http1/events.ts';
import type { EngineRequest, EngineResponse } from '../handler.ts';
import { text } from './text.ts';

const POEM = `${Array.from({ length: 12 }, (_, i) => `Line ${i + 1}: what repeats itself is said once.`).join('\n')}\n`;

const PLAIN = text(POEM, 'text/plain', [['Vary', 'Accept-Encoding']]);
const CODED: EngineResponse = {
  ...PLAIN,
  fields: [...PLAIN.fields, ['Content-Encoding', 'gzip']],
  content: gzipSync(PLAIN.content as Uint8Array),
};

/** Coded unless the client refuses gzip. `?chunked` also sends it in chunks, which split the coding anywhere. */
export function gzipped({ head, query }: EngineRequest): EngineResponse {
  const answer = takesGzip(head.fields) ? CODED : PLAIN;
  return query === 'chunked' ? { ...answer, content: pieces(answer.content as Uint8Array) } : answer;
}

const PIECE = 40;

async function* pieces(content: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < content.length; at += PIECE) yield content.subarray(at, at + PIECE);
}

/** Without Accept-Encoding, any coding is acceptable; with it, gzip or `*` must be listed, and not with q=0. */
export function takesGzip(fields: readonly FieldLine[]): boolean {
  if (!fields.some((field) => field.name.toLowerCase() === 'accept-encoding')) return true;
  const weights = new Map<string, number>();
  for (const member of listOf(fields, 'accept-encoding')) {
    const [coding = '', weight] = member.toLowerCase().split(/[ \t]*;[ \t]*q=/);
    weights.set(coding === 'x-gzip' ? 'gzip' : coding, weight === undefined ? 1 : Number(weight));
  }
  return (weights.get('gzip') ?? weights.get('*') ?? 0) > 0;
}
