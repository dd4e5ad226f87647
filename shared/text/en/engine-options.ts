/** The engine's options: its mode, and what it tolerates. */

import type { Mode, Reading, RequestLeniency } from '../../base/options.ts';
import type { LeniencyFacts } from '../../http1/leniencies.ts';

/** What each leniency tolerates, and how the engine reads it. */
const leniencies: Readonly<Record<RequestLeniency, string>> = {
  'leading-empty-lines': 'More than one empty line before a request line is ignored.',
  'request-line-space': 'Any white space may stand between the parts of a request line, and after it.',
  'target-octets': 'A request-target may contain octets from 80 on, kept as they are.',
  'bare-lf': 'A bare LF ends a start-line or a field line, but never a line of a chunk.',
  'bare-cr': 'A bare CR in a field value is read as a space.',
  'ctl-in-value': 'A field value may contain control octets; NUL is read as a space.',
  'obs-fold': 'A line that begins with white space continues the value of the line before it.',
  'space-before-first-field': 'Lines that begin with white space before the first field are ignored.',
  'host-missing': 'An HTTP/1.1 request without Host is served.',
  'cl-te': 'Transfer-Encoding overrides Content-Length, and the connection closes after the response.',
  'cl-list': 'The same Content-Length given more than once counts once.',
  bws: 'White space may surround chunk extensions. Mode rfc always accepts it.',
  'chunk-size-space': 'White space after a chunk-size is ignored.',
};

const stances: Readonly<Record<LeniencyFacts['stance'], string>> = {
  may: 'a server may',
  must: 'a recipient must',
  breaks: 'against the RFC',
};

const modes: Readonly<Record<Mode, { readonly name: string; readonly note: string }>> = {
  hardened: { name: 'hardened', note: 'Refuses anything two servers could read differently, even if it is valid.' },
  rfc: { name: 'rfc', note: 'Accepts every valid message, and what the RFC requires every recipient to accept.' },
};

/** `hardened`, `rfc, tolerating bare-lf, cl-te`. */
const reading = ({ mode, leniencies: names }: Reading): string =>
  names.length === 0 ? mode : `${mode}, tolerating ${names.join(', ')}`;

export const engineOptions = {
  title: 'Engine options',
  note: 'They apply to connections opened from now on, by this page or anyone else. The tape marks what was tolerated.',
  mode: 'Mode',
  modes,
  letPass: 'Tolerate',
  letPassNote: 'Invalid input, which both modes refuse unless you say otherwise.',
  leniencies,
  stances,
  section: (section: string) => `${section}, opens rfc-editor.org`,
  always: 'always in mode rfc',
  defaults: 'Restore defaults',
  none: 'No connection to this server is shown.',
  shown: (lane: number, shown: Reading, differs: boolean) =>
    `Connection #${lane} ${differs ? 'was opened with other options' : 'uses these options'}: ${reading(shown)}.`,
  connect: 'New connection',
  unavailable: 'The page does not know the engine now, so its options cannot be changed.',
};
