/** The request as a form. While hand-written octets say what no form can, the form keeps its last state. */
import { type ReactNode, useId, useState } from 'react';
import { editDraft, useDraft } from '../../../session/client/client-draft.ts';
import { t } from '../../../session/state/text.ts';
import { RichText } from '../../../ui/rich-text.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import styles from '../client.module.css';
import { Check } from '../parts/check.tsx';
import { Pairs } from '../parts/pairs.tsx';
import { Target } from '../parts/target-field.tsx';
import { Content } from './content-form.tsx';
import { Sending } from './sending-options.tsx';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT'];

const FIELD_NAMES = [
  'Accept',
  'Accept-Encoding',
  'Accept-Language',
  'Authorization',
  'Cache-Control',
  'Connection',
  'Content-Type',
  'Expect',
  'Host',
  'If-Modified-Since',
  'If-None-Match',
  'Origin',
  'Range',
  'Referer',
  'Transfer-Encoding',
  'User-Agent',
];

type Section = keyof typeof t.clientPlace.sections;

export function Form() {
  const { draft, input, fault } = useDraft();
  const [section, setSection] = useState<Section>('query');
  const { params, fields, cookies, content } = draft;
  const count = (id: Section, n: number) => t.clientPlace.counted(t.clientPlace.sections[id], n);
  const in_ = (children: ReactNode) => (
    <fieldset className={styles.section} disabled={fault !== null}>
      {children}
    </fieldset>
  );
  return (
    <section className={styles.side} aria-label={t.clientPlace.form}>
      <h2>{t.clientPlace.form}</h2>
      <fieldset className={styles.line} disabled={fault !== null}>
        <RequestLine />
      </fieldset>
      <p className={styles.said} role="status">
        {input !== null && (
          <span className="bad">
            <RichText>{t.clientPlace.inputFault(t.client.input(input.code, input.detail))}</RichText>
          </span>
        )}
      </p>
      <Tabs<Section>
        label={t.clientPlace.form}
        className={styles.tabs}
        value={section}
        onChange={setSection}
        tabs={[
          { id: 'query', label: count('query', params.length), content: in_(<Query />) },
          { id: 'fields', label: count('fields', fields.length), content: in_(<Fields />) },
          { id: 'cookies', label: count('cookies', cookies.length), content: in_(<Cookies />) },
          { id: 'content', label: count('content', content.kind === 'none' ? 0 : 1), content: in_(<Content />) },
          {
            id: 'sending',
            label: t.clientPlace.sections.sending,
            content: (
              <div className={styles.section}>
                <Sending />
              </div>
            ),
          },
        ]}
      />
    </section>
  );
}

function RequestLine() {
  const { method, url } = useDraft((state) => state.draft);
  const [methodId, methods, urlId] = [useId(), useId(), useId()];
  const choose = (origin: string) => {
    const path = /^[A-Za-z][A-Za-z0-9+.-]*:\/\/[^/?#]*(.*)$/s.exec(url)?.[1] ?? '';
    editDraft({ url: `${origin}${path === '' ? '/' : path}` });
  };
  return (
    <>
      <Target url={url} onChoose={choose} />
      <div className={styles.method}>
        <label htmlFor={methodId}>{t.clientPlace.method}</label>
        <input
          id={methodId}
          className={styles.input}
          list={methods}
          value={method}
          spellCheck={false}
          autoComplete="off"
          onChange={({ target }) => editDraft({ method: target.value })}
        />
        <datalist id={methods}>
          {METHODS.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      </div>
      <div className={styles.url}>
        <label htmlFor={urlId}>{t.clientPlace.url}</label>
        <input
          id={urlId}
          className={styles.input}
          type="text"
          inputMode="url"
          value={url}
          placeholder={t.clientPlace.urlHint}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          onChange={({ target }) => editDraft({ url: target.value })}
        />
      </div>
    </>
  );
}

function Query() {
  const params = useDraft((state) => state.draft.params);
  return (
    <>
      <p className="note">{t.clientPlace.queryNote}</p>
      <Pairs what={t.clientPlace.sections.query} pairs={params} onChange={(pairs) => editDraft({ params: pairs })} />
    </>
  );
}

function Fields() {
  const { fields, exact, target } = useDraft((state) => state.draft);
  const id = useId();
  return (
    <>
      <p className="note">{t.clientPlace.fieldsNote}</p>
      <Pairs
        what={t.clientPlace.sections.fields}
        pairs={fields}
        names={FIELD_NAMES}
        onChange={(pairs) => editDraft({ fields: pairs })}
      />
      <Check
        label={t.clientPlace.exact}
        note={t.clientPlace.exactNote}
        checked={exact}
        onChange={(checked) => editDraft({ exact: checked })}
      />
      <div>
        <label htmlFor={id}>{t.clientPlace.target}</label>
        <input
          id={id}
          className={styles.input}
          value={target ?? ''}
          spellCheck={false}
          autoComplete="off"
          onChange={({ target: { value } }) => editDraft({ target: value === '' ? null : value })}
        />
        <p className="note">
          <RichText>{t.clientPlace.targetNote}</RichText>
        </p>
      </div>
    </>
  );
}

function Cookies() {
  const { cookies, jar } = useDraft((state) => state.draft);
  return (
    <>
      <p className="note">{t.clientPlace.cookiesNote}</p>
      <Pairs
        what={t.clientPlace.sections.cookies}
        pairs={cookies}
        onChange={(pairs) => editDraft({ cookies: pairs })}
      />
      <Check label={t.clientPlace.useJar} checked={jar} onChange={(checked) => editDraft({ jar: checked })} />
    </>
  );
}
