/**
 * The content of an answer, with each octet tied to the octets on the wire that carry it: through chunks, and through
 * gzip and deflate. Codings without a finer map (br) have none here.
 */

import { type CodedMap, joined, type OctetMap, type Origin } from '../inflate/coded-map.ts';
import { CODINGS_MOST, decodeContent, type MappedCoding } from '../inflate/decode.ts';
import type { Stream } from '../transcript/replay/stream.ts';
import type { ContentMap } from '../transcript/view/content.ts';

export interface Tied {
  /** Octets of decoded content. */
  readonly length: number;
  /** Octet `offset`, 0 ≤ offset < length. */
  octet(offset: number): number;
  /** The octets on the wire that produced octet `offset`, ascending. */
  wireOf(offset: number): readonly number[];
  /** The first octet of content that an octet on the wire carries; null when it belongs to framing or a coding only. */
  contentOf(wire: number): number | null;
  /** The symbol an octet came out of; null where no coding was decoded, or several. */
  originOf(offset: number): Origin | null;
}

/** Coded content larger than this is decoded without a map: nobody walks through it octet by octet. */
const MOST_CODED = 256 * 1024;
const MOST_DECODED = 1024 * 1024;

/** Content without codings, or left encoded. */
export function tied(stream: Stream, map: ContentMap): Tied {
  return {
    length: map.length,
    octet: (offset) => stream.octet(map.wireOf(offset)),
    wireOf: (offset) => [map.wireOf(offset)],
    contentOf: (wire) => map.contentOf(wire),
    originOf: () => null,
  };
}

/** Content with these codings (in lower case, as applied) decoded; null where they cannot be, or only as a block. */
export function tiedDecoded(stream: Stream, map: ContentMap, codings: readonly string[]): Tied | null {
  if (codings.length === 0 || codings.length > CODINGS_MOST || map.length > MOST_CODED) return null;
  let bytes = map.bytes(stream);
  let whole: OctetMap | null = null;
  let single: CodedMap | null = null;
  for (const coding of [...codings].reverse()) {
    if (!isMapped(coding)) return null;
    const decoded = decodeContent(coding, bytes, MOST_DECODED);
    if (decoded.bytes.length === 0) return null;
    bytes = decoded.bytes;
    single = whole === null ? decoded.map : null;
    whole = whole === null ? decoded.map : joined(whole, decoded.map);
  }
  return whole === null ? null : through(map, bytes, whole, single);
}

function through(map: ContentMap, bytes: Uint8Array, whole: OctetMap, single: CodedMap | null): Tied {
  return {
    length: bytes.length,
    octet: (offset) => bytes[offset] as number,
    wireOf: (offset) => {
      const { start, end } = whole.codedRange({ start: offset, end: offset + 1 });
      return Array.from({ length: end - start }, (_, at) => map.wireOf(start + at));
    },
    contentOf: (wire) => {
      const coded = map.contentOf(wire);
      return coded === null ? null : (whole.decodedRange({ start: coded, end: coded + 1 })?.start ?? null);
    },
    originOf: (offset) => single?.originOf(offset) ?? null,
  };
}

function isMapped(coding: string): coding is MappedCoding {
  return coding === 'gzip' || coding === 'deflate';
}
