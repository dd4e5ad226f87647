/** The frame of a place: its title at the top, and its rooms if it has several. */
import { type ReactNode, useId } from 'react';
import { cx } from './cx.ts';
import styles from './place.module.css';
import { RichText } from './rich-text.tsx';

interface PlaceProps {
  title: string;
  intro: string;
  className?: string | undefined;
  children: ReactNode;
}

export function Place({ title, intro, className, children }: PlaceProps) {
  const id = useId();
  return (
    <main className={cx(styles.place, className)} aria-labelledby={id}>
      <div className={styles.head}>
        <h2 id={id}>{title}</h2>
        <p>{intro}</p>
      </div>
      {children}
    </main>
  );
}

interface RoomsProps<Id extends string> {
  title: string;
  /** The place's path; a room's is one step below it. */
  path: string;
  rooms: readonly Id[];
  names: Readonly<Record<Id, string>>;
  here: Id;
  intro: string;
  className?: string | undefined;
  children: ReactNode;
}

/** One room at a time; the address names it. */
export function PlaceWithRooms<Id extends string>(props: RoomsProps<Id>) {
  const { title, path, rooms, names, here, intro, className, children } = props;
  return (
    <main className={cx(styles.rooms, className)}>
      <nav className={styles.nav} aria-label={title}>
        {rooms.map((room) => (
          <a
            key={room}
            href={`#${path}/${room}`}
            className={cx(styles.room, room === here && styles.here)}
            aria-current={room === here ? 'page' : undefined}
          >
            {names[room]}
          </a>
        ))}
      </nav>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll container must be reachable by keyboard */}
      <div className={styles.body} tabIndex={0}>
        <p className={styles.intro}>
          <RichText>{intro}</RichText>
        </p>
        {children}
      </div>
    </main>
  );
}
