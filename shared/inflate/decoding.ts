/** One decoding in progress: its input, its output, and the records of both. */
import { BitReader } from './bits.ts';
import { Output } from './output.ts';
import { type PartKind, Parts } from './parts.ts';
import { Runs } from './runs.ts';

/** An estimate of the expansion factor. */
const GROWTH = 4;

export class Decoding {
  readonly bits: BitReader;
  readonly out: Output;
  readonly parts = new Parts();
  readonly runs = new Runs();

  /** `most`: maximum number of output octets. */
  constructor(bytes: Uint8Array, most: number) {
    this.bits = new BitReader(bytes);
    this.out = new Output(most, bytes.length * GROWTH);
  }

  /** What is read from here on is of this `kind`. */
  begin(kind: PartKind): void {
    this.parts.begin(kind, this.bits.position, this.out.length);
  }
}
