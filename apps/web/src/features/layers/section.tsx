import { t } from '../../session/state/text.ts';

/** `RFC 9293 §3.1` as a link; older RFCs have no numbered sections to link to. */
export function Section({ section }: { section: string }) {
  const [, number, part] = /^RFC (\d+)(?: §([\d.]+))?$/.exec(section) ?? [];
  const place = part === undefined ? '' : `#section-${part}`;
  return (
    <a
      className="nowrap"
      href={`https://www.rfc-editor.org/rfc/rfc${number}${place}`}
      target="_blank"
      rel="noreferrer"
      title={t.layers.rfc(section)}
    >
      {section}
    </a>
  );
}
