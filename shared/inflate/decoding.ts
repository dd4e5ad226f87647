/** One decoding on its way: what is read, what has come out, and what is noted of both. */
import { BitReader } from './bits.ts';
import { Output } from './output.ts';
import { type PartKind, Parts } from './parts.ts';
import { Runs } from './runs.ts';

/** A guess of how many times more comes out than goes in. */
const GROWTH = 4;

export class Decoding {
  readonly bits: BitReader;
  readonly out: Output;
  readonly parts = new Parts();
  readonly runs = new Runs();

  /** `most`: octets that are let out. */
  constructor(bytes: Uint8Array, most: number) {
    this.bits = new BitReader(bytes);
    this.out = new Output(most, bytes.length * GROWTH);
  }

  /** What is read from here on is a `kind`. */
  begin(kind: PartKind): void {
    this.parts.begin(kind, this.bits.position, this.out.length);
  }
}
