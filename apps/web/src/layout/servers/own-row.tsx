/** The user's own servers in the picker: a row and details for each, and a row that adds another. */

import { report } from '../../session/actions/actions.ts';
import { askForOwnServer, forgetTarget } from '../../session/actions/targets.ts';
import { useLink } from '../../session/state/hooks.ts';
import { t } from '../../session/state/text.ts';
import { Button } from '../../ui/button.tsx';
import { Dot } from '../../ui/chip.tsx';
import { RichText } from '../../ui/rich-text.tsx';
import detail from './detail.module.css';
import { connectTo } from './server-actions.ts';
import { ServerOption } from './server-row.tsx';

/** One of them. `known`: there is a consent. `typed`: what to ask about; '' for one still to be entered. */
export interface Own {
  readonly id: string;
  readonly known: boolean;
  readonly typed: string;
}

/** Id of the row that adds another; no server has it. */
const ADD = '+';

/**
 * The rows the picker shows for the text in its field: matching servers, the text itself as a target, and "add
 * another".
 */
export function ownFor(targets: readonly string[], query: string, typed: string | null): readonly Own[] {
  const fits = targets.filter((server) => server.includes(query.trim().toLowerCase()) || server === typed);
  const known = fits.map((server): Own => ({ id: server, known: true, typed: server }));
  // A target typed in full means itself, not one that starts with it.
  if (typed !== null && !targets.includes(typed)) return [{ id: typed, known: false, typed }, ...known];
  const adds = t.targets.add.toLowerCase().includes(query.trim().toLowerCase()) || known.length > 0;
  return adds ? [...known, { id: ADD, known: false, typed: '' }] : known;
}

/** Connects, asking for consent first where there is none yet. */
export function takeOwn({ known, typed }: Own, close: () => void): void {
  if (known) connectTo(typed, close);
  else {
    close();
    void askForOwnServer(typed).then((server) => server !== null && connectTo(server, () => undefined));
  }
}

interface OwnRowProps {
  readonly id: string;
  readonly own: Own;
  readonly on: boolean;
  readonly choose: () => void;
  readonly take: () => void;
}

export function OwnRow({ own, ...rest }: OwnRowProps) {
  const written = own.typed !== '';
  return (
    <ServerOption
      server={own.id}
      name={written ? own.typed : t.targets.add}
      line={written ? t.targets.line : t.targets.addNote}
      kind={written ? t.servers.transports.tcp : ''}
      tone={own.known ? 'good' : null}
      standing={own.known ? t.targets.brief : ''}
      {...rest}
    />
  );
}

/** What it means to talk to an outside server, and the buttons that start and end it. */
export function OwnDetail({ own, close }: { own: Own; close: () => void }) {
  const linked = useLink().state === 'open';
  const title = own.typed === '' ? t.targets.title : own.typed;
  return (
    <section className={detail.detail} aria-label={title}>
      <header className={detail.head}>
        <h3 className={detail.title}>{title}</h3>
        <p className={detail.about}>{t.targets.addNote}</p>
      </header>
      <p className={detail.now}>
        <Dot tone={own.known ? 'good' : 'idle'} />
        <span>
          <RichText>{own.known ? t.targets.allowed : t.targets.asks}</RichText>
        </span>
      </p>
      <div className="wrap">
        <Button variant="primary" disabled={!linked} onClick={() => takeOwn(own, close)}>
          {own.typed === '' ? t.targets.add : t.servers.connect}
        </Button>
        {own.known && (
          <Button disabled={!linked} title={t.targets.removeNote} onClick={() => report(forgetTarget(own.id))}>
            {t.targets.removeShort}
          </Button>
        )}
      </div>
      <div className={detail.part}>
        <p>
          <RichText>{t.targets.about}</RichText>
        </p>
        <p className={detail.dim}>{t.targets.cuts}</p>
      </div>
    </section>
  );
}
