import type { Binding, Match } from '../match.ts';
import type { RuleOptions } from '../rule.ts';
import { matchAliengrep, readAlienText, readAliengrepPattern, type AliengrepOptions } from './aliengrep.ts';
import { blankComments } from './blank-comments.ts';
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
  const { generic_engine: engine, generic_caseless: caseless } = options;
  const alien = alienOptions(options);
  const read = engine === 'aliengrep' ? readAliengrepPattern(pattern, alien) : readSpacegrepPattern(pattern);
  const mayFold = engine === 'aliengrep' && caseless;
  if (read.nodes.length === 0 || (!mayFold && !hasAllTexts(read, text))) return [];
  const style = options.generic_comment_style;
  const shown = style ? blankComments(text, style) : text;
  if (engine === 'aliengrep') {
    const alienText = readAlienText(shown, alien);
    return toMatches(matchAliengrep(read, alienText, alien), { text, table: alienText.table, names: read.names });
  }
  const table = readIndentedText(shown);
  return toMatches(matchSpacegrep(read, table, options.generic_ellipsis_max_span), { text, table, names: read.names });
}

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
    const bindings = new Map<string, Binding>();
    bound.forEach((entries, slot) => {
      if (entries[0] !== -1) {
        const stretch = stretchOf(entries, table);
        bindings.set(names[slot]!, { ...stretch, text: text.slice(stretch.start, stretch.end) });
      }
    });
    return { ...stretchOf([from, to], table), bindings };
  });
}

/** From the first text to the last among entries; empty where none has text. */
function stretchOf([from, to]: readonly [number, number], table: TokenTable): { start: number; end: number } {
  const first = table.nextToken[from]!;
  if (first >= to) return { start: table.endBefore[from]!, end: table.endBefore[from]! };
  return { start: table.start[first]!, end: table.endBefore[to]! };
}
