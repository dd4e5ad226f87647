/**
 * The limit in force: the octet from which the message is too long. One at a time, because the limited parts follow
 * one another on the wire: method, start-line, header section, chunk lines, trailer section.
 */

import type { Limits } from '../base/options.ts';
import type { Limit } from './table.ts';

/** Most digits of a chunk-size: 16 hexadecimal digits already exceed 2^53. */
const CHUNK_SIZE_DIGITS = 16;

export class ArmedLimit {
  /** Offset of the first octet over the limit. */
  firstOver = Number.POSITIVE_INFINITY;
  /** The limit is on a section: its last octet is the one whose row lifts the limit. */
  ofSection = false;
  /** The limit is on a sum over the message, not on the current line. */
  ofMessage = false;
  readonly #limits: Limits;
  /** First octet of the start-line or chunk line. */
  #lineStart = 0;
  /** Octets of chunk extensions in the message, without those of the current line. */
  #extensions = 0;
  #extensionStart = -1;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** A message begins at `at`. */
  begin(at: number): void {
    this.#lineStart = at;
    this.#extensions = 0;
  }

  /** Arms a limit at the octet `at`, replacing the current one. */
  arm(limit: Limit, at: number): void {
    if (limit === 'chunk-size') this.#lineStart = at;
    if (limit === 'chunk-extension' && this.#extensionStart < 0) this.#extensionStart = at;
    if (limit === 'none') this.#countExtensions(at);
    this.ofSection = limit === 'header-section' || limit === 'trailer-section';
    this.ofMessage = limit === 'chunk-extension' && this.#totalOver(at) < this.#lineStart + this.#limits.chunkLine;
    this.firstOver = this.#firstOver(limit, at);
  }

  /** Lifts the limit. */
  lift(): void {
    this.firstOver = Number.POSITIVE_INFINITY;
  }

  #firstOver(limit: Limit, at: number): number {
    const limits = this.#limits;
    switch (limit) {
      case 'none':
        return Number.POSITIVE_INFINITY;
      case 'empty-lines':
        return Math.min(this.firstOver, at + limits.startLine);
      case 'method':
        return at + limits.method;
      case 'start-line':
        return this.#lineStart + limits.startLine;
      case 'header-section':
        return at + 1 + limits.headerSection;
      case 'chunk-size':
        return at + CHUNK_SIZE_DIGITS;
      case 'chunk-extension':
        return Math.min(this.#lineStart + limits.chunkLine, this.#totalOver(at));
      case 'trailer-section':
        return at + 1 + limits.trailerSection;
    }
  }

  /** The first octet beyond the message's total for chunk extensions, when those of a line begin at `at`. */
  #totalOver(at: number): number {
    return at + this.#limits.chunkExtensions - this.#extensions;
  }

  /** Adds the extensions of the chunk line that ends at `at` to the message's sum. */
  #countExtensions(at: number): void {
    if (this.#extensionStart < 0) return;
    this.#extensions += at - this.#extensionStart;
    this.#extensionStart = -1;
  }
}
