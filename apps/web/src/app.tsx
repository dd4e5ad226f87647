/** The page: header, workspace, footer. Composition only; each panel is a folder of features/. */
import styles from './app.module.css';
import { Ladder } from './features/ladder/index.tsx';
import { StepVoice } from './features/why/index.tsx';
import { Header } from './layout/header.tsx';
import { PageCommands } from './layout/page-commands.tsx';
import { StatusLine } from './layout/status-line.tsx';
import { Workspace } from './layout/workspace.tsx';
import { TooltipProvider } from './ui/tooltip.tsx';

export function App() {
  return (
    <TooltipProvider>
      <div className={styles.page}>
        <Header />
        <Workspace />
        <footer className={styles.footer}>
          <StatusLine />
          <div className={styles.ladder}>
            <Ladder />
          </div>
        </footer>
      </div>
      <PageCommands />
      <StepVoice />
    </TooltipProvider>
  );
}
