/** The header's menu on a narrow screen. */
import { isDatagram } from '#shared/wire/server-state.ts';
import { end, report, reset } from '../session/actions/actions.ts';
import { chooseStops } from '../session/actions/holds.ts';
import { compareThis, useSentWrites } from '../session/compare/compare.ts';
import { runCommand } from '../session/state/commands.ts';
import { useCanSend, useCurrentLane } from '../session/state/hooks.ts';
import { isOver, summaryOf } from '../session/state/lane-state.ts';
import { goToPlace } from '../session/state/router.ts';
import { t } from '../session/state/text.ts';
import { IconButton } from '../ui/button.tsx';
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuLine } from '../ui/menu.tsx';
import { useMedia } from '../ui/use-media.ts';
import { COMPACT } from './breakpoint.ts';
import { ThemeChoice } from './page-chips.tsx';
import { PLACES, usePlace } from './routes.ts';
import { ClocksChoice, EnterChoice } from './send-chips.tsx';

/** What the header has no room for, and the other places where there is no rail. */
export function MoreMenu({ inPlay }: { inPlay: boolean }) {
  const railless = useMedia(COMPACT);
  return (
    <Menu align="end" trigger={<IconButton label={t.shell.more} icon="more" />}>
      {railless && <PlaceChoice />}
      {inPlay && <OfConnection />}
      <MenuLabel>{t.shell.theme}</MenuLabel>
      <ThemeChoice />
      <MenuLine />
      <MenuItem onSelect={() => runCommand('palette')}>{t.shell.palette}</MenuItem>
    </Menu>
  );
}

function PlaceChoice() {
  const here = usePlace();
  const options = PLACES.map(({ id, path }) => ({ value: path, label: t.shell.places[id] }));
  return (
    <>
      <MenuLabel>{t.shell.placesTitle}</MenuLabel>
      <MenuChoice value={here.path} options={options} onChange={goToPlace} />
      <MenuLine />
    </>
  );
}

function OfConnection() {
  const lane = useCurrentLane();
  const canSend = useCanSend();
  const datagrams = lane !== null && isDatagram(lane.info.server);
  const over = lane === null || lane.info.ref === null || isOver(summaryOf(lane).state);
  return (
    <>
      <MenuItem disabled={!canSend} onSelect={() => report(end())}>
        {datagrams ? t.shell.closeSocket : t.shell.halfClose}
      </MenuItem>
      {!datagrams && (
        <MenuItem disabled={over} onSelect={() => report(reset())}>
          {t.shell.reset}
        </MenuItem>
      )}
      <MenuItem onSelect={() => chooseStops(true)}>{t.shell.commands['hold.stops']}</MenuItem>
      <MenuItem disabled={useSentWrites() === null} onSelect={compareThis}>
        {t.shell.commands.compare}
      </MenuItem>
      <MenuItem disabled={useSentWrites() === null} onSelect={() => runCommand('compare.here')}>
        {t.shell.commands['compare.here']}
      </MenuItem>
      <MenuLine />
      <MenuLabel>{t.shell.enterSends}</MenuLabel>
      <EnterChoice />
      <MenuLine />
      <MenuLabel>{t.shell.clocks}</MenuLabel>
      <ClocksChoice />
      <MenuLine />
    </>
  );
}
