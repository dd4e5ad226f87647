/** What the composer keeps while the page lives, shown or not: how it sends, what it has sent, what is on its way. */
import { create } from 'zustand';
import type { Composition } from '#shared/composer/sent.ts';

/** A send in several pieces, as far as the page has to remember it; how far it has come the transcript tells. */
export interface Sending {
  readonly lane: number;
  /** Octets the client had written before it. */
  readonly from: number;
  /** Ends of its pieces, counted from its first octet. */
  readonly ends: readonly number[];
  readonly stopped: boolean;
}

interface ComposerMemory {
  /** A cut between every two octets, with this pause in ms. */
  readonly everywhere: boolean;
  readonly eachPause: number;
  readonly scissors: boolean;
  readonly sent: readonly Composition[];
  /** What was written and not sent when something sent was called back. */
  readonly draft: Composition | null;
  readonly sending: Sending | null;
}

export const useComposerMemory = create<ComposerMemory>(() => ({
  everywhere: false,
  eachPause: 0,
  scissors: false,
  sent: [],
  draft: null,
  sending: null,
}));
