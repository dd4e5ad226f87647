/** The engine's options: its mode, and what it lets pass. */

import type { Mode, Reading, RequestLeniency } from '../../base/options.ts';
import type { LeniencyFacts } from '../../http1/leniencies.ts';

/** A sentence each: what passes, and what is made of it. */
const leniencies: Readonly<Record<RequestLeniency, string>> = {
  'leading-empty-lines': 'More than one empty line before a request line is ignored.',
  'request-line-space': 'Any white space stands between the parts of a request line, and after it.',
  'target-octets': 'Octets from 80 on stand in a request-target, as they are.',
  'bare-lf': 'LF alone ends a start-line or a field line; never a line of a chunk.',
  'bare-cr': 'A CR alone in a field value is read as a space.',
  'ctl-in-value': 'Control octets stand in a field value; NUL is read as a space.',
  'obs-fold': 'A line that begins with white space goes on with the value of the line before it.',
  'space-before-first-field': 'Lines that begin with white space before the first field are ignored.',
  'host-missing': 'An HTTP/1.1 request without Host is served.',
  'cl-te': 'Transfer-Encoding wins over Content-Length, and the connection ends after the answer.',
  'cl-list': 'The same Content-Length said more than once counts once.',
  bws: 'White space stands around chunk extensions. Mode rfc always takes it.',
  'chunk-size-space': 'White space after a chunk-size is ignored.',
};

const stances: Readonly<Record<LeniencyFacts['stance'], string>> = {
  may: 'a server may',
  must: 'a recipient must',
  breaks: 'against the RFC',
};

const modes: Readonly<Record<Mode, { readonly name: string; readonly note: string }>> = {
  hardened: { name: 'hardened', note: 'Refuses whatever two servers could read differently, even where it is valid.' },
  rfc: { name: 'rfc', note: 'Takes every valid message, and what the RFC has every recipient take.' },
};

/** `hardened`, `rfc, and lets pass bare-lf, cl-te`. */
const reading = ({ mode, leniencies: names }: Reading): string =>
  names.length === 0 ? mode : `${mode}, and lets pass ${names.join(', ')}`;

export const engineOptions = {
  title: 'Engine options',
  note: 'They hold for connections opened from now on, this page’s and all others. What is let pass is marked in the tape.',
  mode: 'Mode',
  modes,
  letPass: 'Let pass',
  letPassNote: 'What is not valid, and refused in both modes unless you say otherwise.',
  leniencies,
  stances,
  section: (section: string) => `${section}, opens rfc-editor.org`,
  always: 'always in mode rfc',
  defaults: 'Back to the defaults',
  none: 'No connection to this server is shown.',
  shown: (lane: number, shown: Reading, differs: boolean) =>
    `Connection #${lane} ${differs ? 'was opened otherwise' : 'is read so'}: ${reading(shown)}.`,
  connect: 'New connection',
  unavailable: 'The engine is not known to the page now: its options cannot be changed.',
};
