/** What becomes of an upload here: counted and digested as it arrives, never kept. */
import { createHash } from 'node:crypto';
import type { EngineRequest, EngineResponse } from '../handler.ts';
import { text } from './text.ts';

/** Says how many octets came, and their SHA-256, to compare with the file at home. */
export async function countUpload({ content, arriving }: EngineRequest): Promise<EngineResponse> {
  const hash = createHash('sha256').update(content);
  let octets = content.length;
  for (let piece = await arriving?.read(); piece; piece = await arriving?.read()) {
    hash.update(piece);
    octets += piece.length;
  }
  return text(`${octets} octets\nSHA-256 ${hash.digest('hex')}\n`);
}
