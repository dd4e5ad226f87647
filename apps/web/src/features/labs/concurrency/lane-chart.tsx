/** One server under the load: the lanes, the numbers behind them, and the race if there is one. */
import { interleavingOf, lostVisits, timeIn, totalsOf, visitsOf } from '#shared/labs/lanes.ts';
import { showLane } from '../../../session/actions/actions.ts';
import { type LoadRun, type LoadServer, useLoads } from '../../../session/labs/load-generator.ts';
import { goToPlace, PLAY_PATH } from '../../../session/state/router.ts';
import { t } from '../../../session/state/text.ts';
import { Button } from '../../../ui/button.tsx';
import { RichText } from '../../../ui/rich-text.tsx';
import { Chart } from './chart.tsx';
import styles from './concurrency.module.css';
import { type Drawn, drawnOf, longestOf, spanOf } from './drawn.ts';
import { Race } from './race.tsx';

const text = t.labs.concurrency;

/** A shorter time in the backlog does not count as waiting, ms. */
const NOTICEABLE = 50;

export function Lanes({ server }: { readonly server: LoadServer }) {
  const run = useLoads(({ runs }) => runs.get(server));
  const name = t.shell.serverName(server);
  return (
    <section className={styles.result} aria-label={text.lanes(name)} data-server={server}>
      <header className={styles.head}>
        <h2>{name}</h2>
        <span className="note" data-testid="state">
          {run === undefined ? text.notRun : text.states[run.state]}
        </span>
      </header>
      {run !== undefined && <Result run={run} />}
    </section>
  );
}

function Result({ run }: { readonly run: LoadRun }) {
  const longestRun = useLoads(({ runs }) => longestOf(runs.values()));
  const drawn = drawnOf(run);
  const span = spanOf(drawn);
  const pictures = drawn.flatMap((lanes) => lanes.map(({ picture }) => picture));
  const visits = visitsOf(pictures);
  const waits = drawn.map((lanes) => lanes.reduce((sum, { picture }) => sum + timeIn(picture, 'backlog', span.end), 0));
  const longest = Math.max(0, ...waits);
  return (
    <>
      <p className={styles.totals} data-testid="totals">
        <RichText>{text.totals(totalsOf(pictures))}</RichText>
      </p>
      <p>{longest < NOTICEABLE ? text.nobody : text.longest(waits.indexOf(longest) + 1, longest)}</p>
      <Chart drawn={drawn} span={{ ...span, end: span.start + longestRun }} now={span.end} />
      <Numbers drawn={drawn} waits={waits} />
      {run.server === 'static-threads' && (
        <Race {...{ visits, drawn }} steps={interleavingOf(pictures)} lost={lostVisits(visits)} />
      )}
    </>
  );
}

function Numbers({ drawn, waits }: { readonly drawn: readonly Drawn[]; readonly waits: readonly number[] }) {
  return (
    <div className={styles.scroller}>
      <table className={styles.numbers}>
        <thead>
          <tr>
            <th scope="col">{text.clientHeading}</th>
            <th scope="col">{text.backlogHeading}</th>
            <th scope="col">{text.answersHeading}</th>
            <th scope="col">{text.openHeading}</th>
          </tr>
        </thead>
        <tbody>
          {drawn.map((lanes, client) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a client is identified by its number
            <tr key={client} data-client={client + 1}>
              <th scope="row">{text.client(client + 1)}</th>
              <td data-backlog={Math.round(waits[client] ?? 0)}>{text.time(waits[client] ?? null)}</td>
              <td data-answers>{answersOf(lanes)}</td>
              <td>
                <span className={styles.opens}>
                  {lanes.map(({ lane }) => (
                    <Button key={lane} aria-label={text.openName(lane)} onClick={() => openInPlay(lane)}>
                      {text.open(lane)}
                    </Button>
                  ))}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function answersOf(lanes: Drawn): string {
  return lanes
    .flatMap(({ picture }) => picture.asked)
    .map(({ at, answered }) => text.time(answered === null ? null : answered - at))
    .join(', ');
}

function openInPlay(lane: number): void {
  showLane(lane);
  goToPlace(PLAY_PATH);
}
