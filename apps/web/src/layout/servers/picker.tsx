/** The server picker: a list that is searched by typing, with the chosen server beside it. */
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { readTarget, showTarget } from '#shared/net/target.ts';
import { CHOICE_GROUPS, CHOICES, type Choice, type ChoiceGroup } from '#shared/profiles/choices.ts';
import { originalOf } from '#shared/servers/facts.ts';
import { fitsQuery } from '#shared/text/server-texts.ts';
import { lacksCertificate } from '#shared/wire/server-state.ts';
import { serverOfNext } from '../../session/actions/actions.ts';
import { useTargets } from '../../session/actions/targets.ts';
import { useLink, useServers } from '../../session/state/hooks.ts';
import { t } from '../../session/state/text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { SearchField } from '../../ui/list-option.tsx';
import { ServerDetail } from './detail.tsx';
import { OwnDetail, OwnRow, ownFor, takeOwn } from './own-row.tsx';
import styles from './picker.module.css';
import { connectTo } from './server-actions.ts';
import { ServerRow } from './server-row.tsx';

interface PickerProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export function ServerPicker(props: PickerProps) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <Dialog {...props} size="large" title={t.servers.title} closeLabel={t.shell.close} initialFocus={field}>
      <Picker field={field} close={() => props.onOpenChange(false)} />
    </Dialog>
  );
}

function Picker({ field, close }: { field: React.RefObject<HTMLInputElement | null>; close: () => void }) {
  const [query, setQuery] = useState('');
  const [chosenId, setChosenId] = useState(() => originalOf(serverOfNext())?.id ?? serverOfNext());
  const list = useRef<HTMLDivElement>(null);
  const linked = useLink().state === 'open';
  const servers = useServers();
  const id = useId();
  const targets = useTargets();
  const typed = readTarget(query);
  const found = CHOICES.filter((choice) => fitsQuery(t, choice, query));
  const own = ownFor(targets, query, typed.ok ? showTarget(typed.target) : null);
  const ids = [...found, ...own].map((one) => one.id);
  const shown = ids.includes(chosenId) ? chosenId : ids[0];
  const chosen = found.find((choice) => choice.id === shown);
  const chosenOwn = own.find((one) => one.id === shown);
  useEffect(() => {
    list.current?.querySelector(`[data-server="${CSS.escape(shown ?? '')}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [shown]);
  const choose = (choice: { readonly id: string }) => setChosenId(choice.id);
  // A fully typed host and port is the target itself.
  const write = (text: string) => {
    const meant = readTarget(text);
    setQuery(text);
    if (meant.ok) setChosenId(showTarget(meant.target));
  };
  const take = (server: string | undefined) => {
    const mine = own.find((one) => one.id === server);
    if (mine !== undefined) takeOwn(mine, close);
    else if (server !== undefined && !lacksCertificate(server, servers)) connectTo(server, close);
  };
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const at = shown === undefined ? -1 : ids.indexOf(shown);
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const next = ids[(at + by + ids.length) % Math.max(1, ids.length)];
    if (by !== 0 && next !== undefined) setChosenId(next);
    else if (event.key === 'Enter' && shown !== undefined && linked) take(shown);
    else return;
    event.preventDefault();
  };
  return (
    <div className={styles.picker}>
      <div className={styles.side}>
        <SearchField
          ref={field}
          className={styles.field}
          label={t.servers.find}
          list={id}
          option={shown === undefined ? undefined : `${id}-${shown}`}
          value={query}
          onChange={write}
          onKeyDown={press}
        />
        <div ref={list} className={styles.list} id={id} role="listbox" aria-label={t.servers.list}>
          {CHOICE_GROUPS.map((group) => (
            <Group
              key={group}
              group={group}
              choices={found.filter((choice) => choice.group === group)}
              chosen={shown ?? null}
              idOf={(choice) => `${id}-${choice}`}
              choose={choose}
              take={(choice) => linked && take(choice.id)}
            />
          ))}
          {own.length > 0 && (
            <OwnGroup>
              {own.map((one) => (
                <OwnRow
                  key={one.id}
                  id={`${id}-${one.id}`}
                  own={one}
                  on={one.id === shown}
                  choose={() => choose(one)}
                  take={() => linked && take(one.id)}
                />
              ))}
            </OwnGroup>
          )}
        </div>
        {ids.length === 0 && <p className={styles.none}>{t.servers.none}</p>}
        <p className={styles.keys}>{t.servers.keys}</p>
      </div>
      {chosen !== undefined && <ServerDetail key={chosen.id} choice={chosen} close={close} />}
      {chosenOwn !== undefined && <OwnDetail key={chosenOwn.id} own={chosenOwn} close={close} />}
    </div>
  );
}

function OwnGroup({ children }: { children: ReactNode }) {
  const label = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of options in a listbox
    <div role="group" aria-labelledby={label}>
      <div id={label} className={styles.group}>
        {t.targets.group}
      </div>
      {children}
    </div>
  );
}

interface GroupProps {
  group: ChoiceGroup;
  choices: readonly Choice[];
  chosen: string | null;
  idOf: (choice: string) => string;
  choose: (choice: Choice) => void;
  take: (choice: Choice) => void;
}

function Group({ group, choices, chosen, idOf, choose, take }: GroupProps) {
  const label = useId();
  if (choices.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of options in a listbox
    <div role="group" aria-labelledby={label}>
      <div id={label} className={styles.group}>
        {t.servers.groups[group]}
      </div>
      {choices.map((choice) => (
        <ServerRow
          key={choice.id}
          id={idOf(choice.id)}
          choice={choice}
          on={choice.id === chosen}
          choose={() => choose(choice)}
          take={() => take(choice)}
        />
      ))}
    </div>
  );
}
