/** The user's own servers: those with a consent, and a button that adds another. */
import { report } from '../../session/actions/actions.ts';
import { askForOwnServer, forgetTarget, useTargets } from '../../session/actions/targets.ts';
import { setComparison, useComparison } from '../../session/compare/comparison.ts';
import { useLink } from '../../session/state/hooks.ts';
import { t } from '../../session/state/text.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import styles from './own-servers.module.css';

const choose = (id: string): void => {
  const { chosen } = useComparison.getState();
  if (!chosen.includes(id)) setComparison({ chosen: [...chosen, id] });
};

const leave = (id: string): void =>
  setComparison({ chosen: useComparison.getState().chosen.filter((one) => one !== id) });

export function OwnServers() {
  const targets = useTargets();
  const chosen = useComparison((state) => state.chosen);
  const linked = useLink().state === 'open';
  const remove = (id: string) => {
    if (report(forgetTarget(id)).ok) leave(id);
  };
  return (
    <div className={styles.own}>
      {targets.map((id) => (
        <div key={id} className={styles.server}>
          <label className="tick">
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              onChange={({ target }) => (target.checked ? choose(id) : leave(id))}
            />
            <span>{id}</span>
          </label>
          <IconButton label={t.targets.remove(id)} icon="close" tooltip="left" onClick={() => remove(id)} />
        </div>
      ))}
      {targets.length > 0 && <p className="note">{t.targets.cutsHere}</p>}
      <Button disabled={!linked} onClick={() => void askForOwnServer().then((id) => id !== null && choose(id))}>
        {t.targets.add}
      </Button>
    </div>
  );
}
