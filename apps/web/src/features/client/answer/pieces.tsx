/** Each read as the socket gave it, as it came: when, how large, and what of it is content. */
import { answerOf, type Hop, type Piece, piecesOf, timeOf } from '../../../../../../shared/client/hops.ts';
import { textOf } from '../../../../../../shared/client/text.ts';
import { escapeOctets } from '../../../../../../shared/octets.ts';
import type { ContentMap } from '../../../../../../shared/transcript/content.ts';
import { t } from '../../../text.ts';
import styles from './answer.module.css';

/** Octets of a read that are drawn, and reads. */
const MOST_DRAWN = 2048;
const MOST_READS = 200;

interface PiecesProps {
  readonly hop: Hop;
  /** Content with its codings undone, as it came out. */
  readonly decoded: readonly Uint8Array[];
}

export function Pieces({ hop, decoded }: PiecesProps) {
  const pieces = piecesOf(hop);
  const map = answerOf(hop)?.content ?? null;
  const began = hop.events[0] === undefined ? 0 : timeOf(hop.events[0]);
  return (
    <>
      <p className={styles.note}>{t.clientPlace.pieceLegend}</p>
      <ol className={styles.pieces} data-testid="pieces">
        {pieces.slice(0, MOST_READS).map((piece, at) => (
          <li key={piece.start}>
            <p className={styles.dim}>
              {t.clientPlace.piece(at + 1, piece.bytes.length, t.clientPlace.ms(piece.t - began))}
            </p>
            <p className={styles.octets}>
              <Drawn piece={piece} map={map} />
              {piece.bytes.length > MOST_DRAWN && ' …'}
            </p>
          </li>
        ))}
      </ol>
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

/** Runs of content and of what frames it. */
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
