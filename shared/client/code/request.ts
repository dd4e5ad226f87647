/** Input for the code generators: a request, and how to send it. */

import type { Draft, WrittenDraft } from '../draft/draft.ts';
import type { ClientSettings } from '../run-request.ts';

export interface CodeOf extends ClientSettings {
  readonly draft: Draft;
  readonly written: WrittenDraft;
}

/** Fields set by hand, as characters, without those the draft implies. The jar's cookies are left out of programs. */
export function fieldNamed({ draft }: CodeOf, name: string): string | undefined {
  return draft.fields.find(([key]) => key.toLowerCase() === name)?.[1];
}

/** Seconds in program notation. */
export function seconds(ms: number): string {
  return String(ms / 1000);
}
