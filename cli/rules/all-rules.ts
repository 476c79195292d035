import { findAsset } from '../../engine/assets.ts';
import { readRuleBook, type BookedRule } from '../../engine/analyzers/rules/rule-book.ts';
import { knownRules } from '../../engine/known-rules.ts';
import type { Rule } from '../../engine/findings/finding.ts';

/** A rule of any analyzer; `booked` where it is one of the packs. */
export interface ListedRule {
  readonly rule: Rule;
  readonly booked?: BookedRule;
}

/** Every rule that a review can report, by id. */
export function allRules(): ListedRule[] {
  const at = findAsset('rules.json');
  const booked = at === undefined ? [] : readRuleBook(at).rules;
  const all: ListedRule[] = [
    ...knownRules().map((rule) => ({ rule })),
    ...booked.map((entry) => ({ rule: entry.info, booked: entry })),
  ];
  return all.sort((a, b) => (a.rule.id < b.rule.id ? -1 : 1));
}

/** The first part of a rule's id: its pack, or its analyzer. */
export function packOf({ id }: Rule): string {
  return id.slice(0, id.indexOf('/'));
}

export function languagesOf({ booked }: ListedRule): readonly string[] {
  return booked?.rule.languages ?? [];
}
