/** Exit codes. Where curl has a code for the same failure, the number is the same, because scripts know curl's. */
import type { FailureCode } from '#shared/client/failure.ts';

export const EXIT = {
  ok: 0,
  usage: 2,
  status: 22,
  output: 23,
  input: 26,
  redirects: 47,
} as const;

export const EXIT_OF: Readonly<Record<FailureCode, number>> = {
  name: 6,
  refused: 7,
  connect: 7,
  timeout: 28,
  reset: 56,
  empty: 52,
  'cut-short': 18,
  'bad-response': 8,
  'interim-storm': 8,
  tls: 35,
  certificate: 60,
  coding: 61,
  'too-large': 63,
  content: 26,
  aborted: 130,
  // Never happens on the command line: typing a target allows it.
  'not-allowed': 7,
};
