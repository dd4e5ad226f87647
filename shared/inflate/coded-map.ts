/** Where each decoded octet came from, and what each compressed octet became. */
import type { Range } from '../base/octets.ts';
import type { Part, Parts } from './parts.ts';
import type { Run, Runs } from './runs.ts';

/** Maps decoded octets to compressed ones and back. Both count from 0. */
export interface OctetMap {
  /** Decoded octets. */
  readonly length: number;
  /** Compressed octets. */
  readonly codedLength: number;
  /** From the first to the last compressed octet that octets `[start, end)`, 0 ≤ start < end ≤ length, came from. */
  codedRange(decoded: Range): Range;
  /** The decoded octets that came from octets `[start, end)`; null when none did: they are headers, codes or checks. */
  decodedRange(coded: Range): Range | null;
}

/** The symbol that produced a decoded octet. */
export interface Origin extends Run {
  /** The compressed octets that hold its bits; the first and the last may also hold bits of others. */
  readonly coded: Range;
  /** For a copy: the decoded octets it copied, perhaps repeatedly; else null. */
  readonly from: Range | null;
}

/** A part of the compressed octets, with the octets that hold its bits. */
export interface CodedPart extends Part {
  readonly coded: Range;
}

/** The map of one gzip, zlib or bare deflate stream. */
export class CodedMap implements OctetMap {
  readonly length: number;
  readonly codedLength: number;
  readonly #parts: Parts;
  readonly #runs: Runs;

  constructor(length: number, codedLength: number, parts: Parts, runs: Runs) {
    this.length = length;
    this.codedLength = codedLength;
    this.#parts = parts;
    this.#runs = runs;
  }

  /**
   * The symbol that produced octet `offset`.
   * @throws RangeError unless 0 ≤ offset < length
   */
  originOf(offset: number): Origin {
    const run = this.#runOf(offset);
    const start = run.decoded.start - run.distance;
    const end = Math.min(run.decoded.start, run.decoded.end - run.distance);
    return { ...run, coded: octetsOf(run.bits), from: run.kind === 'copy' ? { start, end } : null };
  }

  /**
   * The origin of octet `offset`, through copies of copies; `offset` itself when it is not a copy.
   * @throws RangeError unless 0 ≤ offset < length
   */
  firstOf(offset: number): number {
    let at = offset;
    for (;;) {
      const { kind, decoded, distance } = this.#runOf(at);
      if (kind !== 'copy') return at;
      at = decoded.start - distance + ((at - decoded.start) % distance);
    }
  }

  codedRange({ start, end }: Range): Range {
    const first = this.#runOf(start);
    const last = this.#runOf(end - 1);
    return {
      start: octetsOf(bitsWithin(first, start, start + 1)).start,
      end: octetsOf(bitsWithin(last, end - 1, end)).end,
    };
  }

  decodedRange(coded: Range): Range | null {
    const bits = { start: coded.start * 8, end: coded.end * 8 };
    let first = Math.max(0, this.#runs.lastFrom(bits.start));
    if (first < this.#runs.length && this.#run(first).bits.end <= bits.start) first++;
    const last = this.#runs.lastFrom(bits.end - 1);
    if (first > last || bits.start >= bits.end) return null;
    return { start: decodedWithin(this.#run(first), bits).start, end: decodedWithin(this.#run(last), bits).end };
  }

  /** The number of parts in the compressed octets. */
  get parts(): number {
    return this.#parts.length;
  }

  /** Part `index`, 0 ≤ index < parts. Parts follow each other without gaps. */
  part(index: number): CodedPart {
    const part = this.#parts.at(index);
    return { ...part, coded: octetsOf(part.bits) };
  }

  /** Index of the part that bit `bit` belongs to; −1 when it is past the end. */
  partAt(bit: number): number {
    return this.#parts.indexAt(bit);
  }

  /** Indices `[start, end)` of the parts with bits in compressed octet `offset`. */
  partsOf(offset: number): Range {
    return { start: this.partAt(offset * 8), end: this.partAt(offset * 8 + 7) + 1 };
  }

  #run(index: number): Run {
    return this.#runs.at(index, this.length);
  }

  #runOf(offset: number): Run {
    if (offset < 0 || offset >= this.length) throw new RangeError(`no octet ${offset} in content of ${this.length}`);
    return this.#run(this.#runs.indexOf(offset));
  }
}

/** The map where no finer one is known: everything came from everything. */
export class BlockMap implements OctetMap {
  readonly length: number;
  readonly codedLength: number;

  constructor(length: number, codedLength: number) {
    this.length = length;
    this.codedLength = codedLength;
  }

  codedRange(): Range {
    return { start: 0, end: this.codedLength };
  }

  decodedRange(): Range | null {
    return this.length === 0 ? null : { start: 0, end: this.length };
  }
}

/** The map of two codings: `outer` was decoded first, `inner` decoded on what came out of it. */
export function joined(outer: OctetMap, inner: OctetMap): OctetMap {
  return {
    length: inner.length,
    codedLength: outer.codedLength,
    codedRange: (decoded) => outer.codedRange(inner.codedRange(decoded)),
    decodedRange: (coded) => {
      const between = outer.decodedRange(coded);
      return between === null ? null : inner.decodedRange(between);
    },
  };
}

/** The octets that hold these bits. */
export function octetsOf({ start, end }: Range): Range {
  return { start: Math.floor(start / 8), end: Math.ceil(end / 8) };
}

/** The bits of octets `[start, end)` of a run: all its bits, unless the block is stored. */
function bitsWithin({ kind, decoded, bits }: Run, start: number, end: number): Range {
  if (kind !== 'stored') return bits;
  return { start: bits.start + (start - decoded.start) * 8, end: bits.start + (end - decoded.start) * 8 };
}

/** The octets of a run that came from these bits: all, unless the block is stored. */
function decodedWithin({ kind, decoded, bits }: Run, { start, end }: Range): Range {
  if (kind !== 'stored') return decoded;
  return {
    start: decoded.start + Math.max(0, (start - bits.start) / 8),
    end: Math.min(decoded.end, decoded.start + Math.ceil((end - bits.start) / 8)),
  };
}
