/** Where decoded octets came from, in words: those under the pointer, else the octet at the cursor. */
import type { CodedMap } from '#shared/inflate/coded-map.ts';
import { t } from '../../../session/state/text.ts';
import styles from './content-view.module.css';

interface OriginProps {
  symbols: CodedMap;
  /** The decoded octet under the pointer; null: none. */
  pointed: number | null;
  /** The compressed octet at the cursor; null: the cursor is elsewhere. */
  coded: number | null;
}

/** Always as tall as its longest sentence, so that nothing below it moves. */
export function Origin({ symbols, pointed, coded }: OriginProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll container must be reachable by keyboard
    <p className={styles.origin} role="note" aria-label={t.inflate.label} tabIndex={0}>
      {sentence({ symbols, pointed, coded })}
    </p>
  );
}

function sentence({ symbols, pointed, coded }: OriginProps): string {
  if (pointed !== null && pointed < symbols.length) return `${t.inflate.symbol(symbols.originOf(pointed))}.`;
  if (coded === null) return t.inflate.hint;
  const said = [t.inflate.codedOctet(coded, kindsOf(symbols, coded))];
  const decoded = symbols.decodedRange({ start: coded, end: coded + 1 });
  if (decoded !== null) {
    const { origins, more } = originsOf(symbols, decoded.start, decoded.end);
    said.push(...origins.map(t.inflate.symbol));
    if (more > 0) said.push(t.inflate.more(more));
  }
  return `${said.join(' · ')}.`;
}

/** The kinds of the parts an octet has bits of, without duplicates. */
function kindsOf(symbols: CodedMap, coded: number) {
  const { start, end } = symbols.partsOf(coded);
  const parts = Array.from({ length: end - start }, (_, index) => symbols.part(start + index));
  return [...new Set(parts.filter(({ bits }) => bits.end > bits.start).map(({ kind }) => kind))];
}

/** A nine-bit code shares an octet with one other; the shortest codes, of one bit, with seven. */
const SAID = 2;

function originsOf(symbols: CodedMap, start: number, end: number) {
  const origins = [];
  let more = 0;
  for (let at = start; at < end; ) {
    const origin = symbols.originOf(at);
    if (origins.length < SAID) origins.push(origin);
    else more++;
    at = origin.decoded.end;
  }
  return { origins, more };
}
