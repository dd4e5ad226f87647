/** The chips at the right of the header that are there in every place. */
import { compareThis, useSentWrites } from '../session/compare/compare.ts';
import { runCommand } from '../session/state/commands.ts';
import { useTheme } from '../session/state/hooks.ts';
import { keysOf } from '../session/state/keys.ts';
import { setSettings, type Theme, useSettings } from '../session/state/settings.ts';
import { t } from '../session/state/text.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { Menu, MenuChoice, MenuItem, MenuLabel } from '../ui/menu.tsx';
import styles from './header.module.css';

const THEMES: readonly Theme[] = ['light', 'dark', 'system'];

/** Opens the command palette, and shows its key. */
export function PaletteButton() {
  const open = () => runCommand('palette');
  return (
    <>
      <Button variant="quiet" className={styles.wide} onClick={open}>
        {t.shell.palette} <Kbd>{keysOf('palette')}</Kbd>
      </Button>
      <IconButton label={t.shell.palette} icon="search" className={styles.slim} onClick={open} />
    </>
  );
}

/** Sends the octets of the connection shown to other servers: in a strip here, or in Compare. */
export function CompareButton() {
  const nothing = useSentWrites() === null;
  return (
    <Menu
      align="end"
      trigger={
        <Button variant="quiet" aria-label={t.compare.fromPlayLong} disabled={nothing}>
          <Icon name="compare" />
          <span className={styles.wide}>{t.compare.fromPlay}</span>
        </Button>
      }
    >
      <MenuItem aside={keysOf('compare.here')} onSelect={() => runCommand('compare.here')}>
        {t.compare.inStrip}
      </MenuItem>
      <MenuItem aside={keysOf('compare')} onSelect={compareThis}>
        {t.compare.inCompare}
      </MenuItem>
    </Menu>
  );
}

export function ThemeMenu() {
  const shown = useTheme();
  return (
    <Menu align="end" trigger={<IconButton label={t.shell.theme} icon={shown === 'dark' ? 'moon' : 'sun'} />}>
      <MenuLabel>{t.shell.theme}</MenuLabel>
      <ThemeChoice />
    </Menu>
  );
}

export function ThemeChoice() {
  const theme = useSettings((settings) => settings.theme);
  const options = THEMES.map((value) => ({ value, label: t.shell.themes[value] }));
  return <MenuChoice value={theme} options={options} onChange={(next) => setSettings({ theme: next })} />;
}
