/** Code with some lines lit. */
import { memo, type RefObject, useEffect, useRef } from 'react';
import styles from './code.module.css';
import { type Language, piecesOf } from './code-pieces.ts';
import { cx } from './cx.ts';

export interface Lit {
  readonly line: number;
  readonly end: number;
  /** `ran`: on the way to the current line. An exception is raised here; `fatal`: and nothing catches it. */
  readonly look: 'ran' | 'runs' | 'raises' | 'fatal';
}

interface CodeProps {
  label: string;
  language: Language;
  lines: readonly string[];
  /** The lines to light; the first of them is the current one. */
  lit: readonly Lit[];
}

/** A file, line by line. A lit line has a mark in the margin as well as a colour. */
export function Code({ label, language, lines, lit }: CodeProps) {
  const scroller = useRef<HTMLElement>(null);
  const first = lit[0];
  useFollow(scroller, first?.line ?? 0, first?.end ?? 0);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll container must be reachable by keyboard
    <section ref={scroller} className={styles.code} aria-label={label} tabIndex={0}>
      {lines.map((text, at) => {
        const found = lit.find(({ line, end }) => line <= at + 1 && at + 1 <= end);
        return (
          <Line
            // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a file never change
            key={at}
            line={at + 1}
            text={text}
            language={language}
            look={found === undefined ? null : found.line === at + 1 ? found.look : 'more'}
          />
        );
      })}
    </section>
  );
}

interface LineProps {
  line: number;
  text: string;
  language: Language;
  /** `more`: a continuation line of the statement. */
  look: Lit['look'] | 'more' | null;
}

const MARKS = { ran: '·', runs: '▶', raises: '!', fatal: '✕', more: '' };

const Line = memo(function Line({ line, text, language, look }: LineProps) {
  const isStep = look !== null && look !== 'more' && look !== 'ran';
  return (
    <div
      className={cx(styles.line, look !== null && styles[look])}
      data-line={line}
      data-look={look ?? undefined}
      aria-current={isStep ? 'step' : undefined}
    >
      <span className={styles.mark} aria-hidden="true">
        {look !== null && MARKS[look]}
      </span>
      <span className={styles.gutter} aria-hidden="true">
        {line}
      </span>
      <code>
        {piecesOf(text, language).map((piece, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a line never change
          <span key={at} className={styles[piece.look]}>
            {piece.text}
          </span>
        ))}
      </code>
    </div>
  );
});

/** Scrolls the lit lines into view; does nothing if they already are. */
function useFollow(scroller: RefObject<HTMLElement | null>, line: number, end: number): void {
  useEffect(() => {
    const list = scroller.current;
    if (line === 0) list?.scrollTo({ top: 0 });
    const found = list?.querySelector<HTMLElement>(`[data-line="${line}"]`);
    if (list === null || found === null || found === undefined) return;
    const height = found.offsetHeight;
    const top = found.offsetTop - list.scrollTop;
    const below = list.clientHeight - top - height * (end - line + 1);
    if (top < height || below < height) list.scrollTop = found.offsetTop - list.clientHeight * 0.35;
    list.scrollLeft = 0;
  }, [scroller, line, end]);
}
