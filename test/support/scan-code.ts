import { stringify } from 'yaml';
import { compileRule } from '../../engine/patterns/compile-rule.ts';
import type { PatternLanguage } from '../../engine/patterns/languages.ts';
import { readRules } from '../../engine/patterns/rules/read-rules.ts';
import { scanFile, type ScanOptions, type ScanResult } from '../../engine/patterns/scan-file.ts';
import { furtherLanguages, loadPatternGrammars } from '../../engine/patterns/targets/load-pattern-grammars.ts';

export interface Scanned extends ScanResult {
  /** 1-based lines on which matches start, each once. */
  readonly lines: readonly number[];
}

/** Runs one rule (what it says beside its head, or a pattern alone) on code. */
export async function scanCode(
  language: PatternLanguage,
  rule: string | Readonly<Record<string, unknown>>,
  code: string,
  options: ScanOptions & { readonly path?: string } = {},
): Promise<Scanned> {
  const body = typeof rule === 'string' ? { pattern: rule } : rule;
  const head = { id: 'r', languages: [language], severity: 'ERROR', message: 'm' };
  const { rules, problems } = readRules({ name: 'rule.yaml', text: stringify({ rules: [{ ...head, ...body }] }) });
  const [read] = rules;
  if (!read) throw new Error(`no rule: ${JSON.stringify(problems)}`);
  await loadPatternGrammars([language, ...furtherLanguages(read)]);
  const path = options.path ?? 'file';
  const result = scanFile([compileRule(read, language)], { path, text: code, language }, options);
  const lines = result.matches.map(({ start }) => code.slice(0, start).split('\n').length);
  return { ...result, lines: [...new Set(lines)] };
}
