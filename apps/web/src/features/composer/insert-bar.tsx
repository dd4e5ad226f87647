/** The bar that inserts octets written by name or number. */
import { type FormEvent, useState } from 'react';
import { textLiteral } from '#shared/base/literal.ts';
import { t } from '../../session/state/text.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import styles from './toolbar.module.css';

/** Octets by name: `\x00`, `\r`; everything between is literal text. */
export function InsertBar({ onInsert, onClose }: { onInsert: (bytes: Uint8Array) => void; onClose: () => void }) {
  const [typed, setTyped] = useState('');
  const read = textLiteral(typed);
  const insert = (event: FormEvent) => {
    event.preventDefault();
    if (!read.ok || read.bytes.length === 0) return;
    onInsert(read.bytes);
    onClose();
  };
  return (
    <form className={styles.extra} onSubmit={insert} onKeyDown={(event) => event.key === 'Escape' && onClose()}>
      <input
        // biome-ignore lint/a11y/noAutofocus: the user has just asked for this field
        autoFocus
        className={styles.field}
        aria-label={t.composer.insertField}
        aria-invalid={!read.ok}
        placeholder="\x00\xff\r\n"
        spellCheck={false}
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Button type="submit" disabled={!read.ok || read.bytes.length === 0}>
        {t.composer.insertDo}
      </Button>
      <IconButton label={t.composer.close} icon="close" onClick={onClose} />
      <span className={styles.said} role="status">
        {read.ok ? '' : t.composer.insertFault(read.at)}
      </span>
    </form>
  );
}
