/** Navigation between the places, at the left of a wide screen; on a narrow one it is part of the header's menu. */
import { t } from '../session/state/text.ts';
import { cx } from '../ui/cx.ts';
import { Icon } from '../ui/icon.tsx';
import styles from './rail.module.css';
import { PLACES, usePlace } from './routes.ts';

export function Rail() {
  const here = usePlace();
  if (PLACES.length < 2) return null;
  return (
    <nav className={styles.rail} aria-label={t.shell.placesTitle}>
      {PLACES.map(({ id, path, icon }) => (
        <a
          key={id}
          href={`#${path}`}
          className={cx(styles.place, id === here.id && styles.here)}
          aria-current={id === here.id ? 'page' : undefined}
        >
          <Icon name={icon} size={18} />
          {t.shell.places[id]}
        </a>
      ))}
    </nav>
  );
}
