/** A chain in the matrix: how many requests each of its servers saw, and the verdict. */
import type { ChainPicture, ChainVerdict } from '#shared/chain/chain.ts';
import { t } from '../../session/state/text.ts';
import { cx } from '../../ui/cx.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { RichText } from '../../ui/rich-text.tsx';
import styles from './matrix.module.css';

const TONES: Readonly<Record<ChainVerdict['is'], 'allowed' | 'tolerated' | 'wrong'>> = {
  agree: 'allowed',
  'front-refused': 'allowed',
  'back-refused': 'allowed',
  'front-waits': 'tolerated',
  fewer: 'tolerated',
  'back-waits': 'wrong',
  'left-aside': 'wrong',
  smuggled: 'wrong',
  begun: 'wrong',
};

const ICONS: Readonly<Record<'allowed' | 'tolerated' | 'wrong', IconName>> = {
  allowed: 'check',
  tolerated: 'warning',
  wrong: 'error',
};

export function ChainCounts({ chain: { requests } }: { chain: ChainPicture }) {
  return (
    <span title={t.peers.countsLong(requests.front, requests.back)}>
      {t.peers.counts(requests.front, requests.back)}
    </span>
  );
}

/** The verdict as a word and as a sentence. */
export function ChainCell({ chain: { verdict } }: { chain: ChainPicture }) {
  const tone = TONES[verdict.is];
  return (
    <div className={styles.judgement}>
      <span className={cx(styles.level, styles[tone])}>
        <Icon name={ICONS[tone]} size={14} />
        {t.peers.brief[verdict.is]}
      </span>
      <span className={styles.why}>
        <RichText>{t.peers.verdict(verdict)}</RichText>
      </span>
    </div>
  );
}
