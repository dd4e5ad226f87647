/** Network and host part: the bits of the address, divided where the prefix says. */
import { useId, useState } from 'react';
import type { Address } from '#shared/net/address.ts';
import { networkOf } from '#shared/net/cidr.ts';
import { bitsOf, shortForm } from '#shared/net/forms.ts';
import { t } from '../../../session/state/text.ts';
import { cx } from '../../../ui/cx.ts';
import styles from './names.module.css';

const text = t.labs.names;

interface NetworkPartProps {
  readonly address: Address;
  /** The prefix that was typed, or null. */
  readonly typed: number | null;
}

export function NetworkPart({ address, typed }: NetworkPartProps) {
  const bits = address.octets.length * 8;
  const [prefix, setPrefix] = useState(typed ?? (address.family === 4 ? 24 : 64));
  const id = useId();
  const { mask, first, last, count, host } = networkOf(address, prefix);
  return (
    <section className={styles.part} aria-label={text.networkTitle}>
      <h2>{text.networkTitle}</h2>
      <div className={styles.prefix}>
        <label htmlFor={id}>{text.prefixLabel}</label>
        <input
          id={id}
          type="range"
          min={0}
          max={bits}
          value={prefix}
          onChange={(event) => setPrefix(Number(event.target.value))}
        />
        <output htmlFor={id}>/{prefix}</output>
      </div>
      <p className={styles.dim}>{typed === null ? text.prefixAssumed(address.family === 4 ? 24 : 64) : ''}</p>
      <Bits address={address} prefix={prefix} />
      <dl className={styles.facts}>
        <dt>{text.mask}</dt>
        <dd>{shortForm(mask)}</dd>
        <dt>{text.first}</dt>
        <dd>{shortForm(first)}</dd>
        <dt>{text.last}</dt>
        <dd>{shortForm(last)}</dd>
        <dt>{text.count}</dt>
        <dd>{`${count}`}</dd>
        <dt>{text.hostNumber}</dt>
        <dd>{`${host}`}</dd>
      </dl>
    </section>
  );
}

/** The two parts differ in weight and line, not in colour alone. */
function Bits({ address, prefix }: { readonly address: Address; readonly prefix: number }) {
  return (
    <>
      <p className={styles.bits} aria-hidden="true">
        {bitsOf(address).map((octet, at) => {
          const cut = Math.min(8, Math.max(0, prefix - at * 8));
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: an address has its octets in fixed positions
            <span key={at} className="nowrap">
              <b className={styles.net}>{octet.slice(0, cut)}</b>
              <span className={styles.host}>{octet.slice(cut)}</span>
            </span>
          );
        })}
      </p>
      <p className={styles.legend}>
        <b className={cx(styles.net)}>{text.network}</b> <span className={styles.host}>{text.host}</span>
      </p>
    </>
  );
}
