/** What the writers of code are given: a request, and how it is to be sent. */

import type { Draft, WrittenDraft } from '../draft/draft.ts';
import type { RunTimeouts } from '../run-request.ts';

export interface CodeOf {
  readonly draft: Draft;
  readonly written: WrittenDraft;
  readonly follow: boolean;
  readonly redirects: number;
  readonly raise: boolean;
  readonly decode: boolean;
  readonly insecure: boolean;
  readonly timeouts: RunTimeouts;
}

/** Fields by hand as characters, those the draft itself does not stand for: the jar's cookies are in no program. */
export function fieldNamed({ draft }: CodeOf, name: string): string | undefined {
  return draft.fields.find(([key]) => key.toLowerCase() === name)?.[1];
}

/** Seconds as a program writes them. */
export function seconds(ms: number): string {
  return String(ms / 1000);
}
