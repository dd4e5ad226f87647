/**
 * Octets divided on purpose: which of them are written together, and the pause between two writes.
 * The same pieces can be sent to any number of servers.
 */
import { concat } from '../base/octets.ts';

/** The octets of one write. */
export interface Piece {
  /** At least one octet. */
  readonly bytes: Uint8Array;
  /** Milliseconds between the read of the previous piece (or giving up on it) and this write; 0 for the first piece. */
  readonly pauseMs: number;
}

/** A cut between two octets of a text. */
export interface Cut {
  /** Octets before it: 0 < at < length. */
  readonly at: number;
  /** 0 to {@link MOST_PAUSE_MS}. */
  readonly pauseMs: number;
}

/** The most cuts in one send: their list must fit the header of one frame (wire/codec.ts). */
export const MOST_CUTS = 2047;

export const MOST_PAUSE_MS = 60_000;

/** The pieces that result from cuts. Cuts may come in any order; one that is not between two octets is ignored. */
export function piecesOf(bytes: Uint8Array, cuts: readonly Cut[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  let pauseMs = 0;
  for (const cut of cutsWithin(bytes.length, cuts)) {
    pieces.push({ bytes: bytes.subarray(start, cut.at), pauseMs });
    start = cut.at;
    pauseMs = cut.pauseMs;
  }
  if (start < bytes.length) pieces.push({ bytes: bytes.subarray(start), pauseMs });
  return pieces;
}

/** Octets and cuts from which {@link piecesOf} makes the same pieces. */
export function joinPieces(pieces: readonly Piece[]): { readonly bytes: Uint8Array; readonly cuts: readonly Cut[] } {
  const cuts: Cut[] = [];
  let at = 0;
  for (const { bytes, pauseMs } of pieces) {
    if (at > 0 && bytes.length > 0) cuts.push({ at, pauseMs });
    at += bytes.length;
  }
  return { bytes: concat(pieces.map(({ bytes }) => bytes)), cuts };
}

/** Ascending, one per position, each between two of `length` octets, bounded pauses. The last at a position wins. */
export function cutsWithin(length: number, cuts: readonly Cut[]): readonly Cut[] {
  const byPlace = new Map<number, Cut>();
  for (const { at, pauseMs } of cuts) {
    if (Number.isInteger(at) && at > 0 && at < length) byPlace.set(at, { at, pauseMs: pauseWithin(pauseMs) });
  }
  return [...byPlace.values()].sort((a, b) => a.at - b.at);
}

/** A pause in whole milliseconds, within bounds. */
export function pauseWithin(pauseMs: number): number {
  return Math.min(MOST_PAUSE_MS, Math.max(0, Math.round(pauseMs) || 0));
}

/** A cut between every two octets, or null when that is more than {@link MOST_CUTS}. */
export function cutsEverywhere(length: number, pauseMs: number): readonly Cut[] | null {
  if (length - 1 > MOST_CUTS) return null;
  return Array.from({ length: Math.max(0, length - 1) }, (_, i) => ({ at: i + 1, pauseMs }));
}
