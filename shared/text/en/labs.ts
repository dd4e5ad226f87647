/** The labs: their frame. Each lab has a file of its own. */
import { labErrors } from './labs-errors.ts';

export const labs = {
  title: 'Labs',
  rooms: { errors: 'Time-outs and errors' },
  intro: {
    errors: 'Each error is produced for real, on this machine. What you read is what the system said just now.',
  },
  errors: labErrors,
};
