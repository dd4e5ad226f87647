/** Reads the patches of a profile and applies them. Pure; shared/profiles/patches/patch.ts describes the format. */

/**
 * @typedef {import('#shared/profiles/patches/patch.ts').Hunk} Hunk
 * @typedef {import('#shared/profiles/patches/patch.ts').Patch} Patch
 * @typedef {{ where: string, sign: string, text: string }} Row a line of a hunk; `where`: `…/echo.diff:12`
 * @typedef {{ where: string, fixes: string[], variant: string, section: string, blocks: Row[][] }} Draft
 */

/**
 * The patches in `diff`, with the places of their hunks in `source`.
 * @param {string} name of the profile's file, without `.ts`
 * @param {string} diff
 * @param {string} source
 * @returns {Patch[]}
 * @throws {Error} naming the line of the diff that is wrong
 */
export function patchesIn(name, diff, source) {
  const lines = source.split('\n');
  return draftsIn(name, diff).map(({ where, fixes, variant, section, blocks }) => {
    const hunks = blocks.flatMap((block) => hunksOf(block, `${name}.ts`, lines));
    const inOrder = hunks.every(({ start }, i) => start >= (hunks[i - 1]?.end ?? 1));
    if (fixes.length > 0 && section === '') throw new Error(`${where}: this patch does not name its Section`);
    if (hunks.length === 0) throw new Error(`${where}: this patch changes nothing`);
    if (!inOrder) throw new Error(`${where}: the hunks of this patch are not in the order of their lines`);
    return { of: `${name}.ts`, file: `${name}-${fixes[0] ?? variant}.ts`, fixes, section, hunks };
  });
}

/**
 * @param {string} name
 * @param {string} diff
 */
function draftsIn(name, diff) {
  /** @type {Draft[]} */
  const drafts = [];
  for (const [i, line] of diff.split('\n').entries()) {
    const where = `shared/profiles/patches/${name}.diff:${i + 1}`;
    const [, field, value = ''] = /^(Fixes|Variant|Section): (.+)$/.exec(line) ?? [];
    const draft = drafts.at(-1);
    const block = draft?.blocks.at(-1);
    if (field === 'Fixes') drafts.push({ where, fixes: value.split(', '), variant: '', section: '', blocks: [] });
    else if (field === 'Variant') drafts.push({ where, fixes: [], variant: value, section: '', blocks: [] });
    else if (field !== undefined && draft !== undefined) draft.section = value;
    else if (line === '@@' && draft !== undefined) draft.blocks.push([]);
    else if (/^[ +-]/.test(line) && block !== undefined)
      block.push({ where, sign: line[0] ?? '', text: line.slice(1) });
    else if (line !== '') throw new Error(`${where}: expected a field, "@@", or a line of a hunk, not: ${line}`);
  }
  return drafts;
}

/**
 * One hunk for each run of changed lines in a block.
 * @param {Row[]} block
 * @param {string} file
 * @param {readonly string[]} lines
 */
function hunksOf(block, file, lines) {
  let line = placeOf(block, file, lines);
  /** @type {{ start: number, end: number, lines: string[] } | null} */
  let hunk = null;
  /** @type {Hunk[]} */
  const hunks = [];
  for (const { sign, text } of block) {
    if (sign === ' ') hunk = null;
    else if (hunk === null) {
      hunk = { start: line, end: line, lines: [] };
      hunks.push(hunk);
    }
    if (sign === '+') hunk?.lines.push(text);
    else line++;
    if (hunk !== null) hunk.end = line;
  }
  return hunks;
}

/**
 * The line number at which a block begins, found by the text of its old lines.
 * @param {Row[]} block
 * @param {string} file
 * @param {readonly string[]} lines
 */
function placeOf(block, file, lines) {
  const old = block.filter(({ sign }) => sign !== '+');
  const fits = lines.map((_, at) => {
    const wrong = old.findIndex(({ text }, i) => lines[at + i] !== text);
    return wrong < 0 ? old.length : wrong;
  });
  const most = Math.max(...fits);
  const row = old[most] ?? old[0];
  if (row === undefined) throw new Error(`${block[0]?.where}: a hunk needs a line of ${file} to stand beside`);
  if (most === old.length && fits.indexOf(most) === fits.lastIndexOf(most)) return fits.indexOf(most) + 1;
  const words =
    most === old.length
      ? 'has this more than once; give more of its lines'
      : `has no such line${most > 0 ? ' here' : ''}`;
  throw new Error(`${row.where}: ${file} ${words}: ${row.text}`);
}

/**
 * @param {string} source
 * @param {readonly Hunk[]} hunks
 */
export function applied(source, hunks) {
  const lines = source.split('\n');
  for (const { start, end, lines: put } of [...hunks].reverse()) lines.splice(start - 1, end - start, ...put);
  return lines.join('\n');
}
