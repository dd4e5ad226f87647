/** A parser's options, set before its first octet. */

import type { Limits, Mode } from '../base/options.ts';
import type { Latin1Decoder } from './head-buffer.ts';
import type { Leniency } from './table.ts';
import type { RowTrace } from './trace.ts';

export interface ParserOptions {
  readonly limits: Limits;
  readonly mode: Mode;
  /** A faster latin-1 decoder, where the platform has one. */
  readonly latin1?: Latin1Decoder;
  /** Keeps the row of every octet, for the stepper. Costs two bytes per octet. */
  readonly trace?: RowTrace;
  /** What to tolerate; default: nothing for requests, READER_LENIENCIES for responses. */
  readonly leniencies?: readonly Leniency[];
}
