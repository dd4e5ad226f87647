/** The concurrency lab: a load, the servers it runs against, and their lanes as they arrive. */

import {
  chooseServer,
  LOAD_SERVERS,
  type LoadPlan,
  type LoadServer,
  MOST_CLIENTS,
  MOST_REQUESTS,
  MOST_SILENCE,
  MOST_THINK,
  planLoad,
  runLoads,
  stopLoads,
  useLoads,
} from '../../../session/labs/load-generator.ts';
import { useLink } from '../../../session/state/hooks.ts';
import { t } from '../../../session/state/text.ts';
import { Button } from '../../../ui/button.tsx';
import { RichText } from '../../../ui/rich-text.tsx';
import { Amount } from './amount.tsx';
import styles from './concurrency.module.css';
import { Lanes } from './lane-chart.tsx';

const text = t.labs.concurrency;

export function ConcurrencyLab() {
  const plan = useLoads((loads) => loads.plan);
  const chosen = useLoads((loads) => loads.chosen);
  const runs = useLoads((loads) => loads.runs);
  const running = useLoads(({ queue }) => queue.length > 0);
  const { clients, requests, think, silence, work } = plan;
  return (
    <div className={styles.lab}>
      <div className={styles.setup}>
        <fieldset className={styles.set} disabled={running}>
          <legend>{text.loadTitle}</legend>
          <Amount
            label={text.clients}
            min={1}
            max={MOST_CLIENTS}
            value={clients}
            onChange={(n) => planLoad({ clients: n })}
          />
          <Amount
            label={text.requests}
            min={1}
            max={MOST_REQUESTS}
            value={requests}
            onChange={(n) => planLoad({ requests: n })}
          />
          <Amount
            label={text.think}
            max={MOST_THINK}
            step={50}
            value={think}
            time
            onChange={(n) => planLoad({ think: n })}
          />
          <Amount
            label={text.silence}
            max={MOST_SILENCE}
            step={250}
            value={silence}
            time
            disabled={work}
            onChange={(n) => planLoad({ silence: n })}
          />
          <label className={styles.work}>
            <input type="checkbox" checked={work} onChange={({ target }) => planLoad({ work: target.checked })} />
            {text.work}
          </label>
        </fieldset>
        <fieldset className={styles.set} disabled={running}>
          <legend>{text.serversTitle}</legend>
          {LOAD_SERVERS.map((id) => (
            <label key={id} className={styles.server}>
              <input
                type="checkbox"
                checked={chosen.includes(id)}
                onChange={({ target }) => chooseServer(id, target.checked)}
              />
              <span>
                <b>{t.shell.serverName(id)}</b> <span className="note">{text.servers[id]}</span>
              </span>
            </label>
          ))}
        </fieldset>
      </div>
      <Controls plan={plan} chosen={chosen} />
      {LOAD_SERVERS.filter((id) => chosen.includes(id) || runs.has(id)).map((id) => (
        <Lanes key={id} server={id} />
      ))}
      <p className="note">
        <RichText>{work ? `${text.kept} ${text.workNote}` : text.kept}</RichText>
      </p>
    </div>
  );
}

function Controls({ plan, chosen }: { readonly plan: LoadPlan; readonly chosen: readonly LoadServer[] }) {
  const linked = useLink().state === 'open';
  const queue = useLoads((loads) => loads.queue);
  const [now] = queue;
  const answered = useLoads(({ runs }) => (now === undefined ? 0 : (runs.get(now)?.answered ?? 0)));
  const all = plan.clients * plan.requests;
  return (
    <div className="row-wrap">
      <Button
        variant="primary"
        disabled={!linked || now !== undefined || chosen.length === 0}
        onClick={() => void runLoads(chosen, plan)}
      >
        {text.run}
      </Button>
      <Button disabled={now === undefined} onClick={stopLoads}>
        {text.stop}
      </Button>
      <progress
        className={styles.progress}
        max={all}
        value={now === undefined ? 0 : answered}
        aria-label={text.loadTitle}
      />
      <span className="note" role="status">
        {now === undefined ? text.idle : text.progress(t.shell.serverName(now), answered, all)}
      </span>
    </div>
  );
}
