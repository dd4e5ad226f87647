/** The words of one experiment. */
export interface ExperimentWords {
  readonly title: string;
  /** One sentence for the shelf. */
  readonly line: string;
  readonly question: string;
  /** By the id of the answer: what it says, and why it is right or wrong. */
  readonly answers: Readonly<Record<string, readonly [says: string, why: string]>>;
  /** What to look at afterwards. */
  readonly look: string;
}
