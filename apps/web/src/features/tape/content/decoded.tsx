/** Decoded content and the words about its decoding. */
import { useState } from 'react';
import type { Range } from '#shared/base/octets.ts';
import { CODINGS_MOST } from '#shared/inflate/decode.ts';
import { type Media, readingOf } from '#shared/transcript/view/content.ts';
import { type DecodedContent, type DecodingObstacle, obstacleTo } from '../../../session/actions/decoding.ts';
import { t } from '../../../session/state/text.ts';
import { ContentText } from './content-text.tsx';
import styles from './content-view.module.css';
import { Origin } from './origin.tsx';
import { useDecoded } from './use-decoded.ts';
import { asDecoded, type Wire } from './use-wire.ts';

interface DecodedProps {
  /** What is said about the content before anything about its decoding. */
  facts: string;
  /** As sent. */
  bytes: Uint8Array;
  wire: Wire;
  media: Media;
  complete: boolean;
}

/** Content with its codings undone, or as sent where they cannot be undone. */
export function Decoded({ facts, bytes, wire, media, complete }: DecodedProps) {
  const obstacle = obstacleTo(media.codings);
  // The server decodes a block, so the block has to be complete; gzip and deflate decode as far as they have come.
  const waits = !complete && media.codings.includes('br');
  const wanted = obstacle === null && !waits;
  const content = useDecoded(bytes, media.codings, wanted);
  const isPending = wanted && content === null;
  const decoded = content !== null && content.map !== null && content.bytes.length > 0 ? content : null;
  return (
    <>
      <p className={styles.facts} role="status">
        {facts} · {sentenceOf(bytes, complete, obstacle, waits, content)}
      </p>
      {decoded !== null && <DecodedText content={decoded} wire={wire} media={media} />}
      {decoded === null && isPending && <div className={styles.pending} />}
      {decoded === null && !isPending && <ContentText bytes={bytes} reading="none" wire={wire} />}
    </>
  );
}

function DecodedText({ content, wire, media }: { content: DecodedContent; wire: Wire; media: Media }) {
  const [pointed, setPointed] = useState<Range | null>(null);
  const { bytes, map, symbols } = content;
  if (map === null) return null;
  // While more arrives, the pointer may still refer to a longer text.
  const at = pointed !== null && pointed.end <= bytes.length ? pointed : null;
  const tied = asDecoded(wire, map, symbols, at);
  const onPoint: Wire['onPoint'] = (range) => {
    setPointed(range);
    tied.onPoint(range);
  };
  return (
    <>
      {symbols !== null && <Origin symbols={symbols} pointed={at?.start ?? null} coded={wire.lit?.start ?? null} />}
      <ContentText bytes={bytes} reading={readingOf(media)} wire={{ ...tied, onPoint }} />
    </>
  );
}

function sentenceOf(
  bytes: Uint8Array,
  complete: boolean,
  obstacle: DecodingObstacle | null,
  waits: boolean,
  content: DecodedContent | null,
): string {
  if (obstacle !== null) return obstacleSentence(obstacle);
  if (waits) return t.tape.contentIncomplete;
  if (content === null) return t.tape.contentDecoding;
  const { refused, bare, unused } = content;
  if (refused !== null) return t.shell.refusals[refused.code](refused.detail);
  // A stream that ends early only because more is still to come is not wrong.
  const fault = content.fault?.code === 'truncated' && !complete ? null : content.fault;
  const said = [
    complete ? t.tape.contentDecoded : t.inflate.soFar,
    t.tape.contentDecodedFrom(bytes.length, content.bytes.length),
    bare && t.inflate.bare,
    unused > 0 && fault === null && t.inflate.unused(unused),
    fault !== null && t.inflate.fault(fault),
  ];
  return said.filter((one) => one !== false).join(' · ');
}

function obstacleSentence(obstacle: DecodingObstacle): string {
  return 'unknown' in obstacle
    ? t.tape.contentUnknownCoding(obstacle.unknown)
    : t.inflate.tooManyCodings(obstacle.tooMany, CODINGS_MOST);
}
