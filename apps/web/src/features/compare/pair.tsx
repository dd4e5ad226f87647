/** Two servers side by side: the octet after which they diverge, and their responses line by line. */
import { type ReactNode, useId, useMemo, useState } from 'react';
import { fromLatin1, glyph, latin1 } from '#shared/base/octets.ts';
import { glyphs } from '#shared/screen/escape.ts';
import { diffLines, divergenceOf, MOST_LINES } from '#shared/transcript/judge/compare.ts';
import { octetsOfWrites } from '#shared/transcript/view/sending.ts';
import { useComparison } from '../../session/compare/comparison.ts';
import { t } from '../../session/state/text.ts';
import { cx } from '../../ui/cx.ts';
import { RichText } from '../../ui/rich-text.tsx';
import { answerText, OpenButton } from './matrix.tsx';
import styles from './pair.module.css';
import { Pairs } from './pairs.tsx';
import type { DoneRow } from './rows.ts';
import { Sources } from './source-columns.tsx';
import { Strip } from './strip.tsx';

export function Pair({ rows }: { rows: readonly DoneRow[] }) {
  const title = useId();
  const [picked, pick] = useState<readonly [string, string] | null>(null);
  const [left, right] = pairOf(rows, picked);
  if (left === undefined || right === undefined) return null;
  return (
    <section aria-labelledby={title} className={styles.pair}>
      <h3 id={title}>{t.compare.pair}</h3>
      <div className={styles.choose}>
        <Choose label={t.compare.left} rows={rows} chosen={left} onChoose={(id) => pick([id, right.id])} />
        <Choose label={t.compare.right} rows={rows} chosen={right} onChoose={(id) => pick([left.id, id])} />
      </div>
      <DivergenceLine left={left} right={right} />
      <Responses left={left} right={right} />
      <Pairs rows={rows} onPick={(a, b) => pick([a, b])} />
    </section>
  );
}

/** The chosen pair, while both are in the run; else the first two that disagree, else the first two. */
function pairOf(rows: readonly DoneRow[], picked: readonly [string, string] | null) {
  const found = picked?.map((id) => rows.find((row) => row.id === id)) ?? [];
  if (found[0] !== undefined && found[1] !== undefined) return [found[0], found[1]] as const;
  const first = rows[0];
  const other = rows.find(({ group }) => group !== first?.group) ?? rows[1];
  return [first, other] as const;
}

interface ChooseProps {
  readonly label: string;
  readonly rows: readonly DoneRow[];
  readonly chosen: DoneRow;
  readonly onChoose: (id: string) => void;
}

function Choose({ label, rows, chosen, onChoose }: ChooseProps) {
  return (
    <div className={styles.side}>
      <label>
        <span className="dim">{label}</span>
        <select value={chosen.id} onChange={({ target }) => onChoose(target.value)}>
          {rows.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <span className={styles.answer}>
        {answerText(chosen.outcome)}, {t.compare.fates[chosen.outcome.fate]}
      </span>
      {chosen.runner.phase.is === 'done' && <OpenButton lane={chosen.runner.phase.lane} title={chosen.title} />}
    </div>
  );
}

function DivergenceLine({ left, right }: { left: DoneRow; right: DoneRow }) {
  const writes = useComparison((state) => state.writes);
  const octets = useMemo(() => octetsOfWrites(writes), [writes]);
  const at = divergenceOf(left.outcome, right.outcome);
  const missing = left.outcome.fate === 'backlog' || right.outcome.fate === 'backlog';
  const said =
    at === null
      ? missing
        ? t.compare.notAccepted
        : left.outcome.consumed === null || right.outcome.consumed === null
          ? t.compare.noDivergenceSeen
          : t.compare.noDivergence
      : t.compare.divergence(at, glyph(octets[at] ?? 0));
  return (
    <>
      <p className={styles.parting} data-testid="divergence">
        <RichText>{said}</RichText>{' '}
        <span className="dim">
          {[left, right].map(({ title, outcome }) => t.compare.taken(title, outcome.consumed, octets.length)).join(' ')}
        </span>
      </p>
      <Strip writes={writes} octets={octets} at={at} left={left} right={right} />
      <Sources left={left} right={right} at={at} last={octets.length - 1} />
    </>
  );
}

/** Only this much of a longer response is compared. */
const MOST_SHOWN = 16 * 1024;

/** Each LF ends a line. */
const linesOf = (bytes: Uint8Array): readonly string[] =>
  bytes.length === 0 ? [] : latin1(bytes, 0, Math.min(bytes.length, MOST_SHOWN)).split(/(?<=\n)/);

/** Whether part of a response is left out of the comparison. */
const isCut = (bytes: Uint8Array): boolean => bytes.length > MOST_SHOWN || linesOf(bytes).length > MOST_LINES;

/** A line with CR, LF and invisible octets as tags; the text between two tags is one string. */
function Line({ text }: { text: string | null }) {
  if (text === null) return null;
  const pieces: ReactNode[] = [];
  let plain = '';
  for (const { start, text: shown, tag } of glyphs(fromLatin1(text))) {
    if (!tag) {
      plain += shown;
      continue;
    }
    pieces.push(
      plain,
      <kbd key={start} className={styles.tag}>
        {shown}
      </kbd>,
    );
    plain = '';
  }
  return [...pieces, plain];
}

function Responses({ left, right }: { left: DoneRow; right: DoneRow }) {
  const rows = useMemo(
    () => diffLines(linesOf(left.outcome.response), linesOf(right.outcome.response)),
    [left.outcome, right.outcome],
  );
  return (
    <div>
      <h4 className={styles.subtitle}>{t.compare.responses}</h4>
      {[left, right].some(({ outcome }) => isCut(outcome.response)) && (
        <p className="dim">{t.compare.cutShort(MOST_SHOWN, MOST_LINES)}</p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll container must be reachable by keyboard */}
      <section className={styles.responses} tabIndex={0} aria-label={t.compare.responses}>
        <table>
          <thead>
            <tr>
              <th scope="col">{left.title}</th>
              <th scope="col">{right.title}</th>
            </tr>
          </thead>
          <tbody>
            {rows.length === 0 && (
              <tr>
                <td>{t.compare.noResponse}</td>
                <td>{t.compare.noResponse}</td>
              </tr>
            )}
            {rows.map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the lines are identified by their position, and never move
              <tr key={at} className={cx(!row.same && styles.differs)}>
                <td>
                  <Line text={row.left} />
                </td>
                <td>
                  <Line text={row.right} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}
