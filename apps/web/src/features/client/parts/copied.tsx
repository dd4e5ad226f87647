/** Lines to copy. */
import { useState } from 'react';
import { t } from '../../../session/state/text.ts';
import { Button } from '../../../ui/button.tsx';
import styles from '../client.module.css';
import { Scrolled } from './scrolled.tsx';

export function Lines({ label, text }: { label: string; text: string }) {
  const [said, say] = useState('');
  const copy = () =>
    void navigator.clipboard.writeText(text).then(
      () => say(t.clientPlace.copied),
      () => say(t.clientPlace.copyFailed),
    );
  return (
    <div className={styles.lines}>
      <div className={styles.starts}>
        <Button onClick={copy}>{t.clientPlace.copy}</Button>
        <span role="status" className="note">
          {said}
        </span>
      </div>
      <Scrolled label={label} className={styles.code}>
        {text}
      </Scrolled>
    </div>
  );
}
