/** Where the panels go: side by side on a wide screen; input above tape on a narrow one, with a sheet below. */
import { useState } from 'react';
import { sourceFileOf } from '#shared/profiles/source-file.ts';
import { Layers } from '../features/layers/index.tsx';
import { Source } from '../features/source/index.tsx';
import { StateDiagram } from '../features/states/index.tsx';
import { Structure } from '../features/structure/index.tsx';
import { Tape } from '../features/tape/index.tsx';
import { Why } from '../features/why/index.tsx';
import { serverOfNext } from '../session/actions/actions.ts';
import { useInputSource } from '../session/handoff/input-source.ts';
import { useCurrentLane } from '../session/state/hooks.ts';
import { t } from '../session/state/text.ts';
import { SplitPane } from '../ui/split-pane.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { useMedia } from '../ui/use-media.ts';
import { COMPACT } from './breakpoint.ts';
import { InputTabs } from './input-tabs.tsx';
import { Sheet, type SheetPlace } from './sheet.tsx';
import styles from './workspace.module.css';

/** Feed and Tape keep their place in the tree, so that rotating a tablet loses none of their state. */
export function Workspace() {
  const compact = useMedia(COMPACT);
  // A text with its tools needs more room than a line.
  const composing = useInputSource(({ source }) => source === 'composer');
  const [sheet, setSheet] = useState<SheetPlace | null>(null);
  return (
    <main className={styles.workspace}>
      <SplitPane
        key="main"
        id={compact ? `main.compact${composing ? '.composer' : ''}` : 'main'}
        direction={compact ? 'column' : 'row'}
        initial={compact ? (composing ? 0.64 : 0.4) : 0.376}
        minFirst={compact ? 96 : 300}
        minSecond={compact ? 120 : 480}
        narrowed={compact && sheet !== null}
        label={t.shell.resize(t.terminal.title)}
        first={<InputTabs />}
        second={
          <SplitPane
            id="tape"
            direction="column"
            initial={0.56}
            minFirst={140}
            minSecond={120}
            label={t.shell.resize(t.tape.title)}
            first={<Tape />}
            second={compact ? null : <Details />}
          />
        }
      />
      {compact && <Sheet shown={sheet} show={setSheet} />}
    </main>
  );
}

/** The lower row: what the message consists of, why this step happened, and the source that decided it. */
function Details() {
  const [wide, setWide] = useState(false);
  const isProfile = sourceFileOf(useCurrentLane()?.info.server ?? serverOfNext()) !== null;
  if (wide && isProfile) return <Source width={{ wide, setWide }} />;
  return (
    <SplitPane
      id="structure"
      direction="row"
      initial={0.32}
      minFirst={150}
      minSecond={310}
      label={t.shell.resize(t.structure.title)}
      first={<Structures />}
      second={
        <SplitPane
          id="why"
          direction="row"
          initial={0.5}
          minFirst={150}
          minSecond={150}
          label={t.shell.resize(t.why.title)}
          first={<Why />}
          second={<Source width={{ wide, setWide }} />}
        />
      }
    />
  );
}

function Structures() {
  const [tab, setTab] = useState<'structure' | 'states' | 'layers'>('structure');
  return (
    <Tabs
      label={t.shell.details}
      className={styles.panel}
      value={tab}
      onChange={setTab}
      tabs={[
        { id: 'structure', label: t.structure.title, content: <Structure /> },
        { id: 'states', label: t.diagram.title, content: <StateDiagram /> },
        { id: 'layers', label: t.layers.title, content: <Layers /> },
      ]}
    />
  );
}
