/** WHY: what the step at the cursor means. The page shows the same sentence that screen readers announce. */
import type { Ground } from '../../http1/rules.ts';
import type { InputSymbol } from '../../http1/table.ts';
import type { SocketCall } from '../../transcript/replay/stream.ts';
import type { Carried, Explanation, Progress, SoFar } from '../../transcript/view/explain.ts';
import { group } from './count.ts';
import { octets } from './octets.ts';
import { tokenNames } from './tokens.ts';
import { actionWords, decisionNames } from './why-actions.ts';
import { eventParagraph, eventTitle } from './why-events.ts';
import { octetParagraph, octetTitle } from './why-octets.ts';

const grounds: Readonly<Record<Ground, { readonly label: string; readonly note: string }>> = {
  MUST: { label: 'MUST', note: 'An absolute requirement of the RFC.' },
  SHOULD: { label: 'SHOULD', note: 'The RFC recommends it; there may be reasons not to.' },
  MAY: { label: 'MAY', note: 'The RFC leaves it to each server.' },
  grammar: { label: 'grammar', note: 'It follows from the grammar, which a sender MUST follow.' },
  policy: { label: 'Octet’s policy', note: 'The RFC does not require it; Octet’s engine does.' },
};

/** One sentence for the step, without markup. */
function sentence(explanation: Explanation): string {
  if (explanation.kind === 'empty') return why.emptyTitle;
  return explanation.kind === 'octet' ? octetTitle(explanation) : eventTitle(explanation);
}

/** What it means; `**bold**` marks the main point. */
function paragraph(explanation: Explanation): string {
  if (explanation.kind === 'empty') return explanation.steps ? why.emptyBefore : why.emptyNothing;
  return explanation.kind === 'octet' ? octetParagraph(explanation) : eventParagraph(explanation);
}

export const why = {
  title: 'Why',
  sentence,
  paragraph,
  emptyTitle: 'Before the first step',
  emptyNoSteps: 'Nothing has happened yet',
  emptyNothing: 'Send something: every octet the server reads becomes a step, and each step is explained here.',
  emptyBefore: 'The recording starts here. Step forward: every octet the server reads is explained here, one by one.',
  emptyKeys: [
    { keys: ['←', '→'], does: 'one octet back, one forward' },
    { keys: ['Shift ←', 'Shift →'], does: 'one token' },
    { keys: ['n', 'N'], does: 'next problem, previous problem' },
    { keys: ['End'], does: 'to the live end' },
  ],

  octet: 'octet',
  octetName: octets.name,
  decimal: (octet: number) => `decimal ${octet}`,
  latin1: (character: string) => `“${character}” in ISO-8859-1`,
  character: (codePoint: number) => `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`,
  cameIn: 'arrived in',
  wentOut: 'sent in',
  carried: ({ number, octet, octets: whole }: Carried, call: SocketCall) =>
    `${call} ${group(number)}, octet ${group(octet)} of ${group(whole)}`,
  stays: 'still in',
  done: 'done',
  action: actionWords,
  soFar: 'so far',
  soFarOctets: ({ token, octets: count }: SoFar) =>
    `${count === 1 ? '1 octet' : `${group(count)} octets`} of the ${tokenNames[token]}`,
  /** As counted at the socket the connection is seen from. */
  sums: (read: number, written: number) =>
    `${read === 1 ? '1 octet' : `${group(read)} octets`} read, ${group(written)} written`,
  left: 'still to come',
  progress: ({ taken, total }: Progress) => `${group(total - taken)} of ${group(total)} octets`,
  decided: 'decided',
  decision: (by: keyof typeof decisionNames) => decisionNames[by],
  allowed: 'allowed next',
  rule: 'rule',
  rules: 'rules',
  ground: (ground: Ground) => grounds[ground],
  classOf: octets.symbol,
  className: octets.classes,
  /** What a class of octets contains, and where it leads. */
  explained: (on: InputSymbol, leads: string) => `${octets.classes[on]}: ${leads}`,
  refusedFor: (rule: string) => `refused. ${rule}`,
  leadsTo: (words: string) => `leads to ${words}`,
  decides: (by: keyof typeof decisionNames) => `then decides: ${decisionNames[by]}`,
  section: (section: string) => `${section}, opens rfc-editor.org`,

  blamedEnd: 'something is missing here',
  blamed: (start: number, end: number) =>
    end - start === 1
      ? `octet ${group(start)} is to blame`
      : `octets ${group(start)} to ${group(end - 1)} are to blame`,
  moreBlamed: (count: number) => `and ${group(count)} more`,
};
