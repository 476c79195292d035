import { parse } from '../syntax/parse.ts';
import type { SyntaxTree } from '../syntax/syntax-tree.ts';
import { readFacts, type Facts } from './facts/facts.ts';
import type { Range } from './formula/range.ts';
import type { PatternLanguage } from './languages.ts';
import { Lowering } from './lower/lowering.ts';
import { LANGUAGE_SUPPORT } from './lower/languages.ts';
import type { LanguageSupport } from './pattern/pattern-syntax.ts';
import type { SyntaxLanguage } from '../syntax/grammars.ts';
import type { TermTree } from './term.ts';

export interface FileToScan {
  readonly path: string;
  readonly text: string;
  readonly language: PatternLanguage;
  /** The file's tree, where it was parsed already. */
  readonly tree?: () => SyntaxTree;
}

/** A file as all rules share it: parsed once, its words looked up once. */
export interface FileScan {
  readonly path: string;
  readonly text: string;
  readonly now: () => number;
  readonly ruleTimeout: number;
  /** The tree in a language; undefined where the language has none. */
  tree(language: PatternLanguage): ScannedTree | undefined;
  /** Whether an expression matches anywhere, by `test` where it was not asked before. */
  occurs(regex: string, test: () => boolean): boolean;
  /** What patterns were found to match in the whole file, by their text; `by` tells language and options. */
  found(by: string): Map<string, readonly Range[]>;
  /** The trees that were made. */
  trees(): readonly ScannedTree[];
  /** A part of the file, or what a string in it holds, as a file of its own. */
  part(text: string): FileScan;
  /** `caseless`: in any case. */
  hasWord(word: string, caseless?: boolean): boolean;
}

export interface ScannedTree {
  readonly file: TermTree;
  readonly facts: Facts;
}

export function aFileScan(
  { path, text, tree: shared }: Omit<FileToScan, 'language'>,
  of: { now: () => number; ruleTimeout: number },
): FileScan {
  const trees = new Map<PatternLanguage, ScannedTree | undefined>();
  const found = new Map<string, Map<string, readonly Range[]>>();
  const occurring = new Map<string, boolean>();
  let words: ReadonlySet<string> | undefined;
  let lowered: ReadonlySet<string> | undefined;
  return {
    path,
    text,
    ...of,
    tree(language) {
      if (!trees.has(language))
        trees.set(language, scanTree({ path, text, language, ...(shared && { tree: shared }) }));
      return trees.get(language);
    },
    occurs(regex, test) {
      let known = occurring.get(regex);
      if (known === undefined) occurring.set(regex, (known = test()));
      return known;
    },
    found(by) {
      const known = found.get(by) ?? new Map<string, readonly Range[]>();
      found.set(by, known);
      return known;
    },
    trees: () => [...trees.values()].flatMap((tree) => tree ?? []),
    part: (content) => aFileScan({ path, text: content }, of),
    hasWord(word, caseless = false) {
      if ((words ??= wordsIn(text)).has(word)) return true;
      return caseless && (lowered ??= wordsIn(text.toLowerCase())).has(word.toLowerCase());
    },
  };
}

function scanTree({ path, text, language, tree }: FileToScan): ScannedTree | undefined {
  const syntax = LANGUAGE_SUPPORT[language];
  if (!syntax) return undefined;
  if ('readFile' in syntax) {
    const file = syntax.readFile(text);
    return { file, facts: readFacts(file, syntax.facts) };
  }
  const grammar = syntax.grammarOf(path);
  const shared = tree?.();
  const file = new Lowering(readTree(text, { syntax, grammar, shared }), syntax.dialect).whole();
  return { file, facts: readFacts(file, syntax.facts) };
}

/** The tree by the file's own grammar, or by one that takes more where that cannot read all of it. */
function readTree(
  text: string,
  { syntax, grammar, shared }: { syntax: LanguageSupport; grammar: SyntaxLanguage; shared: SyntaxTree | undefined },
): SyntaxTree {
  const tree = shared?.language === grammar ? shared : parse(grammar, text);
  if (syntax.mend) return syntax.mend(tree, (changed) => parse(grammar, changed));
  if (!tree.hasError || !syntax.widerGrammar) return tree;
  const wider = parse(syntax.widerGrammar, text);
  return wider.hasError ? tree : wider;
}

/** The words of a text, as names are: letters, digits and underscores. */
function wordsIn(text: string): ReadonlySet<string> {
  return new Set(text.match(/\w{2,}/g));
}
