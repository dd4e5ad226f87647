/** What the system's resolver answers: the addresses of a name, the name of an address. */
import { useState } from 'react';
import type { LookupReport } from '#shared/labs/names.ts';
import type { Typed } from '#shared/net/typed.ts';
import { report as showRefusal } from '../../../session/actions/actions.ts';
import { lookUp } from '../../../session/labs/labs.ts';
import { useLink } from '../../../session/state/hooks.ts';
import { t } from '../../../session/state/text.ts';
import { Button } from '../../../ui/button.tsx';
import { RichText } from '../../../ui/rich-text.tsx';
import styles from './names.module.css';

const text = t.labs.names;

interface ResolverProps {
  readonly typed: Typed;
  /** Inspects this address. */
  readonly onLook: (address: string) => void;
}

export function Resolver({ typed, onLook }: ResolverProps) {
  const [found, setFound] = useState<LookupReport | 'asking' | null>(null);
  const linked = useLink().state === 'open';
  const question = questionOf(typed);
  const ask = async (): Promise<void> => {
    if (question === null) return;
    setFound('asking');
    const result = showRefusal(await lookUp(question.call, question.asked));
    setFound(result.ok ? result.value : null);
  };
  return (
    <section className={styles.part} aria-label={text.resolverTitle}>
      <h2>{text.resolverTitle}</h2>
      <Button
        variant="primary"
        disabled={!linked || question === null || found === 'asking'}
        onClick={() => void ask()}
      >
        {question?.call === 'getnameinfo' ? text.reverse : text.resolve}
      </Button>
      <p className={styles.dim}>{text.stops}</p>
      <p className={styles.dim}>
        <RichText>{text.python}</RichText>
      </p>
      <div className={styles.found} role="status">
        {found === null && <p className={styles.dim}>{text.notAsked}</p>}
        {found === 'asking' && <p className={styles.dim}>{text.asking}</p>}
        {found !== null && found !== 'asking' && <Said report={found} onLook={onLook} />}
      </div>
    </section>
  );
}

function questionOf(typed: Typed): Pick<LookupReport, 'call' | 'asked'> | null {
  if (typed.kind === 'name') return { call: 'getaddrinfo', asked: typed.name };
  if (typed.kind === 'address') return { call: 'getnameinfo', asked: typed.text };
  return null;
}

function Said({ report, onLook }: { readonly report: LookupReport; readonly onLook: (address: string) => void }) {
  const { call, asked, addresses, name, error, took } = report;
  if (error !== null)
    return (
      <>
        <p>
          <RichText>{text.failed(call, asked, took)}</RichText>
        </p>
        <p className={styles.error}>
          <b>
            {error.code} {error.number}
          </b>{' '}
          <code>{error.message}</code>
        </p>
        <p>
          <RichText>{explained(error.code)}</RichText>
        </p>
      </>
    );
  if (name !== null)
    return (
      <p>
        <RichText>{text.nameOf(asked, name, took)}</RichText>
      </p>
    );
  return (
    <>
      <p>{text.addressesOf(asked, addresses.length, took)}</p>
      <ul className={styles.addresses}>
        {addresses.map(({ address, family }) => (
          <li key={address}>
            <Button aria-label={text.lookAt(address)} onClick={() => onLook(address)}>
              {address}
            </Button>
            <span className={styles.dim}>{text.family(family)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function explained(code: string): string {
  const { ENOTFOUND, EAI_AGAIN, ETIMEDOUT, other } = text.errors;
  return (
    new Map([
      ['ENOTFOUND', ENOTFOUND],
      ['EAI_AGAIN', EAI_AGAIN],
      ['ETIMEDOUT', ETIMEDOUT],
    ]).get(code) ?? other
  );
}
