/** The content octet by octet, and the octet on the wire that carries each: what chunks are, one can see. */
import { type KeyboardEvent, useId, useState } from 'react';
import { answerOf, type Hop } from '../../../../../../shared/client/hops.ts';
import { escapeOctets, hex, octetName } from '../../../../../../shared/octets.ts';
import type { ContentMap } from '../../../../../../shared/transcript/content.ts';
import type { Stream } from '../../../../../../shared/transcript/stream.ts';
import { t } from '../../../text.ts';
import { cx } from '../../../ui/cx.ts';
import { RichText } from '../../../ui/rich-text.tsx';
import styles from './answer.module.css';

/** Octets of content, and of the wire, that are drawn. */
const MOST = 1024;

interface MappedProps {
  readonly hop: Hop;
  /** Codings that stay on: the map ends at the coded content. */
  readonly coded: readonly string[];
}

export function Mapped({ hop, coded }: MappedProps) {
  const answer = answerOf(hop);
  if (answer === null || answer.content.length === 0) return <p className={styles.note}>{t.clientPlace.noContent}</p>;
  const { responses } = hop.conversation;
  return (
    <>
      {coded.length > 0 && <p className={styles.note}>{t.clientPlace.mapCoded}</p>}
      <Walk stream={responses} map={answer.content} start={answer.head.end} />
    </>
  );
}

function Walk({ stream, map, start }: { stream: Stream; map: ContentMap; start: number }) {
  const [at, setAt] = useState(0);
  const hint = useId();
  const count = Math.min(map.length, MOST);
  const lit = Math.min(at, count - 1);
  const wire = map.wireOf(lit);
  const step = (event: KeyboardEvent) => {
    const to = {
      ArrowRight: lit + 1,
      ArrowLeft: lit - 1,
      ArrowDown: lit + 16,
      ArrowUp: lit - 16,
      Home: 0,
      End: count - 1,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    setAt(Math.max(0, Math.min(count - 1, to)));
  };
  const end = Math.min(stream.length, start + MOST + (map.wireOf(count - 1) - start - count + 1));
  return (
    <>
      <p id={hint} className={styles.note}>
        <RichText>{t.clientPlace.mapHint}</RichText>
        {map.length > MOST && ` ${t.clientPlace.cutText(MOST, map.length)}`}
      </p>
      <p role="status" className={styles.note} data-testid="mapped">
        {t.clientPlace.mapSays(lit, wire, nameOf(stream.octet(wire)))}
      </p>
      <div className={styles.walk}>
        <section aria-label={t.clientPlace.mapContent}>
          <h3>{t.clientPlace.mapContent}</h3>
          <div
            className={styles.cells}
            tabIndex={0}
            role="listbox"
            aria-activedescendant={`${hint}${lit}`}
            data-own-keys
            aria-label={t.clientPlace.mapContent}
            aria-describedby={hint}
            onKeyDown={step}
          >
            {Array.from({ length: count }, (_, offset) => (
              <Cell
                // biome-ignore lint/suspicious/noArrayIndexKey: an octet is its offset
                key={offset}
                id={`${hint}${offset}`}
                octet={stream.octet(map.wireOf(offset))}
                lit={offset === lit}
                onPoint={() => setAt(offset)}
              />
            ))}
          </div>
        </section>
        <section aria-label={t.clientPlace.mapWire}>
          <h3>{t.clientPlace.mapWire}</h3>
          <div className={styles.cells}>
            {Array.from({ length: Math.max(0, end - start) }, (_, i) => {
              const offset = start + i;
              const content = map.contentOf(offset);
              return (
                <Cell
                  key={offset}
                  octet={stream.octet(offset)}
                  framing={content === null}
                  lit={offset === wire}
                  onPoint={content === null || content >= count ? undefined : () => setAt(content)}
                />
              );
            })}
          </div>
        </section>
      </div>
    </>
  );
}

interface CellProps {
  /** For one to choose. */
  readonly id?: string;
  readonly octet: number;
  readonly lit: boolean;
  readonly framing?: boolean;
  readonly onPoint?: (() => void) | undefined;
}

function Cell({ id, octet, lit, framing = false, onPoint }: CellProps) {
  const look = cx(styles.cell, framing && styles.framing, lit && styles.lit);
  const text = escapeOctets(Uint8Array.of(octet));
  if (id === undefined)
    return (
      <span className={look} onPointerDown={onPoint}>
        {text}
      </span>
    );
  return (
    <span
      id={id}
      role="option"
      aria-label={`${text} ${octetName(octet) ?? hex(octet)}`}
      aria-selected={lit}
      tabIndex={-1}
      className={look}
      onPointerDown={onPoint}
    >
      {text}
    </span>
  );
}

const nameOf = (octet: number): string => octetName(octet) ?? `0x${hex(octet)} ${String.fromCharCode(octet)}`;
