import { Backtracker } from './backtracker.ts';
import { COMMON_BRACES, pairBraces, type Braces } from './pair-braces.ts';
import { Slots, type EllipsisNode, type Found, type GenericPattern, type PatternNode } from './pattern-node.ts';
import type { Terrain } from './terrain.ts';
import { TokenKind, TokenTableBuilder, type TokenTable } from './token-table.ts';

export interface AliengrepOptions {
  /** Whether newlines are blanks; else an ellipsis ends with its line, and newlines of a pattern stand for themselves. */
  readonly multiline: boolean;
  readonly caseless: boolean;
  readonly braces: Braces;
  /** Characters that words have besides letters, digits and underscores. */
  readonly wordCharacters: readonly string[];
}

export function readAliengrepPattern(text: string, options: AliengrepOptions): GenericPattern {
  const slots = new Slots();
  const tokens = text.matchAll(tokenRegex(options, `\\$\\.{3,4}${NAME}|\\.{3,4}|\\$${NAME}`));
  const nodes = Array.from(tokens, ([token]): PatternNode => {
    if (/^\$?\.{3}/.test(token)) {
      const slot = token.startsWith('$') ? slots.of(token.replace('....', '...')) : -1;
      return { kind: 'ellipsis', slot, times: 1, long: options.multiline || token.includes('....') };
    }
    return /^\$\w/.test(token) ? { kind: 'word', slot: slots.of(token) } : { kind: 'text', text: token };
  });
  return { nodes, names: slots.names };
}

const NAME = '[A-Z_][A-Z0-9_]*(?!\\w)';

/** A text as Semgrep's aliengrep engine sees it. */
export interface AlienText {
  readonly table: TokenTable;
  /** For each brace the one it belongs to, or -1: in all of the text, and on one line. */
  readonly partners: Int32Array;
  readonly partnersInLine: Int32Array;
}

export function readAlienText(text: string, options: AliengrepOptions): AlienText {
  const builder = new TokenTableBuilder(text, foldFor(options));
  const startsWord = new RegExp(`^${wordCharacter(options)}`, 'u');
  const tokens: string[] = [];
  for (const { 0: token, index: start } of text.matchAll(tokenRegex(options))) {
    const kind = token === '\n' ? TokenKind.newline : startsWord.test(token) ? TokenKind.word : TokenKind.mark;
    // An ellipsis here knows of no span of lines, so that the table need not tell them apart.
    builder.token({ kind, start, end: start + token.length, line: 0 });
    tokens.push(token);
  }
  const braces = bracesFor(options);
  return { table: builder.finish(), partners: pairBraces(tokens, braces), partnersInLine: pairInLines(tokens, braces) };
}

/** Matches from the first on, each beginning behind the one before, in its shortest way. */
export function matchAliengrep(pattern: GenericPattern, text: AlienText, options: AliengrepOptions): Found[] {
  const { count, kind } = text.table;
  const backtracker = new Backtracker(pattern, aTerrain(text), foldFor(options));
  const first = pattern.nodes[0]!;
  const found: Found[] = [];
  for (let at = 0; at < count; at++) {
    if (
      first.kind === 'ellipsis'
        ? at > 0 && (first.long || kind[at - 1] !== TokenKind.newline)
        : !backtracker.mayBeginAt(at)
    )
      continue;
    const match = backtracker.matchAt(at, count);
    if (!match || match.to === at) continue;
    found.push(match);
    at = match.to - 1;
  }
  return found;
}

export function foldFor({ caseless }: AliengrepOptions): (text: string) => string {
  return caseless ? (text) => text.toLowerCase() : (text) => text;
}

function tokenRegex(options: AliengrepOptions, before = ''): RegExp {
  const alternatives = [before, `${wordCharacter(options)}+`, options.multiline ? '' : '\\n', '\\S'];
  return new RegExp(alternatives.filter((one) => one !== '').join('|'), 'gu');
}

function wordCharacter({ wordCharacters }: AliengrepOptions): string {
  return `[\\w${wordCharacters.join('').replace(/[\\\]^-]/g, '\\$&')}]`;
}

/** In single-line mode quotes are braces too, unless others than the common ones were chosen. */
function bracesFor({ braces, multiline }: AliengrepOptions): Braces {
  const hasCommon = COMMON_BRACES.every(([open, close]) =>
    braces.some((pair) => pair[0] === open && pair[1] === close),
  );
  return multiline || !hasCommon ? braces : [...braces, ["'", "'"], ['"', '"']];
}

function pairInLines(tokens: readonly string[], braces: Braces): Int32Array {
  const partners = new Int32Array(tokens.length).fill(-1);
  for (let start = 0; start < tokens.length;) {
    const newline = tokens.indexOf('\n', start);
    const end = newline === -1 ? tokens.length : newline;
    pairBraces(tokens.slice(start, end), braces).forEach((partner, at) => {
      if (partner !== -1) partners[start + at] = start + partner;
    });
    start = end + 1;
  }
  return partners;
}

/** An ellipsis goes over a pair of braces as over one thing, and never out of one. */
function aTerrain({ table, partners, partnersInLine }: AlienText): Terrain {
  const { count, kind } = table;
  const outer = enclosing(partners);
  const outerInLine = enclosing(partnersInLine);
  return {
    table,
    span: Infinity,
    skip(at, { long }) {
      if (kind[at] === TokenKind.newline && !long) return -1;
      const partner = (long ? partners : partnersInLine)[at]!;
      if (partner === -1) return at + 1;
      return partner > at ? partner + 1 : -1;
    },
    level: (at, { long }: EllipsisNode) => (long ? outer : outerInLine)[at] ?? -1,
    rest(at, { long }) {
      if (long) return count;
      let to = at;
      while (to < count && kind[to] !== TokenKind.newline) to++;
      return to;
    },
  };
}

/** For each token the opening brace of the innermost pair it stands in (a closing brace in its own), else -1. */
function enclosing(partners: Int32Array): Int32Array {
  const open = [-1];
  return partners.map((partner, at) => {
    const isClosing = partner !== -1 && partner < at;
    const innermost = open.at(-1)!;
    if (isClosing) open.pop();
    else if (partner !== -1) open.push(at);
    return innermost;
  });
}
