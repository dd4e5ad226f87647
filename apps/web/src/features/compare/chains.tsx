/** The finished chains: what each front received and each back read, side by side, as each split it. */
import { useId } from 'react';
import { blocksOf, isVerbatim, octetOf, receivedAt } from '#shared/chain/blocks.ts';
import type { BackSide, ChainPicture } from '#shared/chain/chain.ts';
import { NAIVE_SHORTCOMINGS } from '#shared/chain/naive.ts';
import { NAIVE_PROXY } from '#shared/servers/peers.ts';
import { chainOfId } from '../../session/compare/server-choices.ts';
import { t } from '../../session/state/text.ts';
import { RichText } from '../../ui/rich-text.tsx';
import { ChainColumn } from './chain-column.tsx';
import styles from './chains.module.css';
import { answerText, OpenButton } from './matrix.tsx';
import type { DoneRow } from './rows.ts';

type ChainRow = DoneRow & { readonly chain: ChainPicture };

export function Chains({ rows }: { rows: readonly DoneRow[] }) {
  const title = useId();
  const chains = rows.filter((row): row is ChainRow => row.chain !== null);
  if (chains.length === 0) return null;
  return (
    <section aria-labelledby={title} className={styles.chains}>
      <h3 id={title}>{t.peers.picture}</h3>
      {chains.map((row) => (
        <Picture key={row.id} row={row} />
      ))}
      {chains.some(({ id }) => chainOfId(id)?.front === NAIVE_PROXY) && <Naive />}
    </section>
  );
}

function Picture({ row: { id, title, chain, runner } }: { row: ChainRow }) {
  const label = useId();
  const { verdict, front, sides } = chain;
  const backs = sides.length === 0 ? null : sides.map(({ outcome }) => answerText(outcome)).join(', ');
  return (
    <article aria-labelledby={label} className={styles.picture} data-testid={`chain ${id}`}>
      <h4 id={label}>{title}</h4>
      <p className={styles.verdict}>
        <RichText>{t.peers.verdict(verdict)}</RichText>
      </p>
      <p className="note">{t.peers.answers(answerText(front), backs)}</p>
      <div className={styles.columns}>
        <FrontColumn chain={chain} />
        <div className={styles.sides}>
          {sides.length === 0 && (
            <p className={styles.none}>
              <RichText>{t.peers.notForwarded}</RichText>
            </p>
          )}
          {sides.map((side, number) => (
            <BackColumn
              key={side.connection}
              chain={chain}
              side={side}
              number={number}
              lane={runner.phase.is === 'done' ? runner.phase.behind[side.connection]?.lane : undefined}
            />
          ))}
        </div>
      </div>
    </article>
  );
}

function FrontColumn({ chain }: { chain: ChainPicture }) {
  const { received, cuts, sides } = chain;
  const octet = octetOf(chain);
  const mark = octet === null ? null : receivedAt(chain, octet);
  const note = sides.length === 0 ? null : isVerbatim(chain) ? t.peers.same : t.peers.rewritten;
  return (
    <ChainColumn
      title={cuts === null ? t.peers.sentToFront : t.peers.received}
      note={cuts === null ? t.peers.legend.unknownFront : t.peers.legend.front}
      octets={received}
      blocks={blocksOf(received.length, cuts)}
      mark={mark === null ? null : { at: mark, words: wordsOf(chain) }}
    >
      {note !== null && <p className="note">{note}</p>}
    </ChainColumn>
  );
}

interface BackColumnProps {
  readonly chain: ChainPicture;
  readonly side: BackSide;
  readonly number: number;
  readonly lane: number | undefined;
}

function BackColumn({ chain, side, number, lane }: BackColumnProps) {
  const octet = octetOf(chain);
  const { octets, back, ignoredFrom } = side;
  return (
    <ChainColumn
      title={t.peers.forwarded(number + 1, chain.sides.length)}
      note={back === null ? t.peers.legend.unknownBack : t.peers.legend.back}
      octets={octets}
      blocks={blocksOf(octets.length, back, ignoredFrom)}
      mark={octet?.side === number ? { at: octet.octet, words: wordsOf(chain) } : null}
      open={lane === undefined ? null : <OpenButton lane={lane} title={t.peers.backConnection(number + 1)} />}
    />
  );
}

const wordsOf = ({ verdict }: ChainPicture): string =>
  verdict.is === 'back-refused' ? t.peers.refused : t.peers.parts;

function Naive() {
  return (
    <details className={styles.naive}>
      <summary>{t.peers.naiveTitle}</summary>
      <ul>
        {NAIVE_SHORTCOMINGS.map((id) => (
          <li key={id}>
            <RichText>{t.peers.naive[id]}</RichText>
          </li>
        ))}
      </ul>
    </details>
  );
}
