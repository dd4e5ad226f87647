/** What the labs ask the control server to really do, and its answers. */
import { type Decoder, flag, nullable, oneOf, record, tagged, text } from '../base/decode.ts';
import { type ErrorReport, errorReport, type LabError, type LabLines, labError, labLines } from './errors.ts';
import { type LookupCall, type LookupReport, lookupCall, lookupReport, MOST_NAME } from './names.ts';

export type LabRequest =
  /** `kernel`: wait for the system's own deadline, where there is one, instead of Octet's. */
  | { readonly lab: 'error'; readonly error: LabError; readonly kernel: boolean }
  /** The lines that would run; available at any time. */
  | { readonly lab: 'lines'; readonly error: LabError }
  | { readonly lab: 'lookup'; readonly call: LookupCall; readonly asked: string };

export type LabAnswer =
  | { readonly lab: 'error'; readonly report: ErrorReport }
  /** null: the sources are not available. */
  | { readonly lab: 'lines'; readonly shown: LabLines | null }
  | { readonly lab: 'lookup'; readonly report: LookupReport };

export const labRequest: Decoder<LabRequest> = tagged<LabRequest>('lab', {
  error: record({ lab: oneOf('error'), error: labError, kernel: flag }),
  lines: record({ lab: oneOf('lines'), error: labError }),
  lookup: record({ lab: oneOf('lookup'), call: lookupCall, asked: text(MOST_NAME) }),
});

export const labAnswer: Decoder<LabAnswer> = tagged<LabAnswer>('lab', {
  error: record({ lab: oneOf('error'), report: errorReport }),
  lines: record({ lab: oneOf('lines'), shown: nullable(labLines) }),
  lookup: record({ lab: oneOf('lookup'), report: lookupReport }),
});
