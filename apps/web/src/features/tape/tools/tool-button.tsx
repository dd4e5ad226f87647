/** The icon buttons in the header of the tape. */
import type { ComponentProps } from 'react';
import { Tooltip } from '../../../ui/tooltip.tsx';
import styles from './tool-button.module.css';

/** Icons only the tape needs, on the grid of ui/icon.tsx. */
const PATHS = {
  find: 'M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9ZM10.4 10.4 13.5 13.5',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  scissors:
    'M4.5 2.5 10 10M11.5 2.5 6 10M4.2 13.5a1.9 1.9 0 1 0 0-3.8 1.9 1.9 0 0 0 0 3.8ZM11.8 13.5a1.9 1.9 0 1 0 0-3.8 1.9 1.9 0 0 0 0 3.8Z',
  breakpoints: 'M8 4.2a3.8 3.8 0 1 1 0 7.6 3.8 3.8 0 0 1 0-7.6Z',
} as const;

interface ToolButtonProps extends ComponentProps<'button'> {
  label: string;
  icon: keyof typeof PATHS;
  /** A count shown beside the icon. */
  count?: number;
  keys?: string | undefined;
}

/** A quiet square button with one of the tape's own icons. */
export function ToolButton({ label, icon, count = 0, keys, ...rest }: ToolButtonProps) {
  return (
    <Tooltip text={label} keys={keys}>
      <button type="button" aria-label={label} className={styles.button} {...rest}>
        <svg width={16} height={16} viewBox="0 0 16 16" aria-hidden="true" focusable="false" className={styles[icon]}>
          <path
            d={PATHS[icon]}
            fill="none"
            stroke="currentColor"
            strokeWidth={1.5}
            strokeLinejoin="round"
            data-on={count > 0}
          />
        </svg>
        {count > 0 && <span className={styles.count}>{count}</span>}
      </button>
    </Tooltip>
  );
}
