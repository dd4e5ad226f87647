import { useState } from 'react';
import { type CameOf, cameOf } from '#shared/profiles/came-of.ts';
import { type Choice, needsSecondClient } from '#shared/profiles/choices.ts';
import { type Fix, fixOf, whyUnmended } from '#shared/profiles/fixes.ts';
import { profileOf } from '#shared/profiles/index.ts';
import type { Shortcoming } from '#shared/profiles/shortcomings.ts';
import { isDatagram, standingOf } from '#shared/wire/server-state.ts';
import { useSource } from '../../session/profiles/sources.ts';
import { useLink, useServer } from '../../session/state/hooks.ts';
import { t } from '../../session/state/text.ts';
import { Button } from '../../ui/button.tsx';
import { Dot } from '../../ui/chip.tsx';
import { RichText } from '../../ui/rich-text.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { Diff } from './diff.tsx';
import styles from './fix.module.css';
import { STANDING_TONES } from './row.tsx';
import { trigger } from './server-actions.ts';

interface FixDetailProps {
  id: string;
  choice: Choice;
  shortcoming: Shortcoming;
  close: () => void;
}

/** The lines that mend a shortcoming, the mended server, and the proof; or why no few lines do. */
export function FixDetail({ id, choice, shortcoming, close }: FixDetailProps) {
  const profile = profileOf(choice.id);
  if (profile === undefined) return null;
  const fix = fixOf(profile.id, shortcoming.id);
  return (
    <section className={styles.fix} id={id} aria-label={t.servers.fixes}>
      {fix === null ? (
        <p>
          <b>{t.servers.tooLarge}</b> <RichText>{whyUnmended(profile.id, shortcoming.id) ?? ''}</RichText>
        </p>
      ) : (
        <Mended choice={choice} fix={fix} shortcoming={shortcoming} close={close} />
      )}
    </section>
  );
}

interface MendedProps {
  choice: Choice;
  fix: Fix;
  shortcoming: Shortcoming;
  close: () => void;
}

function Mended({ choice, fix, shortcoming, close }: MendedProps) {
  const linked = useLink().state === 'open';
  const [came, prove] = useProof(choice, shortcoming);
  const file = useSource(choice.id);
  const second = needsSecondClient(fix.kind, shortcoming);
  const others = choice.shortcomings.filter((one) => one.id !== shortcoming.id && kindOf(choice, one) === fix.kind);
  return (
    <>
      <p>
        <RichText>{fix.note}</RichText> <span className="note">{t.servers.followed(fix.section)}</span>
      </p>
      <Diff path={file?.path ?? ''} source={file?.lines ?? []} patch={fix.patch} />
      {others.length > 0 && (
        <p className="note">
          <RichText>{t.servers.alsoMends(others.map((one) => one.id))}</RichText>
        </p>
      )}
      <div className="wrap">
        <Tooltip text={second ? t.servers.runMendedSecond : t.servers.runMendedNote}>
          <Button disabled={!linked} onClick={() => void trigger(fix.kind, choice, shortcoming, close)}>
            {t.servers.runMended}
          </Button>
        </Tooltip>
        <Tooltip text={t.servers.proveNote}>
          <Button onClick={() => void prove()}>{t.servers.prove}</Button>
        </Tooltip>
      </div>
      <Standing kind={fix.kind} />
      <div role="status">{came !== null && <Proved came={came} />}</div>
    </>
  );
}

function kindOf({ id }: Choice, one: Shortcoming): string | null {
  const profile = profileOf(id);
  return profile === undefined ? null : (fixOf(profile.id, one.id)?.kind ?? null);
}

/** How the mended server stands, once somebody has asked for it. */
function Standing({ kind }: { kind: string }) {
  const server = useServer(kind);
  if (server === null) return null;
  const standing = standingOf(server);
  const address = server.port === 0 ? '' : `${server.host}:${server.port}`;
  return (
    <p className={styles.standing}>
      <Dot tone={STANDING_TONES[standing.is]} />
      <span>
        <code>{kind}</code> <RichText>{t.servers.whole(standing, address, isDatagram(kind))}</RichText>
      </span>
    </p>
  );
}

interface Came {
  readonly original: CameOf;
  readonly mended: CameOf;
}

/** The mended files come with the proof, when somebody asks for it. */
function useProof({ id }: Choice, shortcoming: Shortcoming): [Came | null, () => Promise<void>] {
  const [came, setCame] = useState<Came | null>(null);
  const prove = async () => {
    const { proofOf } = await import('#shared/profiles/mended/proof.ts');
    const profile = profileOf(id);
    const proof = profile === undefined ? null : proofOf(profile.id, shortcoming.id);
    if (proof !== null) setCame(cameOf(proof));
  };
  return [came, prove];
}

function Proved({ came: { original, mended } }: { came: Came }) {
  return (
    <dl className={styles.proof} aria-label={t.servers.proof}>
      <div>
        <dt>{t.servers.before}</dt>
        <dd>
          <RichText>{t.servers.came(original)}</RichText>
        </dd>
      </div>
      <div className={styles.after}>
        <dt>{t.servers.after}</dt>
        <dd>
          <RichText>{t.servers.came(mended)}</RichText>
        </dd>
      </div>
    </dl>
  );
}
