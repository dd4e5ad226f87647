/** Which of its shortcomings a profile shows with a finding: every finding that is wrong must have one. */
import type { ProfileId } from '#shared/servers/names.ts';
import type { Finding, Reason } from './judge.ts';
import type { Outcome } from './outcome.ts';

/** A shortcoming, and where it shows: by reasons; where several share one, by what rule is broken, or what is died of. */
type Row = readonly [shortcoming: string, reasons: readonly Reason[], which?: RegExp];

const START_LINE = /^(version|http-0\.9|request-line|target-octets)/;

/** The first row that fits decides. */
const COVERS: { readonly [Id in ProfileId]?: readonly Row[] } = {
  'web-server-1.0': [
    ['two-reads', ['half']],
    ['anything', ['accepted', 'lenient', 'words', 'any-method', 'tunnel', 'head-content']],
  ],
  'one-page': [
    ['not-utf8', ['dies']],
    ['two-reads', ['half', 'half-refused']],
    ['any-version', ['accepted', 'lenient', 'words'], START_LINE],
    ['unchecked', ['accepted', 'lenient']],
    ['any-method', ['any-method', 'tunnel', 'head-content']],
    ['absolute-form', ['absolute-form']],
  ],
  'static-threads': [
    ['two-reads', ['half', 'half-refused']],
    ['no-allow', ['no-allow']],
    ['one-word', ['silent', 'silent-must', 'silent-empty-line']],
    ['not-utf8', ['refusal']],
    ['unchecked', ['accepted', 'lenient', 'words', 'other-error', 'other-error-must']],
    ['absolute-form', ['absolute-form']],
  ],
  'users-api': [
    ['minor-version', ['minor-version']],
    ['left-open', ['left-open', 'not-closed']],
    ['pipelined', ['dropped']],
    ['host-case', ['host-case']],
    ['absolute-form', ['absolute-form']],
    ['two-hosts', ['other-error-must'], /^host-/],
    ['bare-lf', ['lenient', 'other-error'], /^bare-lf/],
    ['framing', ['other-error', 'other-error-must'], /^(content-length|transfer-encoding)/],
    ['framing', ['before-content']],
    ['mail-headers', ['accepted', 'other-error', 'other-error-must'], /^(field|space|obs-fold|bare-cr)/],
  ],
  'three-answers': [
    ['not-utf8', ['dies'], /^UnicodeDecodeError/],
    ['empty', ['dies'], /got 0/],
    ['one-word', ['dies'], /got 1/],
    ['left-open', ['left-open', 'not-closed']],
    ['two-reads', ['half', 'half-refused']],
    ['unchecked', ['accepted', 'lenient', 'words']],
    ['any-method', ['any-method', 'tunnel', 'head-content']],
    ['absolute-form', ['absolute-form']],
  ],
};

export function shortcomingOf(profile: ProfileId, { reason, rule }: Finding, { died }: Outcome): string | null {
  const rows = COVERS[profile] ?? [];
  return (
    rows.find(([, reasons, which]) => reasons.includes(reason) && (which?.test(died ?? rule ?? '') ?? true))?.[0] ??
    null
  );
}
