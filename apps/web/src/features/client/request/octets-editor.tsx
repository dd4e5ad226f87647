/** The same request as octets, every one of them spelled out. */
import { type KeyboardEvent, useId, useRef } from 'react';
import { writtenAs } from '#shared/transcript/view/sending.ts';
import { backToForm, editOctets, useDraft } from '../../../session/client/client-draft.ts';
import { t } from '../../../session/state/text.ts';
import { Button } from '../../../ui/button.tsx';
import { RichText } from '../../../ui/rich-text.tsx';
import styles from '../client.module.css';
import { faultText } from './fault.ts';

/** A longer request is not edited by hand. */
const MOST_WRITTEN = 64 * 1024;

export function Octets() {
  const { text, octets, fault } = useDraft();
  const [label, hint, state] = [useId(), useId(), useId()];
  const box = useRef<HTMLTextAreaElement>(null);
  const long = octets.length > MOST_WRITTEN;
  const pressed = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing || long) return;
    event.preventDefault();
    const { selectionStart: from = 0, selectionEnd: to = 0 } = box.current ?? {};
    box.current?.setRangeText(event.shiftKey ? '\\n\n' : '\\r\\n\n', from, to, 'end');
    editOctets(box.current?.value ?? text);
  };
  return (
    <section className={styles.side} aria-label={t.clientPlace.octetsTitle}>
      <h2>
        <label id={label} htmlFor={`${label}box`}>
          {t.clientPlace.octetsTitle}
        </label>
      </h2>
      <textarea
        ref={box}
        id={`${label}box`}
        className={styles.box}
        value={long ? writtenAs([{ bytes: octets.subarray(0, MOST_WRITTEN), pauseMs: 0 }]) : text}
        readOnly={long}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        wrap="off"
        aria-describedby={`${hint} ${state}`}
        aria-invalid={fault !== null}
        onChange={({ target }) => editOctets(target.value)}
        onKeyDown={pressed}
      />
      <div id={state} role="status" className={styles.said} data-testid="in-step">
        {long ? (
          <span>{t.clientPlace.octetsLong(MOST_WRITTEN, octets.length)}</span>
        ) : (
          <>
            <span className="note">{t.clientPlace.octetsCount(octets.length)} · </span>
            {fault === null ? (
              <span className="good">{t.clientPlace.inStep}</span>
            ) : (
              <span className="warn">
                <RichText>{t.clientPlace.byHand(faultText(fault))}</RichText>{' '}
                <Button onClick={backToForm}>{t.clientPlace.backToForm}</Button>
              </span>
            )}
          </>
        )}
      </div>
      <p id={hint} className="note">
        <RichText>{t.clientPlace.octetsHint}</RichText>
      </p>
    </section>
  );
}
