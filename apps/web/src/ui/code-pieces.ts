/** Splits the lines of a file for light colouring. */

export type Language = 'typescript' | 'python';

export interface Piece {
  readonly text: string;
  /** `key`: a property name, where a pattern distinguishes it. */
  readonly look: 'comment' | 'string' | 'word' | 'key' | 'plain';
}

const WORDS = {
  typescript:
    'as async break case catch class const continue do else export extends finally for from function if import in instanceof let new null of private readonly return static super switch this throw true false try type typeof undefined void while yield never',
  python:
    'False None True and as assert break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return self try while with yield',
};

const COMMENTS = { typescript: String.raw`\/\*.*?(?:\*\/|$)|^ \*.*|\/\/.*`, python: '#.*' };

const STRING = String.raw`[bf]?'(?:[^'\\]|\\.)*'|[bf]?"(?:[^"\\]|\\.)*"|\u0060(?:[^\u0060\\]|\\.)*\u0060`;

function pattern(language: Language): RegExp {
  const words = `(?<![\\w.#])(?:${WORDS[language].split(' ').join('|')})(?![\\w:])`;
  return new RegExp(`(?<comment>${COMMENTS[language]})|(?<string>${STRING})|(?<word>${words})`, 'g');
}

const PATTERNS: Readonly<Record<Language, RegExp>> = { typescript: pattern('typescript'), python: pattern('python') };

/** One line of code in pieces. */
export function piecesOf(line: string, language: Language): readonly Piece[] {
  return piecesBy(PATTERNS[language], line);
}

/** A line in pieces, by a global pattern whose named groups are looks; unmatched text is plain. */
export function piecesBy(pattern: RegExp, line: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of line.matchAll(pattern)) {
    if (match.index > from) pieces.push({ text: line.slice(from, match.index), look: 'plain' });
    pieces.push({ text: match[0], look: lookOf(match.groups ?? {}) });
    from = match.index + match[0].length;
  }
  if (from < line.length) pieces.push({ text: line.slice(from), look: 'plain' });
  return pieces;
}

const LOOKS = ['comment', 'string', 'word', 'key'] as const;

function lookOf(groups: Record<string, string | undefined>): Piece['look'] {
  return LOOKS.find((look) => groups[look] !== undefined) ?? 'plain';
}
