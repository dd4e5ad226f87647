/** The content octet by octet beside the wire octets each came from, so that chunks and codings can be seen. */
import { type KeyboardEvent, useId, useMemo, useState } from 'react';
import { escapeOctets, hex, octetName } from '#shared/base/octets.ts';
import { answerOf, type Hop } from '#shared/client/hops.ts';
import { type Tied, tied, tiedDecoded } from '#shared/client/tied.ts';
import type { Stream } from '#shared/transcript/replay/stream.ts';
import { t } from '../../../session/state/text.ts';
import { cx } from '../../../ui/cx.ts';
import styles from './answer.module.css';

/** How many octets of content, and of the wire, are drawn. */
const MOST = 1024;

interface MappedProps {
  readonly hop: Hop;
  readonly codings: readonly string[];
  /** The user wants the content as it was sent. */
  readonly asSent: boolean;
}

export function Mapped({ hop, codings, asSent }: MappedProps) {
  const answer = answerOf(hop);
  const { responses } = hop.conversation;
  const content = useMemo(() => {
    if (answer === null || answer.content.length === 0) return null;
    const decoded = asSent ? null : tiedDecoded(responses, answer.content, codings);
    return { tied: decoded ?? tied(responses, answer.content), decoded: decoded !== null };
  }, [answer, responses, codings, asSent]);
  if (answer === null || content === null) return <p className={styles.note}>{t.clientPlace.noContent}</p>;
  return (
    <>
      {codings.length > 0 && !content.decoded && <p className={styles.note}>{t.clientPlace.mapCoded}</p>}
      <Walk stream={responses} content={content.tied} start={answer.head.end} />
    </>
  );
}

function Walk({ stream, content, start }: { stream: Stream; content: Tied; start: number }) {
  const [at, setAt] = useState(0);
  const hint = useId();
  const count = Math.min(content.length, MOST);
  const lit = Math.min(at, count - 1);
  const wires = new Set(content.wireOf(lit));
  const step = (event: KeyboardEvent) => {
    const to = stepOf(event.key, lit, count);
    if (to === undefined) return;
    event.preventDefault();
    setAt(Math.max(0, Math.min(count - 1, to)));
  };
  const shown = Math.min(stream.length, start + MOST);
  const end = Math.min(stream.length, Math.max(shown, (content.wireOf(count - 1).at(-1) ?? start) + 1));
  return (
    <>
      <p id={hint} className={styles.note}>
        {t.clientPlace.mapHint}
        {content.length > MOST && ` ${t.clientPlace.cutText(MOST, content.length)}`}
      </p>
      <p role="status" className={styles.note} data-testid="mapped">
        {t.clientPlace.mapSays(lit, [...wires], nameOf(content.octet(lit)))} {originText(content, lit)}
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
                // biome-ignore lint/suspicious/noArrayIndexKey: an octet is identified by its offset
                key={offset}
                id={`${hint}${offset}`}
                octet={content.octet(offset)}
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
              const carried = content.contentOf(offset);
              return (
                <Cell
                  key={offset}
                  octet={stream.octet(offset)}
                  framing={carried === null}
                  lit={wires.has(offset)}
                  onPoint={carried === null || carried >= count ? undefined : () => setAt(carried)}
                />
              );
            })}
          </div>
        </section>
      </div>
    </>
  );
}

/** Where a key leads from octet `at`; undefined for other keys. */
function stepOf(key: string, at: number, count: number): number | undefined {
  const steps = new Map([
    ['ArrowRight', at + 1],
    ['ArrowLeft', at - 1],
    ['ArrowDown', at + 16],
    ['ArrowUp', at - 16],
    ['Home', 0],
    ['End', count - 1],
  ]);
  return steps.get(key);
}

/** For coded content: what the octet was decoded from. */
function originText(content: Tied, offset: number): string {
  const origin = content.originOf(offset);
  if (origin === null) return '';
  return origin.from === null ? t.clientPlace.mapOrigin[origin.kind] : t.clientPlace.mapCopy(origin.from);
}

interface CellProps {
  /** Octets to choose from. */
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
