/** The fix of a shortcoming in the picker. */
import { useState } from 'react';
import { type Choice, needsSecondClient } from '#shared/profiles/choices.ts';
import { type FixEffect, fixEffects } from '#shared/profiles/fix-effect.ts';
import { type Fix, fixOf } from '#shared/profiles/fixes.ts';
import { profileOf } from '#shared/profiles/index.ts';
import type { Shortcoming } from '#shared/profiles/shortcomings.ts';
import type { ProfileId } from '#shared/servers/names.ts';
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
import { trigger } from './server-actions.ts';
import { STANDING_TONES } from './server-row.tsx';

interface FixDetailProps {
  id: string;
  choice: Choice;
  shortcoming: Shortcoming;
  close: () => void;
}

/** The lines that fix a shortcoming, the patched server, and the proof; or why no short fix exists. */
export function FixDetail({ id, choice, shortcoming, close }: FixDetailProps) {
  const profile = profileOf(choice.id);
  if (profile === undefined) return null;
  const fix = fixOf(profile.id, shortcoming.id);
  return (
    <section className={styles.fix} id={id} aria-label={t.servers.fixes}>
      {fix === null ? (
        <p>
          <b>{t.servers.tooLarge}</b> <RichText>{t.fixes.whyNone(profile.id, shortcoming.id)}</RichText>
        </p>
      ) : (
        <Fixed profile={profile.id} choice={choice} fix={fix} shortcoming={shortcoming} close={close} />
      )}
    </section>
  );
}

interface FixedProps {
  profile: ProfileId;
  choice: Choice;
  fix: Fix;
  shortcoming: Shortcoming;
  close: () => void;
}

function Fixed({ profile, choice, fix, shortcoming, close }: FixedProps) {
  const linked = useLink().state === 'open';
  const [effects, prove] = useProof(choice, shortcoming);
  const file = useSource(choice.id);
  const second = needsSecondClient(fix.kind, shortcoming);
  const others = choice.shortcomings.filter((one) => one.id !== shortcoming.id && kindOf(choice, one) === fix.kind);
  return (
    <>
      <p>
        <RichText>{t.fixes.note(profile, shortcoming.id)}</RichText>{' '}
        <span className="note">{t.servers.followed(fix.section)}</span>
      </p>
      <Diff path={file?.path ?? ''} source={file?.lines ?? []} hunks={fix.hunks} />
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
      <div role="status">{effects !== null && <Proved effects={effects} />}</div>
    </>
  );
}

function kindOf({ id }: Choice, one: Shortcoming): string | null {
  const profile = profileOf(id);
  return profile === undefined ? null : (fixOf(profile.id, one.id)?.kind ?? null);
}

/** The state of the patched server, once the user has asked for it. */
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

interface FixEffects {
  readonly original: FixEffect;
  readonly patched: FixEffect;
}

/** The patched files load together with the proof, on demand. */
function useProof({ id }: Choice, shortcoming: Shortcoming): [FixEffects | null, () => Promise<void>] {
  const [effects, setEffects] = useState<FixEffects | null>(null);
  const prove = async () => {
    const { proofOf } = await import('#shared/profiles/proof.ts');
    const profile = profileOf(id);
    const proof = profile === undefined ? null : proofOf(profile.id, shortcoming.id);
    if (proof !== null) setEffects(fixEffects(proof));
  };
  return [effects, prove];
}

function Proved({ effects: { original, patched } }: { effects: FixEffects }) {
  return (
    <dl className={styles.proof} aria-label={t.servers.proof}>
      <div>
        <dt>{t.servers.before}</dt>
        <dd>
          <RichText>{t.servers.effect(original)}</RichText>
        </dd>
      </div>
      <div className={styles.after}>
        <dt>{t.servers.after}</dt>
        <dd>
          <RichText>{t.servers.effect(patched)}</RichText>
        </dd>
      </div>
    </dl>
  );
}
