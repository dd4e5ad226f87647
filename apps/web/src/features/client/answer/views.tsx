/** The answer as text, as JSON, as octets, piece by piece, and octet by octet on the wire and in the content. */
import { type ReactNode, useMemo, useState } from 'react';
import { concat } from '#shared/base/octets.ts';
import { answerOf, type Hop } from '#shared/client/hops.ts';
import { jsonOf, TextReader } from '#shared/client/text.ts';
import { type Media, mediaOf, readingOf } from '#shared/transcript/view/content.ts';
import type { Run } from '../../../session/state/client-run.ts';
import { t } from '../../../session/state/text.ts';
import { Tabs } from '../../../ui/tabs.tsx';
import styles from './answer.module.css';
import { HexLines } from './hex-lines.tsx';
import { Mapped } from './mapped.tsx';
import { Pieces } from './piece-list.tsx';

/** How many octets are shown as characters. */
const MOST_TEXT = 256 * 1024;

type View = Exclude<keyof typeof t.clientPlace.views, 'title'>;

/** The content as the user wants it: decoded where its codings could be undone. */
interface Content {
  readonly bytes: Uint8Array;
  readonly media: Media;
  /** How many octets were on the wire before decoding; null if nothing was decoded. */
  readonly before: number | null;
}

/** The content; mapped.tsx ties it to the wire. */
function contentOf(hop: Hop, run: Run): Content | null {
  const answer = answerOf(hop);
  if (answer === null) return null;
  const media = mediaOf(answer.head);
  const sent = hop.conversation.contentOf(answer);
  if (run.decoded.length === 0) return { bytes: sent, media, before: null };
  return { bytes: concat(run.decoded), media, before: sent.length };
}

const NO_CODINGS: readonly string[] = [];

const decodes = ({ request }: Run): boolean => request.kind === 'request' && request.decode;

export function Views({ hop, run }: { hop: Hop; run: Run }) {
  const [view, setView] = useState<View>('text');
  const content = useMemo(() => contentOf(hop, run), [hop, run]);
  const none = content === null || content.bytes.length === 0;
  const show = (of: (content: Content) => ReactNode) =>
    none ? <p className={styles.note}>{t.clientPlace.noContent}</p> : of(content);
  return (
    <Tabs<View>
      label={t.clientPlace.views.title}
      className={styles.views}
      value={content === null ? 'pieces' : view}
      onChange={setView}
      tabs={[
        { id: 'text', label: t.clientPlace.views.text, content: show((of) => <Text content={of} />) },
        { id: 'json', label: t.clientPlace.views.json, content: show((of) => <Json content={of} />) },
        { id: 'octets', label: t.clientPlace.views.octets, content: show((of) => <OctetsView content={of} />) },
        { id: 'pieces', label: t.clientPlace.views.pieces, content: <Pieces hop={hop} decoded={run.decoded} /> },
        {
          id: 'wire',
          label: t.clientPlace.views.wire,
          content: <Mapped hop={hop} codings={content?.media.codings ?? NO_CODINGS} asSent={!decodes(run)} />,
        },
      ]}
    />
  );
}

function Coding({ content: { bytes, media, before } }: { content: Content }) {
  if (media.codings.length === 0) return null;
  const codings = media.codings.join(', ');
  return (
    <p className={styles.note}>
      {before === null ? t.clientPlace.asSent(codings) : t.clientPlace.decodedFrom(codings, before, bytes.length)}
    </p>
  );
}

const isCoded = ({ media, before }: Content): boolean => media.codings.length > 0 && before === null;

function Text({ content }: { content: Content }) {
  const { bytes, media } = content;
  const reading = readingOf(media);
  if (isCoded(content)) return <Coding content={content} />;
  if (reading === 'none') return <p className={styles.note}>{t.clientPlace.binary}</p>;
  const reader = new TextReader(reading);
  const text = reader.push(bytes.subarray(0, MOST_TEXT)) + (bytes.length > MOST_TEXT ? '' : reader.end());
  const name = reading === 'utf-8' ? 'UTF-8' : 'ISO-8859-1';
  return (
    <>
      <Coding content={content} />
      <p className={styles.note}>
        {t.clientPlace.encoding(name, media.charset === '' ? 'assumed' : 'charset')}
        {reader.malformed > 0 && ` ${t.clientPlace.malformed(reader.malformed)}`}
        {bytes.length > MOST_TEXT && ` ${t.clientPlace.cutText(MOST_TEXT, bytes.length)}`}
      </p>
      <pre className={styles.pre} data-testid="content">
        {text}
      </pre>
    </>
  );
}

function Json({ content }: { content: Content }) {
  if (isCoded(content)) return <Coding content={content} />;
  const read = jsonOf(content.bytes);
  return (
    <>
      <Coding content={content} />
      {'fault' in read ? (
        <p className={styles.note}>{t.clientPlace.notJsonAnswer(read.fault)}</p>
      ) : (
        <pre className={styles.pre}>{JSON.stringify(read.value, null, 2)}</pre>
      )}
    </>
  );
}

function OctetsView({ content }: { content: Content }) {
  return (
    <>
      <Coding content={content} />
      <HexLines bytes={content.bytes} />
    </>
  );
}
