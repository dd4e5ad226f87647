/** The Tape panel: header, tools, grid and content. */
import { useId, useRef, useState } from 'react';
import type { Replay } from '#shared/transcript/replay/replay.ts';
import { useReplay } from '../../session/state/hooks.ts';
import { useSettings } from '../../session/state/settings.ts';
import { useMedia } from '../../ui/use-media.ts';
import { nextMode, useLookCommands, useWalkCommands } from './commands.ts';
import { ContentView } from './content/content-view.tsx';
import { Empty } from './grid/empty.tsx';
import { Grid } from './grid/grid.tsx';
import { HOME_CELL } from './grid/naming.ts';
import { usePinned } from './pinned.ts';
import styles from './tape.module.css';
import { TapeHeader } from './tape-header.tsx';
import { FindBar } from './tools/find-bar.tsx';
import { GoToBar } from './tools/go-to-bar.tsx';
import { useFinding } from './tools/use-finding.ts';
import { Unconsumed } from './unconsumed.tsx';

type Bar = 'find' | 'goto' | null;

/** Where the content replaces the tape instead of standing below it. */
const COMPACT = '(max-width: 899px)';

/** Every octet of the connection, both ways, with the cursor on the one just taken. */
export function Tape() {
  const replay = useReplay();
  const title = useId();
  const section = useRef<HTMLElement>(null);
  const [bar, setBar] = useState<Bar>(null);
  const [content, setContent] = useState(false);
  const [cutting, setCutting] = useState(false);
  const [pinned, pin] = usePinned(replay);
  const finding = useFinding(replay, bar === 'find');
  const find = () => setBar('find');
  useWalkCommands(replay !== null && replay.total > 0);
  useLookCommands({ find, goTo: () => setBar('goto'), turn: nextMode });
  const close = () => {
    setBar(null);
    requestAnimationFrame(() => section.current?.querySelector<HTMLElement>(HOME_CELL)?.focus({ preventScroll: true }));
  };
  const pressed = (key: string) => {
    if (key !== 'Escape') return;
    if (cutting) setCutting(false);
    else if (pinned !== null) pin(null);
  };
  return (
    <section ref={section} className={styles.tape} aria-labelledby={title} onKeyDown={(event) => pressed(event.key)}>
      <TapeHeader
        {...{ title, replay, content, setContent, pinned, cutting, setCutting }}
        onFind={find}
        onUnpin={() => pin(null)}
      />
      {bar === 'find' && <FindBar finding={finding} onClose={close} />}
      {bar === 'goto' && replay !== null && <GoToBar replay={replay} onClose={close} />}
      {replay === null ? (
        <Nothing />
      ) : (
        <Body {...{ replay, content, finding, pinned, pin, cutting }} onCut={() => setCutting(false)} />
      )}
    </section>
  );
}

interface BodyProps {
  replay: Replay;
  content: boolean;
  finding: ReturnType<typeof useFinding>;
  pinned: ReturnType<typeof usePinned>[0];
  pin: ReturnType<typeof usePinned>[1];
  cutting: boolean;
  onCut: () => void;
}

function Body({ replay, content, finding, ...gestures }: BodyProps) {
  const mode = useSettings((settings) => settings.tape);
  const compact = useMedia(COMPACT);
  return (
    <>
      {!(content && compact) && (
        <Grid {...{ replay, mode }} {...gestures} matches={finding.matches} match={finding.match} />
      )}
      <Unconsumed replay={replay} />
      {content && <ContentView replay={replay} />}
    </>
  );
}

function Nothing() {
  return (
    <div className={styles.nothing}>
      <Empty top={12} replay={null} />
    </div>
  );
}
