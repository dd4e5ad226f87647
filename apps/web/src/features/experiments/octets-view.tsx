/** The octets of an experiment for reading: line ends as tags, cuts in place, long runs of one octet abbreviated. */
import { fromLatin1, latin1 } from '#shared/base/octets.ts';
import { glyphs } from '#shared/screen/escape.ts';
import { CUT, type Write } from '#shared/transcript/view/sending.ts';
import { t } from '../../session/state/text.ts';
import styles from './octets.module.css';

export function Octets({ writes }: { writes: readonly Write[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll container must be reachable by keyboard
    <section className={styles.octets} tabIndex={0} aria-label={t.experiments.octets}>
      {writes.map((write, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a write is identified by its position
        <span key={at}>
          {at > 0 && <Cut pauseMs={write.pauseMs} />}
          <Bytes bytes={write.bytes} />
          {write.fin === true && <kbd className={styles.fin}>{t.experiments.fin}</kbd>}
        </span>
      ))}
    </section>
  );
}

function Cut({ pauseMs }: { pauseMs: number }) {
  return (
    <span className={styles.cut} title={t.experiments.cut(pauseMs)}>
      {CUT}
      {pauseMs > 0 && ` ${t.experiments.ms(pauseMs)} `}
    </span>
  );
}

/** A run of one octet at least this long is described, not shown. */
const RUN = /(.)\1{39,}/;

function Bytes({ bytes }: { bytes: Uint8Array }) {
  return latin1(bytes)
    .split(/(?<=\n)/)
    .map((line, at) => {
      const run = RUN.exec(line);
      return (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is identified by its position
        <span key={at}>
          {run === null ? (
            <Glyphs text={line} />
          ) : (
            <>
              <Glyphs text={line.slice(0, run.index)} />
              <i className={styles.run}>{t.experiments.times(run[1] ?? '', run[0].length)}</i>
              <Glyphs text={line.slice(run.index + run[0].length)} />
            </>
          )}
          {line.endsWith('\n') && '\n'}
        </span>
      );
    });
}

function Glyphs({ text }: { text: string }) {
  return glyphs(fromLatin1(text)).map(({ start, text: shown, tag }) =>
    tag ? (
      <kbd key={start} className={styles.tag}>
        {shown}
      </kbd>
    ) : (
      shown
    ),
  );
}
