/** The commands of the page itself, the palette that runs all commands, and the dialog that lists their keys. */
import { useState } from 'react';
import { isDatagram } from '#shared/wire/server-state.ts';
import { connect, end, report, reset, showLane } from '../session/actions/actions.ts';
import { compareThis, useSentWrites } from '../session/compare/compare.ts';
import { runCommand, useAvailableCommands, useCommand } from '../session/state/commands.ts';
import { useCanSend, useCurrentLane, useLanes, useLink } from '../session/state/hooks.ts';
import { keysOf, rowOf } from '../session/state/keys.ts';
import { isOver, summaryOf } from '../session/state/lane-state.ts';
import { CLIENT_PATH, goToPlace, LABS_PATH } from '../session/state/router.ts';
import { resolvedTheme, setSettings, useSettings } from '../session/state/settings.ts';
import { t } from '../session/state/text.ts';
import { CommandPalette } from '../ui/command-palette.tsx';
import { HelpDialog } from './help-dialog.tsx';
import { PLACES, usePlace } from './routes.ts';
import { OwnServerDialog } from './servers/own-server.tsx';
import { ServerPicker } from './servers/picker.tsx';

export function PageCommands() {
  const [open, setOpen] = useState<'palette' | 'help' | 'server' | null>(null);
  const inPlay = usePlace().id === 'play';
  useCommand('theme', switchTheme);
  useCommand('palette', () => setOpen((now) => (now === 'palette' ? null : 'palette')));
  useCommand('server', inPlay ? () => setOpen((now) => (now === 'server' ? null : 'server')) : null);
  useCommand('help', () => setOpen('help'));
  const commands = useAvailableCommands()
    .filter((id) => id !== 'palette')
    .map((id) => ({
      id,
      label: t.shell.commands[id],
      group: t.shell.groups[rowOf(id).group],
      keys: keysOf(id),
      run: () => runCommand(id),
    }));
  const close = (now: boolean) => !now && setOpen(null);
  return (
    <>
      <CommandPalette
        open={open === 'palette'}
        onOpenChange={close}
        commands={[...commands, ...toPlaces(), ...toRooms()]}
        title={t.shell.palette}
        hint={t.shell.paletteHint}
        empty={t.shell.paletteEmpty}
      />
      <ServerPicker open={open === 'server'} onOpenChange={close} />
      <OwnServerDialog />
      <HelpDialog open={open === 'help'} onOpenChange={close} />
    </>
  );
}

/** For the palette: going to a place changes the address. */
const toPlaces = () =>
  PLACES.map(({ id, path }) => ({
    id: `place.${id}`,
    label: t.shell.goTo(t.shell.places[id]),
    group: t.shell.placesTitle,
    keys: undefined,
    run: () => goToPlace(path),
  }));

/** The rooms of the places that have some, under their local names. */
const toRooms = () => [
  ...Object.entries(t.clientPlace.rooms).map(([id, name]) =>
    toRoom(`${CLIENT_PATH}/${id}`, t.shell.places.client, name),
  ),
  ...Object.entries(t.labs.rooms).map(([id, name]) => toRoom(`${LABS_PATH}/${id}`, t.shell.places.labs, name)),
];

const toRoom = (path: string, place: string, room: string) => ({
  id: `room.${path}`,
  label: t.shell.goTo(`${place}: ${room}`),
  group: t.shell.placesTitle,
  keys: undefined,
  run: () => goToPlace(path),
});

/** Commands for the connection shown, available in Play. */
export function TalkCommands() {
  useTalkCommands();
  return null;
}

function useTalkCommands(): void {
  const lane = useCurrentLane();
  const linked = useLink().state === 'open';
  const canSend = useCanSend();
  const several = useLanes().size > 1;
  useCommand('compare', useSentWrites() === null ? null : compareThis);
  const endable = linked && lane !== null && lane.info.ref !== null && !isOver(summaryOf(lane).state);
  useCommand('connect', linked ? () => void connect().then(report) : null);
  useCommand('half-close', canSend ? () => report(end()) : null);
  const datagrams = lane !== null && isDatagram(lane.info.server);
  useCommand('reset', endable && !datagrams ? () => report(reset()) : null);
  const numbers = [...useLanes().keys()];
  const turn = (by: number) => {
    const at = numbers.indexOf(lane?.info.lane ?? 0);
    const next = numbers[(at + by + numbers.length) % numbers.length];
    if (next !== undefined) showLane(next);
  };
  useCommand('lane.next', several ? () => turn(1) : null);
  useCommand('lane.back', several ? () => turn(-1) : null);
}

function switchTheme(): void {
  setSettings({ theme: resolvedTheme(useSettings.getState().theme) === 'dark' ? 'light' : 'dark' });
}
