/** The cookie jar: what was stored, from which answer, and whether it goes with this request. */
import { useId } from 'react';
import type { Cookie } from '#shared/client/cookie.ts';
import type { Draft } from '#shared/client/draft/draft.ts';
import { against } from '#shared/client/jar.ts';
import type { Url } from '#shared/client/url.ts';
import { forget } from '../../../session/client/client.ts';
import { useDraft, writtenNow } from '../../../session/client/client-draft.ts';
import { cookieKey, useClient } from '../../../session/state/client-run.ts';
import { t } from '../../../session/state/text.ts';
import { Button } from '../../../ui/button.tsx';
import styles from '../client.module.css';
import { Scrolled } from '../parts/scrolled.tsx';

export function Jar() {
  const title = useId();
  const { kept, setBy } = useClient();
  const draft = useDraft((state) => state.draft);
  const url = writtenNow(draft)?.spec.url ?? null;
  return (
    <section className={styles.part} aria-labelledby={title}>
      <div className={styles.heading}>
        <h2 id={title}>{t.clientPlace.jar}</h2>
        <Button variant="quiet" disabled={kept.cookies.length === 0} onClick={() => forget('cookies')}>
          {t.clientPlace.emptyJar}
        </Button>
      </div>
      {kept.cookies.length === 0 ? (
        <p className="note">{t.clientPlace.jarEmpty}</p>
      ) : (
        <Scrolled label={t.clientPlace.jar} className={styles.scroller}>
          <table className={styles.table} data-testid="jar">
            <thead>
              <tr>
                {Object.values(t.clientPlace.jarColumns).map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {kept.cookies.map((cookie) => (
                <Row
                  key={cookieKey(cookie)}
                  cookie={cookie}
                  from={setBy.get(cookieKey(cookie)) ?? t.clientPlace.unknownSource}
                  now={standing(cookie, url, draft)}
                />
              ))}
            </tbody>
          </table>
        </Scrolled>
      )}
      {kept.withheld > 0 && <p className="note">{t.clientPlace.jarWithheld(kept.withheld)}</p>}
    </section>
  );
}

function standing(cookie: Cookie, url: Url | null, { jar, exact }: Draft): string {
  if (url === null) return '–';
  const why = against(cookie, url);
  if (why !== null) return t.clientPlace.against[why];
  if (exact) return t.clientPlace.staysExact;
  return jar ? t.clientPlace.goes : t.clientPlace.staysAll;
}

function Row({ cookie, from, now }: { cookie: Cookie; from: string; now: string }) {
  const { name, value, domain, path, hostOnly, secure, expires } = cookie;
  const until = expires === null ? t.clientPlace.session : t.clientPlace.expires(new Date(expires).toUTCString());
  return (
    <tr>
      <th scope="row" className="mono break">
        {name}={value}
      </th>
      <td>
        <span className="mono break">{t.clientPlace.scope(domain, path, hostOnly, secure)}</span>
        <br />
        <span className="note">{until}</span>
      </td>
      <td className="mono break">{from}</td>
      <td>{now}</td>
    </tr>
  );
}
