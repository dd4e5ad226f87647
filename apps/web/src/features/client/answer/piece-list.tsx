/** Each read as the socket returned it: when, how large, and which part of it is content. */

import { escapeOctets } from '#shared/base/octets.ts';
import { answerOf, type Hop, type Piece } from '#shared/client/hops.ts';
import { textOf } from '#shared/client/text.ts';
import type { ContentMap } from '#shared/transcript/view/content.ts';
import { t } from '../../../session/state/text.ts';
import styles from './answer.module.css';
import { MOST_DRAWN, MOST_READS, ReadList } from './read-list.tsx';

interface PiecesProps {
  readonly hop: Hop;
  /** Content with its codings undone, as it became available. */
  readonly decoded: readonly Uint8Array[];
}

export function Pieces({ hop, decoded }: PiecesProps) {
  const map = answerOf(hop)?.content ?? null;
  return (
    <>
      <p className={styles.note}>{t.clientPlace.pieceLegend}</p>
      <ReadList hop={hop} draw={(piece) => <Drawn piece={piece} map={map} />} />
      {decoded.length > 0 && (
        <>
          <p className={styles.note}>{t.clientPlace.decodedPieces}</p>
          <ol className={styles.pieces}>
            {decoded.slice(0, MOST_READS).map((piece, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: pieces are only ever added
              <li key={at}>
                <p className={styles.dim}>{t.clientPlace.octets(piece.length)}</p>
                <p className={styles.octets}>{textOf(piece.subarray(0, MOST_DRAWN), 'utf-8')}</p>
              </li>
            ))}
          </ol>
        </>
      )}
    </>
  );
}

/** Runs of content and of the framing around it. */
export function Drawn({ piece, map }: { piece: Piece; map: ContentMap | null }) {
  const { bytes, start } = piece;
  const end = Math.min(bytes.length, MOST_DRAWN);
  const isContent = (at: number) => map !== null && map.contentOf(start + at) !== null;
  const runs: { from: number; to: number; content: boolean }[] = [];
  for (let at = 0; at < end; at++) {
    const content = isContent(at);
    const run = runs.at(-1);
    if (run?.content === content) run.to = at + 1;
    else runs.push({ from: at, to: at + 1, content });
  }
  return runs.map(({ from, to, content }) => (
    <span key={from} className={content ? styles.content : styles.framing}>
      {escapeOctets(bytes, from, to)}
    </span>
  ));
}
