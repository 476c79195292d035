import { parse } from '../syntax/parse.ts';
import { readFacts, type Facts } from './facts/facts.ts';
import type { PatternLanguage } from './languages.ts';
import { Lowering } from './lower/lowering.ts';
import { LANGUAGE_SUPPORT } from './lower/languages.ts';
import type { TermTree } from './term.ts';

export interface FileToScan {
  readonly path: string;
  readonly text: string;
  readonly language: PatternLanguage;
}

/** A file as all rules share it: parsed once, its words looked up once. */
export interface FileScan {
  readonly path: string;
  readonly text: string;
  readonly now: () => number;
  readonly ruleTimeout: number;
  /** The tree in a language; undefined where the language has none. */
  tree(language: PatternLanguage): ScannedTree | undefined;
  /** A part of the file, or what a string in it holds, as a file of its own. */
  part(text: string): FileScan;
  hasWord(word: string): boolean;
}

export interface ScannedTree {
  readonly file: TermTree;
  readonly facts: Facts;
}

export function aFileScan(
  { path, text }: Pick<FileToScan, 'path' | 'text'>,
  of: { now: () => number; ruleTimeout: number },
): FileScan {
  const trees = new Map<PatternLanguage, ScannedTree | undefined>();
  const words = new Map<string, boolean>();
  return {
    path,
    text,
    ...of,
    tree(language) {
      if (!trees.has(language)) trees.set(language, scanTree(path, text, language));
      return trees.get(language);
    },
    part: (content) => aFileScan({ path, text: content }, of),
    hasWord(word) {
      let has = words.get(word);
      if (has === undefined) words.set(word, (has = text.includes(word)));
      return has;
    },
  };
}

function scanTree(path: string, text: string, language: PatternLanguage): ScannedTree | undefined {
  const syntax = LANGUAGE_SUPPORT[language];
  if (!syntax) return undefined;
  const file = new Lowering(parse(syntax.grammarOf(path), text), syntax.dialect).whole();
  return { file, facts: readFacts(file, syntax.facts) };
}
