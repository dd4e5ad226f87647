/** What the call just returned on this system. */
import type { ErrorReport, LabError } from '#shared/labs/errors.ts';
import { t } from '../../../session/state/text.ts';
import { RichText } from '../../../ui/rich-text.tsx';
import styles from './errors.module.css';

const text = t.labs.errors;

interface ReturnedProps {
  readonly error: LabError;
  readonly report: ErrorReport | undefined;
}

export function Returned({ error, report }: ReturnedProps) {
  const returned = report?.returned ?? null;
  if (report === undefined) return <p className="note">{error === 'name-not-known' ? text.notRunName : text.notRun}</p>;
  if (returned === null)
    return (
      <p role="note">
        <RichText>{report.missing === null ? '' : text.missing[report.missing]}</RichText>
      </p>
    );
  const { call, code, number, message } = returned;
  return (
    <p className={styles.returned} data-testid="returned">
      <code className={styles.call}>{call}()</code>
      {code === null ? (
        <span className="note">{isHalfClose(error) ? text.heard : text.noNumber}</span>
      ) : (
        <b className="bad mono">
          {code} {number}
        </b>
      )}
      <code className={styles.message}>{message}</code>
    </p>
  );
}

/** The result in a few words, for screen readers. */
export function resultWords({ returned, missing }: ErrorReport): string {
  if (returned === null) return missing === null ? '' : text.missing[missing];
  const { code, number, message } = returned;
  return [code, number, message].filter((part) => part !== null).join(' ');
}

function isHalfClose(error: LabError): boolean {
  return error === 'client-half-closes' || error === 'server-half-closes';
}
