/** The frame of the labs; each lab has its own file. */
import { labConcurrency } from './labs-concurrency.ts';
import { labErrors } from './labs-errors.ts';
import { labNames } from './labs-names.ts';

export const labs = {
  title: 'Labs',
  rooms: { errors: 'Timeouts and errors', names: 'Names and addresses', concurrency: 'Concurrency' },
  intro: {
    errors: 'Each error is produced for real, on this machine. What you read is what the system just said.',
    names: 'From a name to an address and back, and what the octets of an address say.',
    concurrency:
      'Who waits for whom: real clients query one server after the other, and the lanes are drawn from their transcripts.',
  },
  errors: labErrors,
  names: labNames,
  concurrency: labConcurrency,
};
