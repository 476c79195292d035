import { readFile } from 'node:fs/promises';
import type { PatternRule } from '../patterns/rule.ts';
import { RuleSet, type TargetResult } from '../patterns/targets/scan-target.ts';
import type { PatternTask } from './protocol.ts';

let known: { readonly at: string; readonly rules: RuleSet } | undefined;

/** Runs rules on one file; what they compile to is kept for the next one. */
export async function scanPatterns({ rulesAt, ruleTimeout, ...target }: PatternTask): Promise<TargetResult> {
  if (known?.at !== rulesAt) {
    const rules = JSON.parse(await readFile(rulesAt, 'utf8')) as readonly PatternRule[];
    known = { at: rulesAt, rules: new RuleSet(rules) };
  }
  return known.rules.scan(target, ruleTimeout);
}
