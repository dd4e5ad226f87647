/** The tiny markup of the message catalogue. */
import { Fragment, type ReactNode } from 'react';
import styles from './rich-text.module.css';

/** `**bold**` or `` `code` ``; there is no other markup, and no nesting. */
const MARKUP = /\*\*(.+?)\*\*|`(.+?)`/g;

/** A sentence of the message catalogue with its markup. The text is never parsed as HTML. */
export function RichText({ children }: { children: string }) {
  return <>{pieces(children)}</>;
}

/** A message without its markup, for names and live regions. */
export function plainText(message: string): string {
  return message.replace(MARKUP, (_, bold?: string, code?: string) => bold ?? code ?? '');
}

function pieces(message: string): ReactNode[] {
  const out: ReactNode[] = [];
  let from = 0;
  for (const match of message.matchAll(MARKUP)) {
    if (match.index > from) out.push(message.slice(from, match.index));
    out.push(<Fragment key={match.index}>{mark(match[1], match[2])}</Fragment>);
    from = match.index + match[0].length;
  }
  if (from < message.length) out.push(message.slice(from));
  return out;
}

function mark(bold: string | undefined, code: string | undefined): ReactNode {
  return bold === undefined ? <code className={styles.code}>{code}</code> : <strong>{bold}</strong>;
}
