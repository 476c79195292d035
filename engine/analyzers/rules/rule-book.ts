import { readFileSync } from 'node:fs';
import type { Rule } from '../../findings/finding.ts';
import type { PatternLanguage } from '../../patterns/languages.ts';
import type { PatternRule } from '../../patterns/rule.ts';
import type { RulePack } from './packs.ts';

/** A rule in Semgrep's format with what reviews and reports need of it. */
export interface BookedRule {
  /** Its id is the finding's: `pack/name`. */
  readonly rule: PatternRule;
  readonly info: Rule;
  /** Looks at tests, too. */
  readonly tests: boolean;
  /** By language and pattern, the words that a file must have for the pattern to match. */
  readonly words: Partial<Record<PatternLanguage, Readonly<Record<string, readonly string[]>>>>;
}

/** Rules as they are handed to the engine: a file of JSON whose content never changes. */
export interface RuleBook {
  readonly rules: readonly BookedRule[];
}

/** What reports and configurations need of a rule. */
export interface ListedRule {
  readonly info: Rule;
  readonly languages: readonly PatternLanguage[];
}

/** The rules that a review looks by: a file of them for the workers, and what they are. */
export interface RulesAtHand {
  readonly at: string;
  readonly listed: readonly ListedRule[];
}

let known: { readonly at: string; readonly book: RuleBook } | undefined;

/** Reads a file of rules that the program brings along; once for the life of the process. */
export function readRuleBook(at: string): RuleBook {
  if (known?.at !== at) known = { at, book: JSON.parse(readFileSync(at, 'utf8')) as RuleBook };
  return known.book;
}

/** The rules of the wanted packs. */
export function bookedRules({ at, packs }: { readonly at: string; readonly packs: readonly RulePack[] }): BookedRule[] {
  return readRuleBook(at).rules.filter(({ info }) => packs.some((pack) => info.id.startsWith(`${pack}/`)));
}
