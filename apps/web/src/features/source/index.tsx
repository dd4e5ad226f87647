/**
 * SOURCE: what the server runs. For the engine its table, with the row just taken lit; for a tutorial server its file,
 * with the current line lit.
 */
import { useState } from 'react';
import type { StateName } from '#shared/http1/table.ts';
import { sourceFileOf } from '#shared/profiles/source-file.ts';
import { isEngine } from '#shared/servers/names.ts';
import type { Replay } from '#shared/transcript/replay/replay.ts';
import { type Step, stepAt, takenAt } from '#shared/transcript/replay/step.ts';
import type { Direction } from '#shared/transcript/replay/stream.ts';
import { serverOfNext } from '../../session/actions/actions.ts';
import { lineOfRow, TABLE_FILE } from '../../session/profiles/table-source.ts';
import { useBreakpoints, useCurrentLane, usePosition, useReplay } from '../../session/state/hooks.ts';
import { t } from '../../session/state/text.ts';
import { Panel } from '../../ui/panel.tsx';
import { Foot } from './foot.tsx';
import { Listing, type View } from './listing-view.tsx';
import { ProfileSource, type Width } from './profile/index.tsx';
import styles from './source.module.css';

/** `width`: for the files of the profiles, which need more room than a table. */
export function Source({ width }: { width?: Width }) {
  const lane = useCurrentLane();
  const server = lane?.info.server ?? serverOfNext();
  return sourceFileOf(server) === null ? (
    <TableSource own={isEngine(server)} />
  ) : (
    <ProfileSource key={server} server={server} width={width} />
  );
}

/** `own`: the source is this server's own. A server without source here is shown with the engine's table. */
function TableSource({ own }: { own: boolean }) {
  const replay = useReplay();
  const position = usePosition();
  const step = replay === null ? null : stepAt(replay, position);
  const direction: Direction = step?.kind === 'octet' ? step.direction : 'in';
  const lit = step?.row === undefined ? 0 : lineOfRow(direction, step.row);
  const [view, setView] = useState<View>('table');
  return (
    <Panel
      title={t.source.title}
      beside={
        <span className={styles.file} title={own ? TABLE_FILE : t.source.notItsOwn}>
          {own ? TABLE_FILE : t.source.ofEngine(TABLE_FILE)}
        </span>
      }
      aside={<ViewSwitch view={view} onChange={setView} />}
      body="fill"
      foot={<Foot replay={replay} position={position} />}
    >
      <Listing
        view={view}
        lit={lit}
        rest={isAtRest(replay, position)}
        taken={litState(step)}
        breaks={useStateBreaks()}
      />
    </Panel>
  );
}

function isAtRest(replay: Replay | null, position: number): boolean {
  if (replay === null) return true;
  const { inbound, outbound } = takenAt(replay, position);
  return inbound + outbound === 0;
}

/** The state whose row was just taken. */
function litState(step: Step | null): StateName | null {
  return step?.row?.from ?? null;
}

function useStateBreaks(): ReadonlySet<StateName> {
  return new Set(useBreakpoints().flatMap((one) => (one.kind === 'state' ? [one.state] : [])));
}

function ViewSwitch({ view, onChange }: { view: View; onChange: (view: View) => void }) {
  const other = view === 'table' ? 'code' : 'table';
  return (
    <button type="button" className="switch" onClick={() => onChange(other)} title={t.source.viewNote[other]}>
      {t.source.view[other]}
    </button>
  );
}
