/**
 * Undoes the content codings of a message: gzip and deflate in the page, with a map; br on the server, as one block.
 */
import { BlockMap, type CodedMap, joined, type OctetMap } from '#shared/inflate/coded-map.ts';
import { CODINGS_MOST, type Decoded, decodeInSteps } from '#shared/inflate/decode.ts';
import type { Fault } from '#shared/inflate/fault.ts';
import type { CodingName } from '#shared/wire/messages.ts';
import type { Refused } from '../state/result.ts';
import { decode } from './actions.ts';

/** Content with its codings undone, as far as possible. */
export interface DecodedContent {
  readonly bytes: Uint8Array;
  /** Maps `bytes` to the octets as sent; null: nothing has been undone yet. */
  readonly map: OctetMap | null;
  /** For a single, mapped coding: the symbols of its stream. */
  readonly symbols: CodedMap | null;
  /** `deflate` was sent without its zlib wrapper. */
  readonly bare: boolean;
  /** Octets after the end of a stream, which were ignored. */
  readonly unused: number;
  /** The fault, located in the octets as sent; `bytes` holds what was decoded before it. */
  readonly fault: Fault | null;
  /** Why the server could not decode its part. */
  readonly refused: Refused | null;
}

/** Why content is not decoded at all. */
export type DecodingObstacle = { readonly unknown: string } | { readonly tooMany: number };

const KNOWN: readonly CodingName[] = ['gzip', 'deflate', 'br'];

/** What prevents decoding; null: nothing. */
export function obstacleTo(codings: readonly string[]): DecodingObstacle | null {
  const unknown = codings.find((coding) => !KNOWN.some((one) => one === coding));
  if (unknown !== undefined) return { unknown };
  return codings.length > CODINGS_MOST ? { tooMany: codings.length } : null;
}

/**
 * Undoes `codings`, named in the order they were applied, once no obstacle is known for any of them; yields every few
 * milliseconds. `isWanted` is called at each yield: false ends it with null.
 */
export async function decodeCodings(
  bytes: Uint8Array,
  codings: readonly string[],
  isWanted: () => boolean,
): Promise<DecodedContent | null> {
  let content: DecodedContent = { ...NOTHING_DECODED, bytes };
  for (const coding of [...codings].reverse()) {
    const next = coding === 'br' ? await decodeBlock(content) : await decodeMapped(content, coding, isWanted);
    if (next === null || !isWanted()) return null;
    content = next;
    if (content.refused !== null) return content;
  }
  return content;
}

const NOTHING_DECODED = { map: null, symbols: null, bare: false, unused: 0, fault: null, refused: null };

async function decodeBlock(content: DecodedContent): Promise<DecodedContent> {
  const result = await decode('br', content.bytes);
  if (!result.ok) return { ...content, refused: result };
  const map = new BlockMap(result.value.length, content.map?.codedLength ?? content.bytes.length);
  return { ...content, bytes: result.value, map, symbols: null };
}

async function decodeMapped(
  content: DecodedContent,
  coding: string,
  isWanted: () => boolean,
): Promise<DecodedContent | null> {
  const steps = decodeInSteps(coding === 'gzip' ? 'gzip' : 'deflate', content.bytes);
  let step = steps.next();
  while (step.done !== true) {
    await rest();
    if (!isWanted()) return null;
    step = steps.next();
  }
  return added(content, step.value);
}

/** Lets the page draw and handle keys. */
function rest(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

function added({ map: outer, ...before }: DecodedContent, decoded: Decoded): DecodedContent {
  const { bytes, map, fault, unused, wrapping } = decoded;
  return {
    bytes,
    map: outer === null ? map : joined(outer, map),
    symbols: outer === null ? map : null,
    bare: before.bare || wrapping === 'bare',
    unused: before.unused + (unused === null ? 0 : unused.end - unused.start),
    fault: before.fault ?? (fault === null || outer === null ? fault : placed(fault, outer)),
    refused: null,
  };
}

/** A fault in the output of another coding, mapped back to where that came from. */
function placed(fault: Fault, outer: OctetMap): Fault {
  const { at } = fault;
  const place = at < outer.length ? outer.codedRange({ start: at, end: at + 1 }).start : outer.codedLength;
  return { ...fault, at: place, bit: place * 8 };
}
