import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BookedRule, ListedRule, RuleBook } from '../engine/analyzers/rules/rule-book.ts';
import { compileRule, patternWords } from '../engine/patterns/compile-rule.ts';
import { furtherLanguages, loadPatternGrammars } from '../engine/patterns/targets/load-pattern-grammars.ts';
import { readPacks } from './read-packs.ts';
import type { RuleFolder } from './rule-folder.ts';
import { ruleInfo } from './rule-info.ts';

/** Writes what the built program looks by: `rules.json` for the workers, `rule-list.json` for all others. */
export async function writeRuleBook({ from, to }: { readonly from: string; readonly to: string }): Promise<void> {
  const folders = readPacks(from);
  const rules: BookedRule[] = [];
  for (const folder of folders) rules.push(await book(folder));
  writeFileSync(join(to, 'rules.json'), JSON.stringify({ rules } satisfies RuleBook));
  const listed = rules.map(({ info, rule }): ListedRule => ({ info, languages: rule.languages }));
  writeFileSync(join(to, 'rule-list.json'), JSON.stringify(listed));
}

async function book(folder: RuleFolder): Promise<BookedRule> {
  const described = ruleInfo(folder);
  if ('problems' in described || !folder.rule) {
    const problems = [...folder.problems, ...('problems' in described ? described.problems : [])];
    throw new Error(`${folder.folder}: ${problems.join('; ')}`);
  }
  const { rule } = folder;
  const words: BookedRule['words'] = {};
  for (const language of rule.languages) {
    await loadPatternGrammars([language, ...furtherLanguages(rule)]);
    words[language] = patternWords(compileRule(rule, language));
  }
  const { info, metadata } = described;
  return { rule: { ...rule, id: info.id }, info, tests: metadata.tests, words };
}
