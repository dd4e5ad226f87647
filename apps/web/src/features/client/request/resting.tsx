/** The connections the client keeps open: the next request to the same server reuses one. */
import { forget } from '../../../session/client/client.ts';
import { useClient } from '../../../session/state/client-run.ts';
import { t } from '../../../session/state/text.ts';
import { Button } from '../../../ui/button.tsx';
import styles from '../client.module.css';

export function Resting() {
  const resting = useClient((state) => state.kept.resting);
  return (
    <span className={styles.resting}>
      <span title={resting.map(({ origin }) => origin).join('\n')}>{t.clientPlace.resting(resting.length)}</span>
      <Button variant="quiet" disabled={resting.length === 0} onClick={() => forget('connections')}>
        {t.clientPlace.closeResting}
      </Button>
    </span>
  );
}
