/**
 * The lower panels on a narrow screen, behind a row of tabs; a tab raises its panel, and lowers it again. While one is
 * up the terminal keeps two lines, so that the tape stays visible.
 */
import type { ReactNode } from 'react';
import { Layers } from '../features/layers/index.tsx';
import { Source } from '../features/source/index.tsx';
import { StateDiagram } from '../features/states/index.tsx';
import { Structure } from '../features/structure/index.tsx';
import { Why } from '../features/why/index.tsx';
import { t } from '../session/state/text.ts';
import { IconButton } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import styles from './sheet.module.css';

export type SheetPlace = 'why' | 'structure' | 'states' | 'layers' | 'source';

const PLACES: readonly { readonly id: SheetPlace; readonly label: () => string; readonly content: () => ReactNode }[] =
  [
    { id: 'why', label: () => t.why.title, content: () => <Why /> },
    { id: 'structure', label: () => t.structure.title, content: () => <Structure /> },
    { id: 'states', label: () => t.diagram.title, content: () => <StateDiagram /> },
    { id: 'layers', label: () => t.layers.title, content: () => <Layers /> },
    { id: 'source', label: () => t.source.title, content: () => <Source /> },
  ];

interface SheetProps {
  shown: SheetPlace | null;
  show: (place: SheetPlace | null) => void;
}

export function Sheet({ shown, show }: SheetProps) {
  const place = PLACES.find(({ id }) => id === shown);
  return (
    <section
      className={styles.sheet}
      aria-label={t.shell.details}
      onKeyDown={(event) => event.key === 'Escape' && show(null)}
    >
      {place !== undefined && <div className={styles.body}>{place.content()}</div>}
      <div className={styles.bar}>
        {PLACES.map(({ id, label }) => (
          <button
            key={id}
            type="button"
            className={cx(styles.tab, id === shown && styles.on)}
            aria-expanded={id === shown}
            onClick={() => show(id === shown ? null : id)}
          >
            {label()}
          </button>
        ))}
        <IconButton
          label={place === undefined ? t.shell.openSheet : t.shell.closeSheet}
          icon={place === undefined ? 'up' : 'down'}
          onClick={() => show(place === undefined ? 'why' : null)}
        />
      </div>
    </section>
  );
}
