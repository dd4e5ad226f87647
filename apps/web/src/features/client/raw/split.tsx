/** The answer split at its empty line: head, the line itself, and the rest, as the tutorials do it. */

import { concat, escapeOctets, latin1, type Range } from '#shared/base/octets.ts';
import { answerOf, type Hop, piecesOf } from '#shared/client/hops.ts';
import { splitAtEmptyLine } from '#shared/client/raw.ts';
import { statusClass } from '#shared/client/status.ts';
import { mediaOf } from '#shared/transcript/view/content.ts';
import type { Run } from '../../../session/state/client-run.ts';
import { t } from '../../../session/state/text.ts';
import { RichText } from '../../../ui/rich-text.tsx';
import styles from '../client.module.css';
import { Scrolled } from '../parts/scrolled.tsx';

const MOST_DRAWN = 4096;

export function Split({ hop, run }: { hop: Hop; run: Run }) {
  const bytes = concat(piecesOf(hop).map((piece) => piece.bytes));
  if (run.end === null || bytes.length === 0) return null;
  const split = splitAtEmptyLine(bytes);
  return (
    <section className={styles.part} aria-label={t.clientPlace.raw.split} data-testid="split">
      <h2>{t.clientPlace.raw.split}</h2>
      {split === null ? (
        <p>{t.clientPlace.raw.noSplit}</p>
      ) : (
        <>
          <Piece name={t.clientPlace.raw.splitHead} bytes={bytes} range={split.head} lines />
          <Piece name={t.clientPlace.raw.splitEmpty} bytes={bytes} range={split.emptyLine} />
          <Piece name={t.clientPlace.raw.splitContent} bytes={bytes} range={split.content} />
          <Meaning hop={hop} />
        </>
      )}
    </section>
  );
}

function Piece(props: { name: string; bytes: Uint8Array; range: Range; lines?: boolean }) {
  const { name, bytes, range, lines = false } = props;
  const end = Math.min(range.end, range.start + MOST_DRAWN);
  return (
    <div className={styles.cut}>
      <p>
        <b>{name}</b> <span className="note">{t.clientPlace.raw.size(range.end - range.start)}</span>
      </p>
      <Scrolled label={name} className={styles.code}>
        {lines ? latin1(bytes, range.start, end) : escapeOctets(bytes, range.start, end)}
        {end < range.end && ' …'}
      </Scrolled>
    </div>
  );
}

/** What a reader has to know to continue by hand. */
function Meaning({ hop }: { hop: Hop }) {
  const head = answerOf(hop)?.head;
  if (head === undefined) return null;
  const { codings } = mediaOf(head);
  const digit = String(head.status).slice(0, 1);
  return (
    <>
      <p>{t.clientPlace.raw.firstDigit(digit, t.clientPlace.classes[statusClass(head.status)])}</p>
      {head.framing.by === 'chunked' && <p>{t.clientPlace.raw.chunkedHint}</p>}
      {codings.length > 0 && (
        <p>
          <RichText>{t.clientPlace.raw.codedHint(codings.join(', '))}</RichText>
        </p>
      )}
    </>
  );
}
