/** A leniency as an option: its sentence, the RFC section on it, and whether the mode already includes it. */
import type { Reading, RequestLeniency } from '#shared/base/options.ts';
import { LENIENCY_FACTS } from '#shared/http1/leniencies.ts';
import type { Messages } from '#shared/text/index.ts';

/** The state of a leniency's option under a reading, in the words of a catalogue. */
export function leniencyOption({ engineOptions }: Messages, name: RequestLeniency, { mode, leniencies }: Reading) {
  const { section, stance } = LENIENCY_FACTS[name];
  const always = mode === 'rfc' && stance === 'must';
  return {
    name,
    text: engineOptions.leniencies[name],
    chosen: always || leniencies.includes(name),
    disabled: always,
    link: { href: sectionLink(section), text: section, title: engineOptions.section(section) },
    note: always ? engineOptions.always : engineOptions.stances[stance],
    grave: stance === 'breaks',
  };
}

/** Where a section of an RFC can be read. */
export function sectionLink(section: string): string {
  const [, number, part] = /^RFC (\d+) §([\d.]+)$/.exec(section) ?? [];
  return `https://www.rfc-editor.org/rfc/rfc${number}#section-${part}`;
}
