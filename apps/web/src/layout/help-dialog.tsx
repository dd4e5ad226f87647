/** The dialog that lists the keys. */
import { useAvailableCommands } from '../session/state/commands.ts';
import { type CommandGroup, type CommandId, GROUPS, keysOf, rowOf } from '../session/state/keys.ts';
import { setSettings, useSettings } from '../session/state/settings.ts';
import { t } from '../session/state/text.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Kbd } from '../ui/kbd.tsx';
import styles from './help-dialog.module.css';

interface HelpDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Every key that does something now. */
export function HelpDialog(props: HelpDialogProps) {
  const singleKeys = useSettings((settings) => settings.singleKeys);
  return (
    <Dialog {...props} title={t.shell.help} closeLabel={t.shell.close}>
      <p className="dim">{t.shell.helpIntro}</p>
      <div className={styles.groups}>
        {GROUPS.map((group) => (
          <Group key={group} group={group} />
        ))}
      </div>
      <label className={styles.switch}>
        <input
          type="checkbox"
          checked={singleKeys}
          onChange={(event) => setSettings({ singleKeys: event.target.checked })}
        />
        <span>
          {t.shell.helpSingle}
          <small>{t.shell.helpSingleNote}</small>
        </span>
      </label>
    </Dialog>
  );
}

function Group({ group }: { group: CommandGroup }) {
  const withKeys = (id: CommandId) => rowOf(id).group === group && keysOf(id) !== undefined;
  const ids = useAvailableCommands().filter(withKeys);
  if (ids.length === 0) return null;
  return (
    <section>
      <h3 className={styles.group}>{t.shell.groups[group]}</h3>
      <dl className={styles.keys}>
        {ids.map((id) => (
          <div key={id} className={styles.row}>
            <dt>{t.shell.commands[id]}</dt>
            <dd>
              <Kbd>{keysOf(id)}</Kbd>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
