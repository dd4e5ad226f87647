/** What the labs ask the control server to do for real, and what comes back. */
import { type Decoder, flag, oneOf, record, tagged, text } from '../decode.ts';
import { type ErrorReport, errorReport, type LabError, labError } from './errors.ts';
import { type LookupCall, type LookupReport, lookupCall, lookupReport, MOST_NAME } from './names.ts';

export type LabWish =
  /** `kernel`: wait for the system's own deadline, where there is one, instead of ours. */
  | { readonly lab: 'error'; readonly error: LabError; readonly kernel: boolean }
  | { readonly lab: 'lookup'; readonly call: LookupCall; readonly asked: string };

export type LabAnswer =
  | { readonly lab: 'error'; readonly report: ErrorReport }
  | { readonly lab: 'lookup'; readonly report: LookupReport };

export const labWish: Decoder<LabWish> = tagged<LabWish>('lab', {
  error: record({ lab: oneOf('error'), error: labError, kernel: flag }),
  lookup: record({ lab: oneOf('lookup'), call: lookupCall, asked: text(MOST_NAME) }),
});

export const labAnswer: Decoder<LabAnswer> = tagged<LabAnswer>('lab', {
  error: record({ lab: oneOf('error'), report: errorReport }),
  lookup: record({ lab: oneOf('lookup'), report: lookupReport }),
});
