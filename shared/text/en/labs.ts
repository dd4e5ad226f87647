/** The labs: their frame. Each lab has a file of its own. */
import { labErrors } from './labs-errors.ts';
import { labNames } from './labs-names.ts';

export const labs = {
  title: 'Labs',
  rooms: { errors: 'Time-outs and errors', names: 'Names and addresses' },
  intro: {
    errors: 'Each error is produced for real, on this machine. What you read is what the system said just now.',
    names: 'From a name to an address and back, and what the octets of an address say.',
  },
  errors: labErrors,
  names: labNames,
};
