/** LAYERS: for the step at the cursor, which layer of TCP/IP put what on the wire, and how that is known. */
import { useMemo, useState } from 'react';
import { type Ends, endsOf } from '#shared/layers/ends.ts';
import { headersOf } from '#shared/layers/headers.ts';
import { type Passage, passageOf, type Segment } from '#shared/layers/segments.ts';
import type { Place, Replay } from '#shared/transcript/replay/replay.ts';
import { usePosition, useReplay } from '../../session/state/hooks.ts';
import { t } from '../../session/state/text.ts';
import { RichText } from '../../ui/rich-text.tsx';
import { Boundaries } from './boundaries.tsx';
import styles from './layers.module.css';
import { Legend } from './legend.tsx';
import { Segments } from './segment-list.tsx';
import { Stack } from './stack.tsx';
import { Wire } from './wire.tsx';

export function Layers() {
  const replay = useReplay();
  const position = usePosition();
  const version = replay?.version;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a replay keeps its identity while it grows
  const ends = useMemo(() => (replay === null ? null : endsOf(replay)), [replay, version]);
  if (replay === null || ends === null) return <p className={styles.empty}>{t.layers.empty}</p>;
  const place = position === 0 || replay.total === 0 ? null : replay.placeOf(Math.min(position, replay.total) - 1);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached without a pointer
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
  // What is unfolded stays so from step to step; which segment is shown does not.
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
