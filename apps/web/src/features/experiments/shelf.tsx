/** The shelf: every experiment with its sentence, by theme, with those already done marked. */
import { type KeyboardEvent, useId } from 'react';
import { create } from 'zustand';
import { THEMES, type Theme } from '#shared/experiments/experiment.ts';
import { EXPERIMENTS, type Shelved } from '#shared/experiments/index.ts';
import { forgetDone, type Mark, useExperiments } from '../../session/compare/experiments.ts';
import { EXPERIMENTS_PATH } from '../../session/state/router.ts';
import { t } from '../../session/state/text.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/icon.tsx';
import { Hidden } from '../../ui/live.tsx';
import { Place } from '../../ui/place.tsx';
import { RichText } from '../../ui/rich-text.tsx';
import styles from './shelf.module.css';

/** The theme shown; null: all of them. Kept while the user is elsewhere. */
const useFilter = create<{ readonly theme: Theme | null }>(() => ({ theme: null }));

export function Shelf() {
  const { theme } = useFilter();
  const done = useExperiments((state) => state.done);
  const shown = THEMES.filter((one) => theme === null || one === theme);
  return (
    <Place title={t.experiments.title} intro={t.experiments.intro}>
      <div className={styles.bar}>
        <Filter done={done} />
        <span className={styles.progress}>
          {t.experiments.progress(done.size, EXPERIMENTS.length)}
          <Button variant="quiet" disabled={done.size === 0} onClick={forgetDone}>
            {t.experiments.forget}
          </Button>
        </span>
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrows move between the links, besides Tab */}
      <div className={styles.shelf} data-own-keys="" onKeyDown={walkLinks}>
        {shown.map((one) => (
          <ThemeShelf key={one} theme={one} done={done} />
        ))}
      </div>
    </Place>
  );
}

type Done = ReadonlyMap<string, Mark>;

const of = (theme: Theme): readonly Shelved[] => EXPERIMENTS.filter((one) => one.theme === theme);

function Filter({ done }: { done: Done }) {
  const chosen = useFilter((state) => state.theme);
  const choose = (theme: Theme | null) => useFilter.setState({ theme });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div className={styles.filter} role="group" aria-label={t.experiments.filter}>
      <button type="button" className={styles.theme} aria-pressed={chosen === null} onClick={() => choose(null)}>
        {t.experiments.all}
      </button>
      {THEMES.map((theme) => {
        const all = of(theme);
        const count = all.filter(({ id }) => done.has(id)).length;
        const { name } = t.experiments.themes[theme];
        return (
          <button
            key={theme}
            type="button"
            className={styles.theme}
            aria-pressed={chosen === theme}
            onClick={() => choose(theme)}
          >
            {name} <span className={styles.count}>{t.experiments.doneOf(count, all.length)}</span>{' '}
            <Hidden>{t.experiments.done}</Hidden>
          </button>
        );
      })}
    </div>
  );
}

function ThemeShelf({ theme, done }: { theme: Theme; done: Done }) {
  const title = useId();
  const { name, note } = t.experiments.themes[theme];
  return (
    <section aria-labelledby={title}>
      <h3 id={title} className={styles.name}>
        {name}
        <span className={styles.note}>{note}</span>
      </h3>
      <ul className={styles.list}>
        {of(theme).map((experiment) => (
          <Spine key={experiment.id} experiment={experiment} mark={done.get(experiment.id)} />
        ))}
      </ul>
    </section>
  );
}

function Spine({ experiment: { id }, mark }: { experiment: Shelved; mark: Mark | undefined }) {
  const { title, line } = t.experiments.words[id];
  return (
    <li>
      <a href={`#${EXPERIMENTS_PATH}/${id}`} className={cx(styles.spine, mark !== undefined && styles.done)}>
        <b className={styles.title}>{title}</b>
        {mark !== undefined && (
          <span className={styles.mark}>
            <Icon name="check" size={12} /> {mark === 'right' ? t.experiments.right : t.experiments.done}
          </span>
        )}
        <span className={styles.line}>
          <RichText>{line}</RichText>
        </span>
      </a>
    </li>
  );
}

/** Arrows, Home and End move between the links, in reading order. */
function walkLinks(event: KeyboardEvent<HTMLElement>): void {
  const links = [...event.currentTarget.querySelectorAll<HTMLAnchorElement>('a')];
  const at = links.findIndex((link) => event.target instanceof Node && link.contains(event.target));
  const ways: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowRight: at + 1,
    ArrowUp: at - 1,
    ArrowLeft: at - 1,
    Home: 0,
    End: links.length - 1,
  };
  const to = ways[event.key];
  if (to === undefined || at < 0) return;
  event.preventDefault();
  links[Math.max(0, Math.min(links.length - 1, to))]?.focus();
}
