/** Terminal and composer: two ways to feed the same connection, sharing one place. */
import { Composer } from '../features/composer/index.tsx';
import { PredictionLine } from '../features/prediction/index.tsx';
import { Terminal, TerminalTools } from '../features/terminal/index.tsx';
import { showInputSource, useInputSource } from '../session/handoff/input-source.ts';
import { useCommand } from '../session/state/commands.ts';
import { t } from '../session/state/text.ts';
import { Tabs } from '../ui/tabs.tsx';
import styles from './workspace.module.css';

export function InputTabs() {
  const source = useInputSource((state) => state.source);
  // The composer takes the focus itself, once it is loaded.
  useCommand('composer', source === 'terminal' ? () => showInputSource('composer') : null);
  return (
    <div className="fill">
      <Tabs
        label={t.composer.feeds}
        className={styles.panel}
        value={source}
        onChange={showInputSource}
        aside={source === 'terminal' ? <TerminalTools /> : null}
        tabs={[
          { id: 'terminal', label: t.terminal.title, content: <Terminal />, keep: true },
          { id: 'composer', label: t.composer.title, content: <Composer /> },
        ]}
      />
      <PredictionLine />
    </div>
  );
}
