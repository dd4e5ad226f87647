/** The raw octets as a program with a socket, and as a command. */
import { useId, useState } from 'react';
import { socketCode } from '#shared/client/code/python.ts';
import { octetRawCode } from '#shared/client/code/shell.ts';
import { InputError } from '#shared/client/input.ts';
import { parseUrl, type Url } from '#shared/client/url.ts';
import { rawOctets } from '../../../session/client/client.ts';
import { useDraft } from '../../../session/client/client-draft.ts';
import { t } from '../../../session/state/text.ts';
import { Tabs } from '../../../ui/tabs.tsx';
import styles from '../client.module.css';
import { Lines } from '../parts/copied.tsx';

type Language = 'socket' | 'octet';

export function RawCode() {
  const title = useId();
  const [language, setLanguage] = useState<Language>('socket');
  const raw = useDraft((state) => state.raw);
  const url = urlOf(raw.url);
  const { bytes } = rawOctets(raw);
  return (
    <section className={styles.part} aria-labelledby={title}>
      <h2 id={title}>{t.clientPlace.code}</h2>
      {url === null ? (
        <p className="note">{t.clientPlace.noCode}</p>
      ) : (
        <Tabs<Language>
          label={t.clientPlace.code}
          value={language}
          onChange={setLanguage}
          tabs={[
            {
              id: 'socket',
              label: t.clientPlace.codes.socket,
              content: (
                <Lines
                  label={t.clientPlace.codes.socket}
                  text={socketCode(url, bytes, { halfClose: raw.halfClose, timeout: raw.timeout })}
                />
              ),
            },
            {
              id: 'octet',
              label: t.clientPlace.codes.octet,
              content: <Lines label={t.clientPlace.codes.octet} text={octetRawCode(raw.url, bytes, raw.halfClose)} />,
            },
          ]}
        />
      )}
    </section>
  );
}

function urlOf(text: string): Url | null {
  try {
    return parseUrl(text).url;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return null;
  }
}
