/** The composer's row of tools: scissors, cuts everywhere, line endings, inserting, padding, and history. */
import type { ReactNode } from 'react';
import { ENDINGS } from '#shared/base/endings.ts';
import { escapeOctets } from '#shared/base/octets.ts';
import { changeEnding, lineEndAt } from '#shared/composer/line-ends.ts';
import { MOST_CUTS, piecesOf } from '#shared/composer/pieces.ts';
import { t } from '../../session/state/text.ts';
import { Chip } from '../../ui/chip.tsx';
import { cx } from '../../ui/cx.ts';
import { Menu, MenuChoice, MenuItem, MenuLabel } from '../../ui/menu.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import type { OctetEditor, Written } from './editor/editor.ts';
import { useComposerMemory } from './memory.ts';
import styles from './toolbar.module.css';

export type BarName = 'insert' | 'pad';

interface ToolbarProps {
  editor: OctetEditor | null;
  written: Written;
  bar: BarName | null;
  setBar: (bar: BarName | null) => void;
}

export function Toolbar({ editor, written, bar, setBar }: ToolbarProps) {
  const { scissors } = useComposerMemory();
  const turn = (name: BarName) => setBar(bar === name ? null : name);
  const cutting = () => {
    useComposerMemory.setState({ scissors: !scissors });
    editor?.focus();
  };
  return (
    <fieldset className={styles.bar} aria-label={t.composer.tools}>
      <Toggle on={scissors} note={t.composer.scissorsNote} onClick={cutting}>
        ✂ {t.composer.scissors}
      </Toggle>
      <Everywhere tooMany={written.bytes.length - 1 > MOST_CUTS} />
      <LineEnd editor={editor} written={written} />
      <Toggle on={bar === 'insert'} note={t.composer.insertField} onClick={() => turn('insert')}>
        \x…
      </Toggle>
      <Toggle on={bar === 'pad'} note={t.composer.padNote} onClick={() => turn('pad')}>
        {t.composer.pad}
      </Toggle>
      <History editor={editor} />
    </fieldset>
  );
}

interface ToggleProps {
  on: boolean;
  note: string;
  disabled?: boolean;
  onClick: () => void;
  children: ReactNode;
}

function Toggle({ on, note, disabled = false, onClick, children }: ToggleProps) {
  return (
    <Tooltip text={note}>
      <button
        type="button"
        className={cx(styles.toggle, on && 'strong')}
        aria-pressed={on}
        disabled={disabled}
        onClick={onClick}
      >
        {children}
      </button>
    </Tooltip>
  );
}

/** A cut between every two octets. */
function Everywhere({ tooMany }: { tooMany: boolean }) {
  const { everywhere } = useComposerMemory();
  return (
    <Toggle
      on={everywhere}
      note={tooMany ? t.composer.tooManyCuts : t.composer.everywhereNote}
      disabled={tooMany && !everywhere}
      onClick={() => useComposerMemory.setState({ everywhere: !everywhere })}
    >
      {t.composer.everywhere}
    </Toggle>
  );
}

/** How the caret's line ends, and a menu that changes it. */
function LineEnd({ editor, written: { bytes, caret } }: { editor: OctetEditor | null; written: Written }) {
  const { ending } = lineEndAt(bytes, caret);
  const options = ENDINGS.map((value) => ({ value, label: t.composer.endings[value] }));
  return (
    <Menu
      trigger={
        <Chip opens className={styles.chip} detail={t.composer.endings[ending]}>
          {t.composer.lineEnd}
        </Chip>
      }
    >
      <MenuLabel>{t.composer.lineEndOf}</MenuLabel>
      <MenuChoice
        value={ending}
        options={options}
        onChange={(next) => editor?.edit(changeEnding(bytes, caret, next))}
      />
    </Menu>
  );
}

const SHOWN = 48;

/** What was sent from here, newest first. */
function History({ editor }: { editor: OctetEditor | null }) {
  const { sent } = useComposerMemory();
  return (
    <Menu
      align="end"
      trigger={
        <Chip opens className={styles.chip}>
          {t.composer.history}
        </Chip>
      }
    >
      <MenuLabel>{sent.length === 0 ? t.composer.historyNone : t.composer.historyKeys}</MenuLabel>
      {sent
        .map((composition, i) => ({ composition, i }))
        .reverse()
        .map(({ composition, i }) => (
          <MenuItem
            key={i}
            note={t.composer.historyNote(
              composition.bytes.length,
              piecesOf(composition.bytes, composition.cuts).length,
            )}
            onSelect={() => editor?.replace(composition)}
          >
            <code>{escapeOctets(composition.bytes, 0, Math.min(SHOWN, composition.bytes.length))}</code>
          </MenuItem>
        ))}
    </Menu>
  );
}
