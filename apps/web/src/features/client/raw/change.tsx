/** LF becomes CR LF: the octets that go out, with each inserted CR marked. */
import { escapeOctets, utf8 } from '#shared/base/octets.ts';
import { rawOctets } from '../../../session/client/client.ts';
import { setRaw, useDraft } from '../../../session/client/client-draft.ts';
import { t } from '../../../session/state/text.ts';
import styles from '../client.module.css';
import { Check } from '../parts/check.tsx';
import { Scrolled } from '../parts/scrolled.tsx';

const MOST_DRAWN = 8192;

export function Change() {
  const raw = useDraft((state) => state.raw);
  const { bytes, at } = rawOctets(raw);
  return (
    <section className={styles.side} aria-label={t.clientPlace.raw.change}>
      <h2>{t.clientPlace.raw.change}</h2>
      <Check
        label={t.clientPlace.raw.crlf}
        note={t.clientPlace.raw.crlfNote}
        checked={raw.crlf}
        onChange={(crlf) => setRaw({ crlf })}
      />
      <p data-testid="change">
        {t.clientPlace.raw.before(utf8(raw.text).length)} → {t.clientPlace.raw.after(bytes.length)}.{' '}
        {t.clientPlace.raw.changed(at.length)}
      </p>
      <Scrolled label={t.clientPlace.raw.after(bytes.length)} className={styles.diff}>
        {linesOf(bytes, new Set(at)).map((line) => (
          <div key={line.start}>
            {line.runs.map((run) =>
              run.put ? (
                <ins key={run.start} title={t.clientPlace.raw.put}>
                  {escapeOctets(bytes, run.start, run.end)}
                </ins>
              ) : (
                <span key={run.start}>{escapeOctets(bytes, run.start, run.end)}</span>
              ),
            )}
          </div>
        ))}
      </Scrolled>
    </section>
  );
}

interface Run {
  readonly start: number;
  end: number;
  readonly put: boolean;
}

/** Line by line, in runs of what was there and what was inserted. */
function linesOf(bytes: Uint8Array, put: ReadonlySet<number>): { start: number; runs: Run[] }[] {
  const lines: { start: number; runs: Run[] }[] = [];
  let fresh = true;
  for (let at = 0; at < Math.min(bytes.length, MOST_DRAWN); at++) {
    if (fresh) lines.push({ start: at, runs: [] });
    const runs = lines.at(-1)?.runs ?? [];
    const last = runs.at(-1);
    if (last !== undefined && last.put === put.has(at)) last.end = at + 1;
    else runs.push({ start: at, end: at + 1, put: put.has(at) });
    fresh = bytes[at] === 0x0a;
  }
  return lines;
}
