/** The composer's list of what the server would object to. */
import { type ReactNode, useState } from 'react';
import { type Fix, fixesFor } from '#shared/composer/fixes.ts';
import type { Judgement } from '#shared/composer/judge.ts';
import type { Verdict } from '#shared/http1/events.ts';
import { ruleOf } from '#shared/http1/rules.ts';
import { t } from '../../session/state/text.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/icon.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { RichText } from '../../ui/rich-text.tsx';
import type { OctetEditor, Written } from './editor/editor.ts';
import { FixPreview } from './fix-preview.tsx';
import styles from './issues.module.css';

interface IssuesProps {
  editor: OctetEditor | null;
  written: Written;
  judgement: Judgement | null;
  server: string;
}

/**
 * What the server would say, starting with the octet at the caret; and repairs, each previewed before it is applied.
 */
export function Issues({ editor, written, judgement, server }: IssuesProps) {
  const [chosen, setChosen] = useState<Fix | null>(null);
  const [seen, setSeen] = useState(written.bytes);
  // A repair computed for other octets does not apply.
  if (seen !== written.bytes) {
    setSeen(written.bytes);
    setChosen(null);
  }
  const fixes = judgement === null ? [] : fixesFor(written.bytes, judgement);
  if (chosen !== null) {
    const apply = () => {
      editor?.edit(chosen.edits);
      editor?.focus();
    };
    return <FixPreview fix={chosen} bytes={written.bytes} onApply={apply} onDismiss={() => setChosen(null)} />;
  }
  return (
    <div className={styles.issues}>
      <div className={styles.words} role="status">
        <Words written={written} judgement={judgement} server={server} onGo={(at) => editor?.goTo(at)} />
      </div>
      <Fixes fixes={fixes} onChoose={setChosen} />
    </div>
  );
}

/** The repairs on offer: a single one as a button, several as a menu. */
function Fixes({ fixes, onChoose }: { fixes: readonly Fix[]; onChoose: (fix: Fix) => void }) {
  const [only] = fixes;
  if (only === undefined) return null;
  if (fixes.length === 1) return <Button onClick={() => onChoose(only)}>{t.composer.fixName(only.id)}…</Button>;
  return (
    <Menu align="end" trigger={<Chip opens>{t.composer.fix(fixes.length)}</Chip>}>
      {fixes.map((fix) => (
        <MenuItem key={fix.id} note={t.composer.fixDoes(fix.id)} onSelect={() => onChoose(fix)}>
          {t.composer.fixName(fix.id)}…
        </MenuItem>
      ))}
    </Menu>
  );
}

interface WordsProps extends Omit<IssuesProps, 'editor'> {
  onGo: (at: number) => void;
}

function Words({ written, judgement, server, onGo }: WordsProps): ReactNode {
  if (written.bytes.length === 0) return t.composer.empty;
  if (judgement === null) return t.composer.foreign(t.shell.serverName(server));
  const { verdicts, missing, complete } = judgement;
  const at = underCaret(verdicts, written.caret);
  if (at !== undefined) return <Issue verdict={at} more={verdicts.length - 1} onGo={onGo} />;
  if (missing !== null) return <RichText>{t.composer.missing(missing)}</RichText>;
  return (
    <>
      <span className={styles.good}>
        <Icon name="check" />
      </span>
      {t.composer.good(complete)}
    </>
  );
}

/** The issue that blames the octet at the caret, else the refusal, else the first. */
function underCaret(verdicts: readonly Verdict[], caret: number): Verdict | undefined {
  const here = verdicts.find(({ blame }) => caret >= blame.start && caret <= blame.end);
  return here ?? verdicts.find(({ level }) => level === 'reject') ?? verdicts[0];
}

function Issue({ verdict, more, onGo }: { verdict: Verdict; more: number; onGo: (at: number) => void }) {
  const { level, rule, blame } = verdict;
  return (
    <>
      <button type="button" className={cx(styles.judgement, styles[level])} onClick={() => onGo(blame.start)}>
        <Icon name={level === 'reject' ? 'error' : 'warning'} />
        {t.composer.issue[level]}, {t.composer.issueAt(blame.start, blame.end)}
      </button>
      <span>{t.rules[rule]}</span> <span className="faint nowrap">{ruleOf(rule).section}</span>
      {more > 0 && <span className="faint nowrap"> · {t.composer.moreIssues(more)}</span>}
    </>
  );
}
