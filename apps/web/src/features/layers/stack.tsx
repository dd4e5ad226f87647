/** The layers from the application down, each with what it contributed; unfolded, its fields and its purpose. */
import type { ReactNode } from 'react';
import { escapeOctets } from '#shared/base/octets.ts';
import type { Ends } from '#shared/layers/ends.ts';
import { type Field, type Header, type Layer, OSI, SECTIONS, type Source } from '#shared/layers/layers.ts';
import type { Segment } from '#shared/layers/segments.ts';
import type { Place, Replay } from '#shared/transcript/replay/replay.ts';
import { t } from '../../session/state/text.ts';
import { cx } from '../../ui/cx.ts';
import styles from './layers.module.css';
import { Section } from './section.tsx';

interface StackProps {
  replay: Replay;
  ends: Ends;
  place: Place;
  within: number;
  headers: readonly Header[];
  segment: Segment;
}

export function Stack({ replay, ends, place, within, headers, segment }: StackProps) {
  return (
    <div className={styles.stack}>
      <Row
        layer="application"
        source="captured"
        protocol={replay.request.foreign ? t.layers.foreign : t.layers.http}
        said={t.layers.summary.application(within, segment.octets)}
        section={replay.request.foreign ? null : 'RFC 9112 §2.1'}
      >
        {segment.octets > 0 && <Captured place={place} within={within} />}
      </Row>
      {headers.map((header) => (
        <Row
          key={header.layer}
          layer={header.layer}
          source="inferred"
          protocol={t.layers.protocols[header.protocol]}
          said={t.layers.summary.header(header.octets, header.open)}
          section={SECTIONS[header.protocol]}
        >
          {header.layer === 'link' && (
            <p className={styles.does}>{ends.loopback ? t.layers.loopbackFrame : t.layers.farFrame}</p>
          )}
          <Fields fields={header.fields} />
        </Row>
      ))}
    </div>
  );
}

interface RowProps {
  layer: Layer;
  source: Source;
  protocol: string;
  said: string;
  section: string | null;
  children: ReactNode;
}

function Row({ layer, source, protocol, said, section, children }: RowProps) {
  return (
    <details className={cx(styles.row, styles[source])}>
      <summary className={styles.summary}>
        <span className={styles.layer}>
          <b>{t.layers.layer[layer]}</b> <Osi numbers={OSI[layer]} />
        </span>
        <span className={styles.said}>
          {protocol} · {said} <Mark source={source} />
        </span>
      </summary>
      <p className={styles.does}>
        {t.layers.osiOf(OSI[layer])}. {t.layers.does[layer]} {section !== null && <Section section={section} />}
      </p>
      {children}
    </details>
  );
}

/** The OSI layers that correspond to one of TCP/IP. */
function Osi({ numbers }: { numbers: readonly number[] }) {
  return (
    <span className="dim tiny">
      {t.layers.osiShort}
      {numbers.map((number) => (
        <span key={number}>
          {' '}
          {number}
          <span className={styles.names}> {t.layers.osi[number]}</span>
        </span>
      ))}
    </span>
  );
}

/** How many octets are shown before and after the lit one. */
const AROUND = 24;

/** Octets that crossed the socket, with the lit one marked. */
function Captured({ place, within }: { place: Place; within: number }) {
  const { entry } = place;
  const bytes = entry.kind === 'write' || entry.kind === 'read' ? entry.bytes : undefined;
  if (bytes === undefined) return null;
  const start = Math.max(0, within - AROUND);
  const end = Math.min(bytes.length, within + 1 + AROUND);
  return (
    <p className={styles.octets}>
      {start > 0 && '…'}
      {escapeOctets(bytes, start, within)}
      <mark>{escapeOctets(bytes, within, within + 1)}</mark>
      {escapeOctets(bytes, within + 1, end)}
      {end < bytes.length && '…'}
    </p>
  );
}

function Fields({ fields }: { fields: readonly Field[] }) {
  return (
    <dl className={styles.fields}>
      {fields.map(({ name, value, source }) => (
        <div key={name} className={styles.field}>
          <dt>{t.layers.fields[name]}</dt>
          <dd>
            {value !== null && <code>{value}</code>} <Mark source={source} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** How it is known, as a word in its own look. */
function Mark({ source }: { source: Source }) {
  return (
    <span className={cx(styles.mark, styles[source])} title={t.layers.sourceMeans[source]}>
      {t.layers.source[source]}
    </span>
  );
}
