/** What the range containing an address is for, explained for that address. */
import type { Address } from '#shared/net/address.ts';
import { contains } from '#shared/net/cidr.ts';
import { dotted, shortForm } from '#shared/net/forms.ts';
import { carriedBy, type Range, rangesOf } from '#shared/net/ranges.ts';
import { t } from '../../../session/state/text.ts';
import { RichText } from '../../../ui/rich-text.tsx';
import styles from './names.module.css';

const text = t.labs.names;

/** 2000::/3 (RFC 4291 §2.4, IANA's IPv6 address space). */
const GLOBAL_6: Address = { family: 6, octets: [0x20, ...Array.from({ length: 15 }, () => 0)] };

export function Purposes({ address }: { readonly address: Address }) {
  const ranges = rangesOf(address);
  return (
    <section className={styles.part} aria-label={text.rangeTitle}>
      <h2>{text.rangeTitle}</h2>
      {ranges.length === 0 && (
        <p>
          <RichText>{elsewhere(address)}</RichText>
        </p>
      )}
      <ul className={styles.ranges}>
        {ranges.map((range) => (
          <Purpose key={range.block} range={range} address={address} />
        ))}
      </ul>
    </section>
  );
}

function Purpose({ range, address }: { readonly range: Range; readonly address: Address }) {
  const carried = carriedBy(range, address);
  return (
    <li>
      <p>
        <RichText>{text.purposes[range.purpose](shortForm(address))}</RichText>{' '}
        {carried !== null && <RichText>{text.carries(dotted(carried.octets))}</RichText>}
      </p>
      <p className={styles.dim}>{text.within(range.block, range.source)}</p>
    </li>
  );
}

function elsewhere(address: Address): string {
  const short = shortForm(address);
  if (address.family === 4) return text.global4(short);
  return contains(GLOBAL_6, 3, address) ? text.global6(short) : text.reserved6(short);
}
