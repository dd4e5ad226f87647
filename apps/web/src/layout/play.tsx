/** Play: one connection, from the terminal to the source. */
import { QuickStrip } from '../features/compare/quick.tsx';
import { HoldCommands, HoldDialog, HoldStrip } from '../features/hold/index.tsx';
import { Ladder } from '../features/ladder/index.tsx';
import { StepLiveRegion } from '../features/why/index.tsx';
import { TalkCommands } from './page-commands.tsx';
import styles from './play.module.css';
import { StatusLine } from './status-line.tsx';
import { Workspace } from './workspace.tsx';

export function Play() {
  return (
    <div className={styles.play}>
      <Workspace />
      <footer className={styles.footer}>
        <HoldStrip />
        <QuickStrip />
        <StatusLine />
        <div className={styles.ladder}>
          <Ladder />
        </div>
      </footer>
      <TalkCommands />
      <HoldCommands />
      <HoldDialog />
      <StepLiveRegion />
    </div>
  );
}
