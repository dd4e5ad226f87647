/** The reads of a hop in order: when each came and how large it was; the caller draws the octets. */
import type { ReactNode } from 'react';
import { type Hop, type Piece, piecesOf, timeOf } from '#shared/client/hops.ts';
import { t } from '../../../session/state/text.ts';
import styles from './answer.module.css';

/** How many octets of a read are drawn, and how many reads. */
export const MOST_DRAWN = 2048;
export const MOST_READS = 200;

/** When the first event of a hop happened, in ms on the recorder's clock. */
export const beganAt = ({ events: [first] }: Hop): number => (first === undefined ? 0 : timeOf(first));

export function ReadList({ hop, draw }: { hop: Hop; draw: (piece: Piece) => ReactNode }) {
  const began = beganAt(hop);
  return (
    <ol className={styles.pieces} data-testid="pieces">
      {piecesOf(hop)
        .slice(0, MOST_READS)
        .map((piece, at) => (
          <li key={piece.start}>
            <p className={styles.dim}>
              {t.clientPlace.piece(at + 1, piece.bytes.length, t.clientPlace.ms(piece.t - began))}
            </p>
            <p className={styles.octets}>
              {draw(piece)}
              {piece.bytes.length > MOST_DRAWN && ' …'}
            </p>
          </li>
        ))}
    </ol>
  );
}
