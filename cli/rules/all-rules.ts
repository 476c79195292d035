import { knownRules } from '../../engine/known-rules.ts';
import { rulesAtHand } from '../../engine/rules-at-hand.ts';
import type { Rule } from '../../engine/findings/finding.ts';

/** A rule of any analyzer; `languages` where it is one of the packs. */
export interface ListedRule {
  readonly rule: Rule;
  readonly languages?: readonly string[];
}

/** Every rule that a review can report, by id. */
export function allRules(): ListedRule[] {
  const all: ListedRule[] = [
    ...knownRules().map((rule) => ({ rule })),
    ...(rulesAtHand()?.listed ?? []).map(({ info, languages }) => ({ rule: info, languages })),
  ];
  return all.sort((a, b) => (a.rule.id < b.rule.id ? -1 : 1));
}

/** The first part of a rule's id: its pack, or its analyzer. */
export function packOf({ id }: Rule): string {
  return id.slice(0, id.indexOf('/'));
}

export function languagesOf({ languages = [] }: ListedRule): readonly string[] {
  return languages;
}
