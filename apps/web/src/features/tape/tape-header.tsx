/** The header row of the tape: its name, views, tools and mode. */
import { ToggleGroup } from 'radix-ui';
import type { Replay } from '#shared/transcript/replay/replay.ts';
import { keysOf } from '../../session/state/keys.ts';
import { setSettings, type TapeMode, useSettings } from '../../session/state/settings.ts';
import { t } from '../../session/state/text.ts';
import { Hidden } from '../../ui/live.tsx';
import { hasContent } from './content/chosen.ts';
import { Counts } from './counts.tsx';
import styles from './header.module.css';
import { LiveChip } from './live-chip.tsx';
import type { Pinned } from './pinned.ts';
import { BreakpointsButton } from './tools/breakpoints.tsx';
import { CopyMenu } from './tools/copy-menu.tsx';
import { ToolButton } from './tools/tool-button.tsx';

interface TapeHeaderProps {
  /** Id of the heading that names the panel. */
  title: string;
  replay: Replay | null;
  /** Whether the content is shown too. */
  content: boolean;
  setContent: (content: boolean) => void;
  pinned: Pinned | null;
  /** The scissors tool is active. */
  cutting: boolean;
  setCutting: (cutting: boolean) => void;
  onFind: () => void;
  onUnpin: () => void;
}

export function TapeHeader(props: TapeHeaderProps) {
  const { title, replay, content, setContent, pinned, cutting, setCutting, onFind, onUnpin } = props;
  const readable = replay !== null && hasContent(replay);
  return (
    <header className={styles.header}>
      <h2 id={title} className={styles.title}>
        <Hidden>{t.tape.title}</Hidden>
      </h2>
      <Modes />
      {(readable || content) && <ContentToggle on={content} onChange={setContent} />}
      <div className={styles.aside}>
        {pinned !== null && <Selected pinned={pinned} onUnpin={onUnpin} />}
        {pinned === null && replay !== null && <Counts replay={replay} />}
        {replay !== null && <LiveChip replay={replay} />}
        <div className={styles.tools}>
          <ToolButton
            label={t.tape.scissors}
            icon="scissors"
            keys={keysOf('cut')}
            aria-pressed={cutting}
            disabled={replay === null || replay.request.length < 2}
            onClick={() => setCutting(!cutting)}
          />
          <BreakpointsButton />
          <ToolButton label={t.tape.find} icon="find" keys={keysOf('find')} onClick={onFind} />
          <CopyMenu replay={replay} pinned={pinned} />
        </div>
      </div>
    </header>
  );
}

const MODES: readonly TapeMode[] = ['text', 'hex', 'both'];

/** Text, hex or both. */
function Modes() {
  const mode = useSettings((settings) => settings.tape);
  const choose = (value: string) => {
    const chosen = MODES.find((one) => one === value);
    if (chosen !== undefined) setSettings({ tape: chosen });
  };
  return (
    <ToggleGroup.Root
      type="single"
      className={styles.modes}
      aria-label={t.tape.modes}
      value={mode}
      onValueChange={choose}
    >
      {MODES.map((one) => (
        <ToggleGroup.Item key={one} className="tab" value={one}>
          {t.tape.mode[one]}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}

/** Toggles the content of the message at the cursor, without its chunks. */
function ContentToggle({ on, onChange }: { on: boolean; onChange: (on: boolean) => void }) {
  return (
    <button type="button" className={styles.content} aria-pressed={on} onClick={() => onChange(!on)}>
      {t.tape.mode.content}
    </button>
  );
}

function Selected({ pinned: { range }, onUnpin }: { pinned: Pinned; onUnpin: () => void }) {
  return (
    <button type="button" className={styles.selected} onClick={onUnpin} title={t.tape.clearSelection}>
      {t.tape.selected(range.end - range.start)} ✕
    </button>
  );
}
