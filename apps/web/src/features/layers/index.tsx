/** LAYERS: for the step at the cursor, which layer of TCP/IP put what on the wire, and how that is known. */
import { useMemo, useState } from 'react';
import { type Ends, endsOf } from '#shared/layers/ends.ts';
import { headersOf, leastSegments } from '#shared/layers/headers.ts';
import type { Header, Source } from '#shared/layers/layers.ts';
import { piecesOf } from '#shared/layers/pieces.ts';
import { type Passage, passageOf, type Segment } from '#shared/layers/segments.ts';
import { octetsOf, type Place, type Replay } from '#shared/transcript/replay/replay.ts';
import { usePosition, useReplay } from '../../session/state/hooks.ts';
import { t } from '../../session/state/text.ts';
import { cx } from '../../ui/cx.ts';
import { RichText } from '../../ui/rich-text.tsx';
import styles from './layers.module.css';
import { Section } from './section.tsx';
import { Segments } from './segment-list.tsx';
import { Stack } from './stack.tsx';

export function Layers() {
  const replay = useReplay();
  const position = usePosition();
  const version = replay?.version;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a replay keeps its identity while it grows
  const ends = useMemo(() => (replay === null ? null : endsOf(replay)), [replay, version]);
  if (replay === null || ends === null) return <p className={styles.empty}>{t.layers.empty}</p>;
  const place = position === 0 || replay.total === 0 ? null : replay.placeOf(Math.min(position, replay.total) - 1);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll container must be reachable by keyboard
    <section className={styles.layers} aria-label={t.layers.title} tabIndex={0}>
      {place === null ? (
        <p>{t.layers.start}</p>
      ) : (
        <Step {...{ replay, ends, place }} within={position - place.position - 1} />
      )}
      <Legend />
    </section>
  );
}

interface StepProps {
  replay: Replay;
  ends: Ends;
  place: Place;
  /** Which octet of the read or write the cursor is on. */
  within: number;
}

function Step({ replay, ends, place, within }: StepProps) {
  const passage = passageOf(replay, place);
  // What is unfolded stays unfolded from step to step; the segment shown does not.
  const { seq } = place.entry;
  const [choice, setChoice] = useState({ seq, index: 0 });
  const chosen = choice.seq === seq ? choice.index : 0;
  const choose = (index: number) => setChoice({ seq, index });
  const segment = passage.segments[chosen];
  return (
    <>
      <p className={styles.lead}>
        <RichText>{lead(place, passage, ends)}</RichText>
      </p>
      {passage.segments.length > 1 && <Segments segments={passage.segments} chosen={chosen} choose={choose} />}
      {segment !== undefined && <Inside {...{ replay, ends, place, within, segment }} />}
      {passage.kind === 'octets' && <Boundaries {...{ replay, ends, place }} />}
    </>
  );
}

function Inside({ replay, ends, place, within, segment }: StepProps & { segment: Segment }) {
  const headers = headersOf(ends, segment);
  return (
    <>
      <Wire headers={headers} octets={segment.octets} />
      <Stack {...{ replay, ends, place, within, headers, segment }} />
    </>
  );
}

function lead(place: Place, passage: Passage, ends: Ends): string {
  const { entry, steps } = place;
  const datagram = ends.transport === 'udp';
  if (passage.inside !== undefined) return t.layers.inside[passage.inside];
  if (passage.kind === 'handshake') return t.layers.handshake;
  if (entry.kind === 'fin') return t.layers.closing(entry.by);
  if (entry.kind === 'reset') return t.layers.reset(entry.by);
  if (entry.at === 'client') return t.layers.ours[entry.kind === 'read' ? 'read' : 'write'](steps);
  return entry.kind === 'read' ? t.layers.read(steps, datagram) : t.layers.wrote(steps, datagram);
}

interface BoundariesProps {
  replay: Replay;
  ends: Ends;
  place: Place;
}

/** What is known, and not known, about the segments behind a read or a write. */
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

const SOURCES: readonly Source[] = ['captured', 'known', 'inferred', 'unknown'];

/** A legend: what each look means, in words. */
export function Legend() {
  return (
    <>
      <p className={styles.limit}>{t.layers.notCaptured}</p>
      <dl className={styles.legend} aria-label={t.layers.legend}>
        {SOURCES.map((source) => (
          <div key={source}>
            <dt className={cx(styles.piece, styles[source])}>{t.layers.source[source]}</dt>
            <dd>{t.layers.sourceMeans[source]}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

interface WireProps {
  /** From innermost to outermost. */
  headers: readonly Header[];
  /** The application's octets. */
  octets: number;
}

/** What is on the wire, outermost header first: captured is solid, inferred is dashed. */
export function Wire({ headers, octets }: WireProps) {
  const { source } = t.layers;
  return (
    <ol className={styles.wire} aria-label={t.layers.onTheWire}>
      {[...headers].reverse().map(({ layer, protocol, octets: count, open }) => (
        <li
          key={layer}
          className={cx(styles.piece, styles.inferred)}
          title={t.layers.headerTitle(protocol, count, open, source.inferred)}
        >
          {t.layers.headerOf(protocol, count, open)}
        </li>
      ))}
      {octets > 0 && (
        <li className={cx(styles.piece, styles.captured)} title={t.layers.payloadTitle(octets, source.captured)}>
          {t.layers.payload(octets)}
        </li>
      )}
    </ol>
  );
}
