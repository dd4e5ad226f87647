/** How the request is sent, and how the answer is treated. */
import type { ClientSettings } from '#shared/client/run-request.ts';
import { setSettings, useDraft } from '../../../session/client/client-draft.ts';
import { t } from '../../../session/state/text.ts';
import styles from '../client.module.css';
import { Check } from '../parts/check.tsx';
import { Seconds } from '../parts/seconds.tsx';

const WAITS = ['connect', 'write', 'read', 'total'] as const;
const MOST_HOPS = 100;

export function Sending() {
  const settings = useDraft((state) => state.settings);
  const { follow, redirects, raise, decode, insecure, timeouts } = settings;
  const put = (change: Partial<ClientSettings>) => setSettings(change);
  return (
    <>
      <Check
        label={t.clientPlace.follow}
        note={t.clientPlace.followNote}
        checked={follow}
        onChange={(checked) => put({ follow: checked })}
      >
        <span className={styles.seconds}>
          <label htmlFor="client-hops">{t.clientPlace.hops}</label>
          <input
            id="client-hops"
            className={styles.input}
            type="number"
            min={0}
            max={MOST_HOPS}
            disabled={!follow}
            value={redirects}
            onChange={({ target }) => put({ redirects: Math.max(0, Math.min(MOST_HOPS, Math.trunc(+target.value))) })}
          />
        </span>
      </Check>
      <Check
        label={t.clientPlace.raise}
        note={t.clientPlace.raiseNote}
        checked={raise}
        onChange={(checked) => put({ raise: checked })}
      />
      <Check
        label={t.clientPlace.decode}
        note={t.clientPlace.decodeNote}
        checked={decode}
        onChange={(checked) => put({ decode: checked })}
      />
      <Check label={t.clientPlace.insecure} checked={insecure} onChange={(checked) => put({ insecure: checked })} />
      <fieldset className={styles.timeouts}>
        <legend>{t.clientPlace.timeouts}</legend>
        {WAITS.map((wait) => (
          <Seconds
            key={wait}
            label={t.clientPlace.timeout[wait]}
            ms={timeouts[wait]}
            onChange={(ms) => put({ timeouts: { ...timeouts, [wait]: ms } })}
          />
        ))}
      </fieldset>
    </>
  );
}
