/** The menus beside the terminal: how keys are sent, and the dot-commands. */
import { useRef } from 'react';
import { COMMAND_WORDS, type CommandWord } from '#shared/terminal/commands.ts';
import { type InputMode, setSettings, useSettings } from '../../session/state/settings.ts';
import { t } from '../../session/state/text.ts';
import { IconButton } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Menu, MenuChoice, MenuItem, MenuLabel } from '../../ui/menu.tsx';

const MODES: readonly InputMode[] = ['line', 'key'];

/** Line mode or key mode. */
export function ModeMenu() {
  const mode = useSettings(({ input }) => input);
  const options = MODES.map((value) => ({
    value,
    label: t.terminal.modes[value].name,
    note: t.terminal.modes[value].note,
  }));
  return (
    <Menu
      align="end"
      trigger={
        <Chip opens aria-label={`${t.terminal.mode}: ${t.terminal.modes[mode].name}`}>
          {t.terminal.modes[mode].name}
        </Chip>
      }
    >
      <MenuLabel>{t.terminal.mode}</MenuLabel>
      <MenuChoice value={mode} options={options} onChange={(input) => setSettings({ input })} />
    </Menu>
  );
}

interface CommandMenuProps {
  onChoose: (word: CommandWord) => void;
  /** The menu closes after a choice: the focus moves to the line. */
  onChosen: () => void;
}

/** The dot-commands; choosing one starts a line with it. */
export function CommandMenu({ onChoose, onChosen }: CommandMenuProps) {
  const chosen = useRef(false);
  const choose = (word: CommandWord) => {
    chosen.current = true;
    onChoose(word);
  };
  const moveFocus = (event: Event) => {
    if (!chosen.current) return;
    chosen.current = false;
    event.preventDefault();
    onChosen();
  };
  return (
    <Menu
      align="end"
      trigger={<IconButton label={t.terminal.help} icon="help" tooltip="left" />}
      onCloseAutoFocus={moveFocus}
    >
      <MenuLabel>{t.terminal.helpNote}</MenuLabel>
      {COMMAND_WORDS.map((word) => {
        const [usage, does] = t.terminal.commands[word];
        return (
          <MenuItem key={word} note={does} onSelect={() => choose(word)}>
            <code>{usage}</code>
          </MenuItem>
        );
      })}
    </Menu>
  );
}
