/**
 * The top row: in Play the server, the connection, what Enter sends and how to end it; then the page's own switches.
 */

import { useMedia } from '../ui/use-media.ts';
import { NARROW_HEADER } from './breakpoint.ts';
import { TalkButtons } from './connection-actions.tsx';
import { ConnectionChip } from './connection-chip.tsx';
import styles from './header.module.css';
import { MoreMenu } from './more-menu.tsx';
import { OutsideChip } from './outside-chip.tsx';
import { CompareButton, PaletteButton, ThemeMenu } from './page-chips.tsx';
import { usePlace } from './routes.ts';
import { ClocksChip, EnterChip } from './send-chips.tsx';
import { ServerChip } from './server-chip.tsx';

/** What belongs to the connection that Play shows. */
function OfConnection({ compact }: { compact: boolean }) {
  return (
    <>
      <ServerChip />
      <ConnectionChip />
      {!compact && <EnterChip />}
      {!compact && <ClocksChip />}
      <TalkButtons compact={compact} />
    </>
  );
}

export function Header() {
  const compact = useMedia(NARROW_HEADER);
  const inPlay = usePlace().id === 'play';
  return (
    <header className={styles.header}>
      <h1 className={styles.logo}>
        oct<i>e</i>t
      </h1>
      {inPlay && <OfConnection compact={compact} />}
      <span className={styles.grow} />
      {inPlay && <OutsideChip />}
      {inPlay && !compact && <CompareButton />}
      {!compact && <PaletteButton />}
      {!compact && <ThemeMenu />}
      {compact && <MoreMenu inPlay={inPlay} />}
    </header>
  );
}
