/** The words of one experiment. */
export interface ExperimentWords {
  readonly title: string;
  /** One sentence for the shelf. */
  readonly line: string;
  readonly question: string;
  /** By answer id: what it says, and why it is right or wrong. */
  readonly answers: Readonly<Record<string, readonly [says: string, why: string]>>;
  /** What to look at after the run. */
  readonly look: string;
}
