/** A client of one's own: a comfortable one, and a raw one. One room at a time, named by the address. */
import { useEffect } from 'react';
import { askKept } from '../../session/client/client.ts';
import { editDraft, setRaw, useDraft } from '../../session/client/client-draft.ts';
import { useLink, useServer } from '../../session/state/hooks.ts';
import { useRooms } from '../../session/state/router.ts';
import { t } from '../../session/state/text.ts';
import { cx } from '../../ui/cx.ts';
import { RichText } from '../../ui/rich-text.tsx';
import styles from './client.module.css';
import { RawClient } from './raw/index.tsx';
import { RequestClient } from './request/index.tsx';

const ROOMS = ['request', 'raw'] as const;

export default function Client() {
  const [name] = useRooms();
  const here = name === 'raw' ? 'raw' : 'request';
  useFirstTarget();
  const linked = useLink().state === 'open';
  useEffect(() => {
    if (linked) askKept();
  }, [linked]);
  return (
    <main className={styles.place}>
      <nav className={styles.rooms} aria-label={t.clientPlace.title}>
        {ROOMS.map((room) => (
          <a
            key={room}
            href={`#/client/${room}`}
            className={cx(styles.room, room === here && styles.here)}
            aria-current={room === here ? 'page' : undefined}
          >
            {t.clientPlace.rooms[room]}
          </a>
        ))}
      </nav>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached without a pointer */}
      <div className={styles.body} tabIndex={0}>
        <p className={styles.intro}>
          <RichText>{t.clientPlace.intro[here]}</RichText>
        </p>
        {here === 'raw' ? <RawClient /> : <RequestClient />}
      </div>
    </main>
  );
}

/** The engine, until the user names somebody else. */
function useFirstTarget(): void {
  const engine = useServer('engine');
  const [asked, raw] = [useDraft((state) => state.draft.url), useDraft((state) => state.raw.url)];
  useEffect(() => {
    if (engine === null || engine.state !== 'listening') return;
    const origin = `http://${engine.host}:${engine.port}`;
    if (asked === '') editDraft({ url: `${origin}/` });
    if (raw === '') setRaw({ url: origin });
  }, [engine, asked, raw]);
}
