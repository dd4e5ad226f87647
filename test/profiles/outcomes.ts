/**
 * The table of outcomes: what every profile that speaks HTTP does with every request of the wire cases, and what the RFC
 * says to it. As a document, outcomes.md, which a test compares; `vitest -u` writes it anew, to be read before it is
 * committed.
 */
import type { ProfileId } from '#shared/servers/names.ts';
import { shortcomingOf } from './covers.ts';
import { type Finding, judge, REASONS, type Verdict, verdictOf } from './judge.ts';
import { classOf, HTTP_PROFILES, type Outcome, outcomeOf, REQUESTS } from './outcome.ts';
import { referenceOf } from './reference.ts';

export interface OutcomeRow {
  readonly profile: ProfileId;
  /** `host.md: Host is missing`. */
  readonly id: string;
  readonly outcome: Outcome;
  readonly findings: readonly (Finding & { readonly shortcoming: string | null })[];
  readonly verdict: Verdict;
}

/** All rows, in the order of profiles and cases. */
export function outcomeRows(): OutcomeRow[] {
  const cases = REQUESTS.map((wire) => ({ wire, reference: referenceOf(wire) }));
  return HTTP_PROFILES.flatMap((profile) =>
    cases.map(({ wire, reference }) => {
      const outcome = outcomeOf(profile, wire);
      const findings = judge(outcome, reference, wire).map((finding) => ({
        ...finding,
        shortcoming: shortcomingOf(profile.id, finding, outcome),
      }));
      return { profile: profile.id, id: wire.id, outcome, findings, verdict: verdictOf(findings) };
    }),
  );
}

/** Groups in the order of their names, the rows of each by their documents. */
function groups<T>(rows: readonly T[], name: (row: T) => string): [name: string, rows: T[]][] {
  const found = new Map<string, T[]>();
  for (const row of rows) found.set(name(row), [...(found.get(name(row)) ?? []), row]);
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** `- host.md: Host is missing (host-missing) · …`, a line per document. */
function listOf(rows: readonly { readonly id: string; readonly rules: readonly string[] }[]): string[] {
  const split = rows.map(({ id, rules }) => {
    const [file = '', title = ''] = id.split(/: (.*)/s);
    return { file, text: rules.length > 0 ? `${title} (${rules.join(', ')})` : title };
  });
  return groups(split, ({ file }) => file).map(
    ([file, some]) => `- ${file}: ${some.map(({ text }) => text).join(' · ')}`,
  );
}

const MARKS: Readonly<Record<Verdict, string>> = { right: '✓', tolerated: '~', wrong: '✗' };

function groupText([, rows]: [string, OutcomeRow[]]): string[] {
  const { outcome, verdict, findings } = rows[0] as OutcomeRow;
  const reasons = findings.map(({ reason, shortcoming }) => {
    const [each, why] = REASONS[reason];
    return `${MARKS[each]} ${why}${shortcoming === null ? '' : ` → \`${shortcoming}\``}`;
  });
  const listed = rows.map(({ id, findings: some }) => ({
    id,
    rules: [...new Set(some.flatMap(({ rule }) => (rule === null ? [] : [rule])))],
  }));
  return [
    '',
    `### ${classOf(outcome)}: ${verdict} (${rows.length})`,
    '',
    ...reasons.map((one) => `${one}  `),
    '',
    ...listOf(listed),
  ];
}

const keyOf = ({ outcome, verdict, findings }: OutcomeRow): string =>
  [classOf(outcome), verdict, ...findings.map(({ reason, shortcoming }) => `${reason} ${shortcoming}`)].join(' | ');

function profileText(rows: readonly OutcomeRow[], profile: (typeof HTTP_PROFILES)[number]): string[] {
  const shown = new Set(rows.flatMap(({ findings }) => findings.map(({ shortcoming }) => shortcoming)));
  const absent = profile.shortcomings.map(({ id }) => id).filter((id) => !shown.has(id));
  const count = (verdict: Verdict): number => rows.filter((row) => row.verdict === verdict).length;
  return [
    '',
    `## ${profile.id}`,
    '',
    `${count('right')} right, ${count('tolerated')} tolerated, ${count('wrong')} wrong.`,
    `Shown by no case, since it takes more than one request, another resource, or certain reads: ${absent.map((id) => `\`${id}\``).join(', ') || 'none'}.`,
    ...groups(rows, keyOf).flatMap(groupText),
  ];
}

const INTRODUCTION = `# What the tutorials’ servers do with the wire cases

Every request of test/cases, fed to every profile that speaks HTTP: all octets in one read, then a FIN where the case has
one, else silence. \`users-api\` goes by the name \`a\`, the host of the cases. A verdict is the RFC’s (mode \`rfc\`, wide
limits), not the engine’s policy: ✗ breaks a MUST, the grammar or an obvious promise; ~ breaks a SHOULD, or lets pass what
may pass; ✓ is right. In brackets the rule; behind → the shortcoming that says so on the page. Put together by outcomes.ts.`;

/** @param engine what the engine does with each case, in words */
export function outcomesDocument(rows: readonly OutcomeRow[], engine: ReadonlyMap<string, string>): string {
  const engineRows = REQUESTS.map(({ id }) => ({ id, rules: [], name: engine.get(id) ?? 'is not asked' }));
  return [
    INTRODUCTION,
    '',
    '## engine',
    '',
    'What is right: Octet’s own engine and its demo site, under the options of the case (mode, limits).',
    ...groups(engineRows, ({ name }) => name).flatMap(([name, some]) => [
      '',
      `### ${name} (${some.length})`,
      '',
      ...listOf(some),
    ]),
    ...HTTP_PROFILES.flatMap((profile) =>
      profileText(
        rows.filter((row) => row.profile === profile.id),
        profile,
      ),
    ),
    '',
  ].join('\n');
}
