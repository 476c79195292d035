import type { Binding, Match } from '../match.ts';
import type { RuleOptions } from '../rule.ts';
import {
  matchAliengrep,
  readAlienText,
  readAliengrepPattern,
  type AliengrepOptions,
  type AlienText,
} from './aliengrep.ts';
import { blankComments } from './blank-comments.ts';
import { Latest } from './latest.ts';
import type { Found, GenericPattern } from './pattern-node.ts';
import { readIndentedText } from './read-indented-text.ts';
import { matchSpacegrep, readSpacegrepPattern } from './spacegrep.ts';
import type { TokenTable } from './token-table.ts';

/** Options of rules that matter here: those whose name begins with `generic_`. */
export type GenericOptions = {
  readonly [Name in keyof RuleOptions as Name extends `generic_${string}` ? Name : never]: RuleOptions[Name];
};

/**
 * Matches of a pattern in any text, as Semgrep's generic mode finds them, in the order of their starts. Throws
 * `BudgetExceeded` if the pattern is too much work on the text.
 */
export function matchGeneric(pattern: string, text: string, options: GenericOptions): Match[] {
  const { generic_engine: engine, generic_caseless: caseless, generic_comment_style: commentStyle } = options;
  const alien = alienOptions(options);
  const read = engine === 'aliengrep' ? readAliengrepPattern(pattern, alien) : readSpacegrepPattern(pattern);
  const mayFold = engine === 'aliengrep' && caseless;
  if (read.nodes.length === 0 || (!mayFold && !hasAllTexts(read, text))) return [];
  const shown = (): string => (commentStyle ? blankComments(text, commentStyle) : text);
  if (engine === 'aliengrep') {
    const { multiline, braces, wordCharacters } = alien;
    const key = [text, commentStyle, multiline, caseless, braces, wordCharacters];
    const alienText = alienTexts.get(key, () => readAlienText(shown(), alien));
    return toMatches(matchAliengrep(read, alienText, alien), { text, table: alienText.table, names: read.names });
  }
  const table = indentedTexts.get([text, commentStyle], () => readIndentedText(shown()));
  return toMatches(matchSpacegrep(read, table, options.generic_ellipsis_max_span), { text, table, names: read.names });
}

/** The patterns of a rule, and rules with the same options, look at one text after the other. */
const indentedTexts = new Latest<TokenTable>();
const alienTexts = new Latest<AlienText>();

function alienOptions(options: GenericOptions): AliengrepOptions {
  return {
    multiline: options.generic_multiline,
    caseless: options.generic_caseless,
    braces: options.generic_braces,
    wordCharacters: options.generic_extra_word_characters,
  };
}

/** A text without one of the pattern's words need not be taken apart. */
function hasAllTexts({ nodes }: GenericPattern, text: string): boolean {
  return nodes.every((node) => node.kind !== 'text' || text.includes(node.text));
}

function toMatches(
  found: readonly Found[],
  { text, table, names }: { text: string; table: TokenTable; names: readonly string[] },
): Match[] {
  return found.map(({ from, to, bound }) => {
    const start = table.start[table.nextToken[from]!]!;
    const bindings = new Map<string, Binding>();
    bound.forEach(([first, last], slot) => {
      if (first === -1) return;
      const end = Math.max(start, table.endBefore[last]!);
      const begin = Math.min(end, table.start[table.nextToken[first]!] ?? end);
      bindings.set(names[slot]!, { start: begin, end, text: text.slice(begin, end) });
    });
    return { start, end: table.endBefore[to]!, bindings };
  });
}
