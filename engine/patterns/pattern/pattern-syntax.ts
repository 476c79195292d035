import type { Dialect } from '../lower/lowering.ts';
import type { FactsOptions } from '../facts/facts.ts';
import type { TermTree } from '../term.ts';
import type { Pattern } from './parse-pattern.ts';
import type { RewriteOptions } from './rewrite.ts';
import type { SyntaxLanguage, SyntaxTree } from '../../syntax/syntax-tree.ts';

/** How a language's files and patterns become uniform trees. */
export interface PatternSyntax {
  readonly dialect: Dialect;
  /** The grammar for a file. */
  readonly grammarOf: (path: string) => SyntaxLanguage;
  /** What patterns are tried to be parsed as, in order; the first that parses without errors is taken. */
  readonly attempts: readonly PatternAttempt[];
}

/** What matching needs to know of a language. */
export interface MatchedLanguage {
  readonly facts: FactsOptions;
  /** Whether a pattern's object literal names only some of the properties, as JavaScript's do. */
  readonly partialDicts: boolean;
  /** Some names are the same in any case. */
  readonly caseless?: boolean;
}

/** A language whose files and patterns are read otherwise than by lowering a grammar's tree. */
export interface ReaderSupport extends MatchedLanguage {
  /** Grammars that reading uses for parts. */
  readonly grammars: readonly SyntaxLanguage[];
  readonly readFile: (text: string) => TermTree;
  /** Undefined: this is no pattern. */
  readonly readPattern: (text: string) => Pattern | undefined;
}

/** All that is known of a language whose files become uniform trees by a grammar. */
export interface LanguageSupport extends PatternSyntax, MatchedLanguage {
  /** A grammar that also reads what the file's own may not: JavaScript with types. */
  readonly widerGrammar?: SyntaxLanguage;
  /** Sets right what the grammar is known to read wrongly. */
  readonly mend?: (tree: SyntaxTree, parse: (text: string) => SyntaxTree) => SyntaxTree;
}

export interface PatternAttempt extends RewriteOptions {
  readonly grammar: SyntaxLanguage;
  /** Whether the attempt is worth a try. */
  readonly when?: RegExp;
  /** Last changes to the rewritten text. */
  readonly adapt?: (text: string) => string;
  readonly before?: string;
  readonly after?: string;
  /** Kinds that hold the pattern when it stands between `before` and `after`: the first found list's terms are the pattern. */
  readonly within?: string;
}
