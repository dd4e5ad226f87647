/** The chips in the header that set how Enter sends, and which clocks run. */
import type { Clocks } from '#shared/base/options.ts';
import { type EnterPolicy, setSettings, useSettings } from '../session/state/settings.ts';
import { t } from '../session/state/text.ts';
import { Chip } from '../ui/chip.tsx';
import { Menu, MenuChoice, MenuLabel } from '../ui/menu.tsx';
import styles from './header.module.css';

const ENTER: readonly EnterPolicy[] = ['crlf', 'lf', 'cr', 'none'];
const CLOCKS: readonly Clocks[] = ['patient', 'strict'];

/** What the Enter key sends. */
export function EnterChip() {
  const enter = useSettings((settings) => settings.enter);
  return (
    <Menu
      trigger={
        <Chip opens detail={t.shell.enter[enter].name}>
          {t.shell.enterKey}
          <span className={styles.wide}>{t.shell.enterVerb}</span>
        </Chip>
      }
    >
      <MenuLabel>{t.shell.enterSends}</MenuLabel>
      <EnterChoice />
    </Menu>
  );
}

export function EnterChoice() {
  const enter = useSettings((settings) => settings.enter);
  const options = ENTER.map((value) => ({ value, label: t.shell.enter[value].name, note: t.shell.enter[value].note }));
  return <MenuChoice value={enter} options={options} onChange={(next) => setSettings({ enter: next })} />;
}

/** Which clocks the next connection gets. */
export function ClocksChip() {
  const clocks = useSettings((settings) => settings.clocks);
  return (
    <Menu
      trigger={
        <Chip opens detail={t.shell.clock[clocks].name}>
          {t.shell.clocks}
        </Chip>
      }
    >
      <MenuLabel>{t.shell.clocksNext}</MenuLabel>
      <ClocksChoice />
    </Menu>
  );
}

export function ClocksChoice() {
  const clocks = useSettings((settings) => settings.clocks);
  const options = CLOCKS.map((value) => ({ value, label: t.shell.clock[value].name, note: t.shell.clock[value].note }));
  return <MenuChoice value={clocks} options={options} onChange={(next) => setSettings({ clocks: next })} />;
}
