/** The content of a message as its receiver gets it: without chunks, and decoded. */
import { useMemo } from 'react';
import { answeredBy } from '#shared/transcript/replay/message-log.ts';
import type { Replay } from '#shared/transcript/replay/replay.ts';
import { ContentMap, type Media, mediaOf, type Reading, readingOf } from '#shared/transcript/view/content.ts';
import { usePosition } from '../../../session/state/hooks.ts';
import { t } from '../../../session/state/text.ts';
import { type Chosen, chosenMessage } from './chosen.ts';
import { ContentText } from './content-text.tsx';
import styles from './content-view.module.css';
import { Decoded } from './decoded.tsx';
import { useWire } from './use-wire.ts';

const UNKNOWN: Media = { type: '', charset: '', codings: [] };

export function ContentView({ replay }: { replay: Replay }) {
  const chosen = chosenMessage(replay, usePosition());
  return (
    <section className={styles.view} aria-label={t.tape.mode.content}>
      {chosen === null ? (
        <p className={styles.none}>{t.tape.contentNone}</p>
      ) : (
        <MessageContent
          key={`${chosen.direction} ${chosen.message.ordinal}`}
          replay={replay}
          version={replay.version}
          chosen={chosen}
        />
      )}
    </section>
  );
}

function MessageContent({ replay, version, chosen }: { replay: Replay; version: number; chosen: Chosen }) {
  const { direction, message } = chosen;
  const stream = replay.stream(direction);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a stream keeps its identity while it grows
  const map = useMemo(() => ContentMap.of(stream, message), [stream, version, message]);
  // A map of unchanged length holds the same octets.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const bytes = useMemo(() => map.bytes(stream), [stream, message, map.length]);
  const wire = useWire(replay, direction, map);
  const media = message.head === null ? UNKNOWN : mediaOf(message.head);
  const coded = media.codings.length > 0 && map.length > 0;
  const reading: Reading = coded ? 'none' : readingOf(media);
  const request = direction === 'in' ? message.ordinal : answeredBy(stream.log.messages, message);
  const facts = factsOf(chosen, request, map, media, reading);
  const complete = message.end !== null;
  return (
    <>
      {!coded && <p className={styles.facts}>{facts}</p>}
      {map.length === 0 && <p className={styles.none}>{t.tape.contentEmpty}</p>}
      {map.length > 0 && !coded && <ContentText {...{ bytes, wire, reading }} />}
      {coded && <Decoded {...{ facts, bytes, wire, media, complete }} />}
    </>
  );
}

function factsOf(
  { direction, message }: Chosen,
  request: number,
  map: ContentMap,
  media: Media,
  reading: Reading,
): string {
  const facts = [
    t.tape.contentOf(direction, request + 1),
    t.tape.octets(map.length),
    message.head?.framing.by === 'chunked' && t.tape.contentPieces(map.pieces),
    media.type,
    media.codings.length > 0 ? t.tape.contentSent(media.codings.join(', ')) : t.tape.contentReading[reading],
  ];
  return facts.filter((fact) => fact !== false && fact !== '').join(' · ');
}
