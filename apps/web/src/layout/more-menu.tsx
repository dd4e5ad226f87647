import { isDatagram } from '../../../../shared/profiles/server-state.ts';
import { end, report, reset } from '../session/actions.ts';
import { runCommand } from '../session/commands.ts';
import { useCanSend, useCurrentLane } from '../session/hooks.ts';
import { isOver, summaryOf } from '../session/lane-state.ts';
import { t } from '../text.ts';
import { IconButton } from '../ui/button.tsx';
import { Menu, MenuItem, MenuLabel, MenuLine } from '../ui/menu.tsx';
import { ThemeChoice } from './page-chips.tsx';
import { ClocksChoice, EnterChoice } from './send-chips.tsx';

/** On a narrow screen: what the header has no room for. */
export function MoreMenu() {
  const lane = useCurrentLane();
  const canSend = useCanSend();
  const datagrams = lane !== null && isDatagram(lane.info.server);
  const over = lane === null || lane.info.ref === null || isOver(summaryOf(lane).state);
  return (
    <Menu align="end" trigger={<IconButton label={t.shell.more} icon="more" />}>
      <MenuItem disabled={!canSend} onSelect={() => report(end())}>
        {datagrams ? t.shell.closeSocket : t.shell.halfClose}
      </MenuItem>
      {!datagrams && (
        <MenuItem disabled={over} onSelect={() => report(reset())}>
          {t.shell.reset}
        </MenuItem>
      )}
      <MenuLine />
      <MenuLabel>{t.shell.enterSends}</MenuLabel>
      <EnterChoice />
      <MenuLine />
      <MenuLabel>{t.shell.clocks}</MenuLabel>
      <ClocksChoice />
      <MenuLine />
      <MenuLabel>{t.shell.theme}</MenuLabel>
      <ThemeChoice />
      <MenuLine />
      <MenuItem onSelect={() => runCommand('palette')}>{t.shell.palette}</MenuItem>
    </Menu>
  );
}
