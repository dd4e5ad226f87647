import { useMemo } from 'react';
import type { Ends } from '#shared/layers/ends.ts';
import { leastSegments } from '#shared/layers/headers.ts';
import { piecesOf } from '#shared/layers/pieces.ts';
import { octetsOf, type Place, type Replay } from '#shared/transcript/replay/replay.ts';
import { t } from '../../session/state/text.ts';
import styles from './layers.module.css';
import { Section } from './section.tsx';

interface BoundariesProps {
  replay: Replay;
  ends: Ends;
  place: Place;
}

/** What is known of the segments behind a read or a write, and what is not. */
export function Boundaries({ replay, ends, place }: BoundariesProps) {
  const { version } = replay;
  const isIn = octetsOf(place) === 'in';
  const start = isIn ? place.inbound : place.outbound;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a replay keeps its identity while it grows
  const pieces = useMemo(
    () => piecesOf(replay, isIn ? 'client' : 'server', { start, end: start + place.steps }),
    [replay, version, isIn, start, place.steps],
  );
  if (ends.transport === 'udp') {
    return (
      <p className={styles.note}>
        {t.layers.datagram} <Section section="RFC 768" />
      </p>
    );
  }
  return (
    <section className={styles.note} aria-label={t.layers.boundaries}>
      <h3>{t.layers.boundaries}</h3>
      <p>
        {t.layers.stream} <Section section="RFC 9293 §3.7" />
      </p>
      <p>{pieces === null ? t.layers.oneEnd : t.layers.pieces(pieces)}</p>
      <p>{t.layers.least(leastSegments(ends, place.steps), ends.loopback)}</p>
    </section>
  );
}
