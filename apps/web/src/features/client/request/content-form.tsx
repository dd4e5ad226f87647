/** The content of the request: none, text, JSON, a form, parts with files, or octets. */
import { type ReactNode, useId, useState } from 'react';
import { utf8 } from '#shared/base/octets.ts';
import type { DraftContent } from '#shared/client/draft/content.ts';
import { jsonOf } from '#shared/client/text.ts';
import { octetsOfWrites, readWrites, writtenAs } from '#shared/transcript/view/sending.ts';
import { editDraft, useDraft } from '../../../session/client/client-draft.ts';
import { t } from '../../../session/state/text.ts';
import { RichText } from '../../../ui/rich-text.tsx';
import styles from '../client.module.css';
import { Pairs } from '../parts/pairs.tsx';
import { Parts } from './multipart-form.tsx';

type Kind = DraftContent['kind'];
type Of<K extends Kind> = Extract<DraftContent, { kind: K }>;

const KINDS: readonly Kind[] = ['none', 'text', 'json', 'form', 'multipart', 'octets'];

const put = (content: DraftContent) => editDraft({ content });

/** Converts the content to another kind, keeping as much as that kind can hold. */
function as(kind: Kind, content: DraftContent): DraftContent {
  const text = content.kind === 'text' || content.kind === 'json' ? content.text : '';
  switch (kind) {
    case 'none':
      return { kind };
    case 'text':
      return { kind, text, type: 'text/plain; charset=utf-8' };
    case 'json':
      return { kind, text: text === '' ? '{}' : text };
    case 'form':
      return { kind, pairs: [['name', 'value']] };
    case 'multipart':
      return { kind, parts: [{ kind: 'text', name: 'name', text: 'value' }], boundary: 'octet-boundary-1' };
    case 'octets':
      return { kind, bytes: utf8(text), type: 'application/octet-stream' };
  }
}

export function Content() {
  const content = useDraft((state) => state.draft.content);
  const id = useId();
  return (
    <>
      <div>
        <label htmlFor={id}>{t.clientPlace.contentKind}</label>{' '}
        <select
          id={id}
          className={styles.input}
          value={content.kind}
          onChange={({ target }) => put(as(KINDS.find((kind) => kind === target.value) ?? 'none', content))}
        >
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t.clientPlace.contentKinds[kind]}
            </option>
          ))}
        </select>
      </div>
      {editorOf(content)}
    </>
  );
}

function editorOf(content: DraftContent): ReactNode {
  switch (content.kind) {
    case 'none':
      return null;
    case 'text':
      return <TextContent content={content} />;
    case 'json':
      return <JsonContent content={content} />;
    case 'form':
      return (
        <Pairs
          what={t.clientPlace.sections.content}
          pairs={content.pairs}
          onChange={(pairs) => put({ ...content, pairs })}
        />
      );
    case 'multipart':
      return <Parts content={content} onChange={put} />;
    case 'octets':
      return <OctetContent content={content} />;
  }
}

function TypeField({ type, onChange }: { type: string; onChange: (type: string) => void }) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id}>{t.clientPlace.contentType}</label>
      <input
        id={id}
        className={styles.input}
        value={type}
        spellCheck={false}
        autoComplete="off"
        onChange={({ target }) => onChange(target.value)}
      />
    </div>
  );
}

function TextBox(props: { text: string; label: string; onChange: (text: string) => void }) {
  const { text, label, onChange } = props;
  return (
    <textarea
      aria-label={label}
      rows={5}
      value={text}
      spellCheck={false}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}

function TextContent({ content }: { content: Of<'text'> }) {
  return (
    <>
      <TypeField type={content.type} onChange={(type) => put({ ...content, type })} />
      <TextBox label={t.clientPlace.contentText} text={content.text} onChange={(text) => put({ ...content, text })} />
    </>
  );
}

function JsonContent({ content }: { content: Of<'json'> }) {
  const read = jsonOf(utf8(content.text));
  return (
    <>
      <TextBox
        label={t.clientPlace.contentKinds.json}
        text={content.text}
        onChange={(text) => put({ ...content, text })}
      />
      <p className={styles.said} role="status">
        {'fault' in read && <span className="warn">{t.clientPlace.notJson(read.fault)}</span>}
      </p>
    </>
  );
}

function OctetContent({ content }: { content: Of<'octets'> }) {
  const [text, setText] = useState(() => writtenAs([{ bytes: content.bytes, pauseMs: 0 }]));
  const read = readWrites(text);
  const mine = read.ok && same(octetsOfWrites(read.writes), content.bytes);
  // Whoever else changed the octets wins.
  const shown = mine || !read.ok ? text : writtenAs([{ bytes: content.bytes, pauseMs: 0 }]);
  const change = (typed: string) => {
    setText(typed);
    const now = readWrites(typed);
    if (now.ok) put({ ...content, bytes: octetsOfWrites(now.writes) });
  };
  return (
    <>
      <TypeField type={content.type} onChange={(type) => put({ ...content, type })} />
      <TextBox label={t.clientPlace.contentOctets} text={shown} onChange={change} />
      <p className="note">
        {read.ok ? (
          <RichText>{t.clientPlace.contentOctetsHint}</RichText>
        ) : (
          <span className="bad">{t.clientPlace.notAnEscape(read.at)}</span>
        )}
      </p>
    </>
  );
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((octet, at) => octet === b[at]);
}
