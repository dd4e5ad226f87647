/** Parts of multipart/form-data: fields and files. */
import { useId, useRef, useState } from 'react';
import type { DraftContent, DraftPart } from '#shared/client/draft/content.ts';
import { MOST_SENT } from '../../../session/client/client.ts';
import { t } from '../../../session/state/text.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import styles from '../client.module.css';

type Multipart = Extract<DraftContent, { kind: 'multipart' }>;

interface PartsProps {
  readonly content: Multipart;
  readonly onChange: (content: Multipart) => void;
}

export function Parts({ content, onChange }: PartsProps) {
  const { parts, boundary } = content;
  const id = useId();
  const [tooLarge, setTooLarge] = useState(false);
  const file = useRef<HTMLInputElement>(null);
  const put = (at: number, part: DraftPart) =>
    onChange({ ...content, parts: parts.map((one, i) => (i === at ? part : one)) });
  const add = (part: DraftPart) => onChange({ ...content, parts: [...parts, part] });
  const addFile = async (chosen: File | undefined) => {
    setTooLarge(chosen !== undefined && chosen.size > MOST_SENT);
    if (chosen === undefined || chosen.size > MOST_SENT) return;
    const bytes = new Uint8Array(await chosen.arrayBuffer());
    const type = chosen.type === '' ? 'application/octet-stream' : chosen.type;
    add({ kind: 'file', name: 'file', fileName: chosen.name, type, bytes });
  };
  return (
    <>
      <ul className={styles.pairs}>
        {parts.map((part, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a part is identified by its position; names repeat
          <li key={at} className={styles.pair}>
            <PartFields part={part} n={at + 1} onChange={(next) => put(at, next)} />
            <IconButton
              icon="close"
              label={`${t.clientPlace.sections.content}: ${t.clientPlace.remove(at + 1)}`}
              tooltip="left"
              onClick={() => onChange({ ...content, parts: parts.filter((_, i) => i !== at) })}
            />
          </li>
        ))}
      </ul>
      <div className={styles.starts}>
        <Button onClick={() => add({ kind: 'text', name: '', text: '' })}>{t.clientPlace.addText}</Button>
        <Button onClick={() => file.current?.click()}>{t.clientPlace.addFile}</Button>
        <input
          ref={file}
          type="file"
          hidden
          aria-label={t.clientPlace.file}
          onChange={({ target }) => {
            void addFile(target.files?.[0]);
            target.value = '';
          }}
        />
        {tooLarge && (
          <span role="alert" className="bad">
            {t.clientPlace.tooLarge(MOST_SENT)}
          </span>
        )}
      </div>
      <div>
        <label htmlFor={id}>{t.clientPlace.boundary}</label>
        <input
          id={id}
          className={styles.input}
          value={boundary}
          spellCheck={false}
          autoComplete="off"
          onChange={({ target }) => onChange({ ...content, boundary: target.value })}
        />
      </div>
    </>
  );
}

function PartFields({ part, n, onChange }: { part: DraftPart; n: number; onChange: (part: DraftPart) => void }) {
  const say = (what: string) => `${t.clientPlace.partOf(n)}: ${what}`;
  const name = (
    <input
      className={styles.input}
      aria-label={say(t.clientPlace.name)}
      placeholder={t.clientPlace.name}
      value={part.name}
      spellCheck={false}
      onChange={({ target }) => onChange({ ...part, name: target.value })}
    />
  );
  if (part.kind === 'text')
    return (
      <>
        {name}
        <input
          className={styles.input}
          aria-label={say(t.clientPlace.value)}
          placeholder={t.clientPlace.value}
          value={part.text}
          onChange={({ target }) => onChange({ ...part, text: target.value })}
        />
      </>
    );
  return (
    <>
      {name}
      <span className={styles.filePart}>
        <input
          className={styles.input}
          aria-label={say(t.clientPlace.fileName)}
          value={part.fileName}
          spellCheck={false}
          onChange={({ target }) => onChange({ ...part, fileName: target.value })}
        />
        <input
          className={styles.input}
          aria-label={say(t.clientPlace.fileType)}
          value={part.type}
          spellCheck={false}
          onChange={({ target }) => onChange({ ...part, type: target.value })}
        />
        <span className="note">{t.clientPlace.fileSize(part.bytes.length)}</span>
      </span>
    </>
  );
}
