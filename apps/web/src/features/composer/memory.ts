/** What the composer keeps while the page lives, shown or hidden: how it sends, what it sent, and sends in progress. */
import { create } from 'zustand';
import type { Composition } from '#shared/composer/sent.ts';

/** A send in several pieces, as far as the page has to remember it; its progress comes from the transcript. */
export interface Sending {
  readonly lane: number;
  /** How many octets the client had written before it. */
  readonly from: number;
  /** Ends of its pieces, as offsets from its first octet. */
  readonly ends: readonly number[];
  readonly stopped: boolean;
}

interface ComposerMemory {
  /** A cut between every two octets, with this pause in ms. */
  readonly everywhere: boolean;
  readonly eachPause: number;
  readonly scissors: boolean;
  readonly sent: readonly Composition[];
  /** The unsent text set aside when an earlier send was recalled. */
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
