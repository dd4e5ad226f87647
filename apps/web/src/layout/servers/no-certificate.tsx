import { t } from '../../session/state/text.ts';
import { RichText } from '../../ui/rich-text.tsx';
import styles from './no-certificate.module.css';

/** Shown in place of a server that needs a key and a certificate: the commands that create them, to copy. */
export function NoCertificate() {
  const { title, make, command, start, flags } = t.tls.missing;
  return (
    <div className={styles.missing} data-testid="no-certificate">
      <p>
        <RichText>{title}</RichText>
      </p>
      <p>{make}</p>
      <Command text={command} />
      <p>{start}</p>
      <Command text={flags} />
    </div>
  );
}

/** Selected as a whole by a click, or reached by Tab. */
function Command({ text }: { text: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll container must be reachable by keyboard
    <pre className={styles.command} tabIndex={0}>
      <code>{text}</code>
    </pre>
  );
}
