/** The labs: what the tutorials teach beside HTTP, done for real. One room at a time, named by the address. */
import type { ComponentType } from 'react';
import { useRooms } from '../../session/state/router.ts';
import { t } from '../../session/state/text.ts';
import { cx } from '../../ui/cx.ts';
import { RichText } from '../../ui/rich-text.tsx';
import { ConcurrencyLab } from './concurrency/index.tsx';
import { ErrorsLab } from './errors/index.tsx';
import styles from './labs.module.css';
import { NamesLab } from './names/index.tsx';

type RoomId = keyof typeof t.labs.rooms;

interface Room {
  readonly id: RoomId;
  readonly content: ComponentType<{ readonly chosen: string | undefined }>;
}

const ERRORS: Room = { id: 'errors', content: ErrorsLab };
const ROOMS: readonly Room[] = [
  ERRORS,
  { id: 'names', content: NamesLab },
  { id: 'concurrency', content: ConcurrencyLab },
];

export function Labs() {
  const [name, chosen] = useRooms();
  const here = ROOMS.find(({ id }) => id === name) ?? ERRORS;
  const Content = here.content;
  return (
    <main className={styles.labs}>
      <nav className={styles.rooms} aria-label={t.labs.title}>
        {ROOMS.map(({ id }) => (
          <a
            key={id}
            href={`#/labs/${id}`}
            className={cx(styles.room, id === here.id && styles.here)}
            aria-current={id === here.id ? 'page' : undefined}
          >
            {t.labs.rooms[id]}
          </a>
        ))}
      </nav>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached without a pointer */}
      <div className={styles.body} tabIndex={0}>
        <p className={styles.intro}>
          <RichText>{t.labs.intro[here.id]}</RichText>
        </p>
        <Content chosen={chosen} />
      </div>
    </main>
  );
}
