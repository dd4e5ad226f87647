/** The request as code to copy: curl, httpx, a socket, or Octet's command line. */
import { useId, useState } from 'react';
import { httpxCode, socketCode } from '#shared/client/code/python.ts';
import type { CodeOf } from '#shared/client/code/request.ts';
import { curlCode, octetCode, octetRawCode } from '#shared/client/code/shell.ts';
import { parseUrl } from '#shared/client/url.ts';
import { useDraft, writtenNow } from '../../../session/client/client-draft.ts';
import { t } from '../../../session/state/text.ts';
import { Tabs } from '../../../ui/tabs.tsx';
import styles from '../client.module.css';
import { Lines } from '../parts/copied.tsx';

type Language = keyof typeof t.clientPlace.codes;

const LANGUAGES: readonly Language[] = ['httpx', 'socket', 'curl', 'octet'];
/** Octets that only a socket can send: no form expresses them, and curl and httpx would correct them. */
const BY_HAND: readonly Language[] = ['socket', 'octet'];

export function Code() {
  const title = useId();
  const [language, setLanguage] = useState<Language>('httpx');
  const { draft, octets, fault, settings } = useDraft();
  const written = writtenNow(draft);
  const files = draft.content.kind === 'multipart' && (language === 'curl' || language === 'octet');
  return (
    <section className={styles.part} aria-labelledby={title}>
      <h2 id={title}>{t.clientPlace.code}</h2>
      {written === null ? (
        <p className="note">{t.clientPlace.noCode}</p>
      ) : (
        <Tabs<Language>
          label={t.clientPlace.code}
          value={fault === null || language === 'octet' ? language : 'socket'}
          onChange={setLanguage}
          tabs={(fault === null ? LANGUAGES : BY_HAND).map((id) => ({
            id,
            label: t.clientPlace.codes[id],
            content: (
              <Lines
                label={t.clientPlace.codes[id]}
                text={fault === null ? codeOf(id, { draft, written, ...settings }) : byHand(id, draft.url, octets)}
              />
            ),
          }))}
        />
      )}
      {files && <p className="note">{t.clientPlace.codeFiles}</p>}
    </section>
  );
}

function codeOf(language: Language, of: CodeOf): string {
  const { spec, octets } = of.written;
  switch (language) {
    case 'httpx':
      return httpxCode(of);
    case 'curl':
      return curlCode(of);
    case 'octet':
      return octetCode(of);
    case 'socket':
      return socketCode(spec.url, octets, { halfClose: true, timeout: of.timeouts.read });
  }
}

function byHand(language: Language, url: string, octets: Uint8Array): string {
  if (language === 'octet') return octetRawCode(url, octets, true);
  return socketCode(parseUrl(url).url, octets, { halfClose: true, timeout: 5000 });
}
