/**
 * Huffman codes in the form of RFC 1951 §3.2.2: only the lengths are sent, and codes of equal length ascend with
 * their symbols. Codes of up to 9 bits need one look-up; longer, rarer ones are decoded bit by bit.
 */

/** The longest code of RFC 1951. */
const LONGEST = 15;
const QUICK = 9;

/**
 * `over-subscribed`: more codes than their lengths leave room for; `incomplete`: some bit patterns have no meaning. A
 * single code of one bit is allowed, and so is an empty code: encoders without symbols to encode send them.
 */
export type CodeFault = 'over-subscribed' | 'incomplete';

export class HuffmanCode {
  /** By the next 9 bits: symbol × 16 + length of its code; 0 where the code is longer, or missing. */
  readonly #quick = new Uint16Array(1 << QUICK);
  /** By length: the number of codes, the first of them, and the index of its symbol in `#symbols`. */
  readonly #count = new Uint16Array(LONGEST + 1);
  readonly #first = new Uint16Array(LONGEST + 2);
  readonly #offset = new Uint16Array(LONGEST + 2);
  readonly #symbols: Uint16Array;

  private constructor(lengths: Uint8Array) {
    this.#symbols = new Uint16Array(lengths.length);
    for (const length of lengths) if (length > 0) (this.#count[length] as number)++;
    for (let length = 1; length <= LONGEST; length++) {
      const count = this.#count[length] as number;
      this.#first[length + 1] = ((this.#first[length] as number) + count) << 1;
      this.#offset[length + 1] = (this.#offset[length] as number) + count;
    }
  }

  /** Builds the code in which symbol n has `lengths[n]` bits; 0: the symbol is unused. */
  static of(lengths: Uint8Array): HuffmanCode | CodeFault {
    const code = new HuffmanCode(lengths);
    const fault = code.#fault();
    if (fault !== null) return fault;
    code.#fill(lengths);
    return code;
  }

  /** The symbol whose code starts the low bits of `window`: symbol × 16 + bits of the code. 0: there is none. */
  find(window: number): number {
    const quick = this.#quick[window & ((1 << QUICK) - 1)] as number;
    return quick === 0 ? this.#findLong(window) : quick;
  }

  #findLong(window: number): number {
    let code = 0;
    for (let length = 1; length <= LONGEST; length++) {
      code = (code << 1) | ((window >>> (length - 1)) & 1);
      const index = code - (this.#first[length] as number);
      if (index >= 0 && index < (this.#count[length] as number)) {
        return (this.#symbols[(this.#offset[length] as number) + index] as number) * 16 + length;
      }
    }
    return 0;
  }

  #fault(): CodeFault | null {
    let room = 1;
    for (let length = 1; length <= LONGEST; length++) {
      room = room * 2 - (this.#count[length] as number);
      if (room < 0) return 'over-subscribed';
    }
    const used = this.#offset[LONGEST + 1] as number;
    const isTrifle = used === 0 || (used === 1 && this.#count[1] === 1);
    return room > 0 && !isTrifle ? 'incomplete' : null;
  }

  #fill(lengths: Uint8Array): void {
    const next = this.#offset.slice();
    lengths.forEach((length, symbol) => {
      if (length === 0) return;
      const index = next[length] as number;
      next[length] = index + 1;
      this.#symbols[index] = symbol;
      const code = (this.#first[length] as number) + index - (this.#offset[length] as number);
      if (length <= QUICK) this.#fillQuick(symbol * 16 + length, reversed(code, length), length);
    });
  }

  /** A shorter code matches whatever bits follow it. */
  #fillQuick(entry: number, code: number, length: number): void {
    for (let at = code; at < this.#quick.length; at += 1 << length) this.#quick[at] = entry;
  }
}

/** Codes are sent most significant bit first, unlike everything else. */
function reversed(code: number, length: number): number {
  let turned = 0;
  for (let i = 0; i < length; i++) turned |= ((code >>> i) & 1) << (length - 1 - i);
  return turned;
}
