/** Octet's own client: a room with a form, and a raw room. The address names the room. */
import { useEffect } from 'react';
import { askKept } from '../../session/client/client.ts';
import { editDraft, setRaw, useDraft } from '../../session/client/client-draft.ts';
import { useLink, useServer } from '../../session/state/hooks.ts';
import { CLIENT_PATH, useSubRoutes } from '../../session/state/router.ts';
import { t } from '../../session/state/text.ts';
import { PlaceWithRooms } from '../../ui/place.tsx';
import styles from './client.module.css';
import { RawClient } from './raw/index.tsx';
import { RequestClient } from './request/index.tsx';

const ROOMS = ['request', 'raw'] as const;

export default function Client() {
  const [name] = useSubRoutes();
  const here = name === 'raw' ? 'raw' : 'request';
  useFirstTarget();
  const linked = useLink().state === 'open';
  useEffect(() => {
    if (linked) askKept();
  }, [linked]);
  return (
    <PlaceWithRooms
      title={t.clientPlace.title}
      path={CLIENT_PATH}
      rooms={ROOMS}
      names={t.clientPlace.rooms}
      here={here}
      intro={t.clientPlace.intro[here]}
      className={styles.place}
    >
      {here === 'raw' ? <RawClient /> : <RequestClient />}
    </PlaceWithRooms>
  );
}

/** The engine, until the user names another server. */
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
