import { readFileSync } from 'node:fs';
import { findAsset } from './assets.ts';
import type { ListedRule, RulesAtHand } from './analyzers/rules/rule-book.ts';
import { knownRules } from './known-rules.ts';

let known: RulesAtHand | undefined;

/** The rules that the program brings along; undefined where it was built without them. */
export function rulesAtHand(): RulesAtHand | undefined {
  const at = findAsset('rules.json');
  const list = findAsset('rule-list.json');
  if (at === undefined || list === undefined) return undefined;
  return (known ??= { at, listed: JSON.parse(readFileSync(list, 'utf8')) as ListedRule[] });
}

/** Ids of all rules that a review can report, as a configuration may name them. */
export function ruleIds(): string[] {
  return [...knownRules(), ...(rulesAtHand()?.listed.map(({ info }) => info) ?? [])].map(({ id }) => id);
}
