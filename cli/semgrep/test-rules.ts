import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import type { PatternRule } from '../../engine/patterns/rule.ts';
import { applyEdits } from '../../engine/patterns/report/fixes.ts';
import { targetLanguages } from '../../engine/patterns/targets/target-languages.ts';
import { judgeLines, readAnnotations, type RuleVerdict } from '../../engine/patterns/testing/annotations.ts';
import { readRules } from '../../engine/patterns/rules/read-rules.ts';
import type { RuleProblem } from '../../engine/patterns/rules/rule-problem.ts';
import { decodeText } from '../../engine/source/decode-text.ts';
import { UsageError } from '../exit-codes.ts';
import { ruleFilesOf } from './read-rule-configs.ts';
import type { ScanOne } from './scan-one.ts';

/** How the rules of one file did on the examples beside it. */
export interface RuleFileTest {
  readonly file: string;
  readonly problems: readonly RuleProblem[];
  readonly rules: readonly RuleTest[];
  readonly fixes: readonly FixTest[];
}

export interface RuleTest {
  readonly id: string;
  readonly passed: boolean;
  /** By example. */
  readonly examples: ReadonlyMap<string, RuleVerdict>;
  readonly errors: readonly string[];
  readonly hasFix: boolean;
}

export interface FixTest {
  readonly example: string;
  readonly passed: boolean;
  /** 1-based line on which the fixed text first differs from what is expected. */
  readonly differsAt?: number;
}

/**
 * Tries every rule file on its examples: files in the same folder (or at the same place below `examples`) whose names
 * begin with the rule file's.
 */
export async function testRules(
  configs: readonly string[],
  of: { readonly examples: string | undefined; readonly scan: ScanOne },
): Promise<RuleFileTest[]> {
  const tests: RuleFileTest[] = [];
  for (const config of configs) {
    const isFolder = statSync(config, { throwIfNoEntry: false })?.isDirectory() ?? false;
    for (const file of ruleFilesOf(config)) {
      const place =
        of.examples === undefined
          ? dirname(file)
          : placeBelow(of.examples, isFolder ? relative(config, file) : basename(file));
      tests.push(await testFile(file, { examples: examplesOf(file, place), scan: of.scan }));
    }
  }
  return tests;
}

function placeBelow(examples: string, file: string): string {
  const stats = statSync(examples, { throwIfNoEntry: false });
  if (!stats) throw new UsageError(`${examples} does not exist.`);
  return stats.isDirectory() ? join(examples, dirname(file)) : examples;
}

/** Without those that show what a fix makes of another. */
function examplesOf(file: string, place: string): string[] {
  if (statSync(place, { throwIfNoEntry: false })?.isFile()) return [place];
  const stem = basename(file).replace(/\.(?:ya?ml|json)$/, '');
  const names = statSync(place, { throwIfNoEntry: false }) ? readdirSync(place) : [];
  return names
    .filter((name) => name.startsWith(`${stem}.`) && join(place, name) !== file && !isFixed(name))
    .filter((name) => !/^\.ya?ml$/.test(name.slice(stem.length)))
    .map((name) => join(place, name))
    .sort();
}

function isFixed(name: string): boolean {
  return name.split('.').slice(1).includes('fixed');
}

async function testFile(
  file: string,
  of: { readonly examples: readonly string[]; readonly scan: ScanOne },
): Promise<RuleFileTest> {
  const { rules, problems } = readRules({ name: file, text: readFileSync(file, 'utf8') });
  // Rules may be for certain paths only, where their examples do not lie.
  const everywhere = rules.map((rule) => ({ ...rule, paths: { include: [], exclude: [] } }));
  const verdicts = new Map(rules.map(({ id }) => [id, new Map<string, RuleVerdict>()]));
  const errors = new Map(rules.map(({ id }) => [id, new Set<string>()]));
  const fixes: FixTest[] = [];
  for (const example of of.examples) {
    const bytes = readFileSync(example);
    const text = decodeText(bytes);
    const result = await of.scan(everywhere, { path: example, bytes, ...languageFor(example, text, rules) });
    for (const { ruleId, message } of result.errors) if (ruleId !== undefined) errors.get(ruleId)?.add(message);
    for (const [id, expectation] of readAnnotations(text)) {
      const rule = rules.find((each) => id === each.id || id.endsWith(`.${each.id}`));
      if (!rule) continue;
      const lines = result.findings.filter(({ ruleId }) => ruleId === rule.id).map(({ start }) => start.line);
      verdicts.get(rule.id)!.set(example, judgeLines(lines, expectation));
    }
    const fixed = fixedExample(example);
    if (fixed !== undefined) {
      const edits = result.findings.flatMap(({ edit }) => edit ?? []);
      fixes.push(compareFixed(example, applyEdits(text, edits).text, fixed));
    }
  }
  return {
    file,
    problems,
    fixes,
    rules: rules.map(({ id, fix, fixRegex }) => {
      const examples = verdicts.get(id)!;
      const said = [...errors.get(id)!];
      const passed =
        examples.size > 0 && said.length === 0 && [...examples.values()].every((verdict) => verdict.passed);
      return { id, passed, examples, errors: said, hasFix: fix !== undefined || fixRegex !== undefined };
    }),
  };
}

/** An example of a strange name is taken for the rules' own language. */
function languageFor(example: string, text: string, rules: readonly PatternRule[]) {
  const languages = rules.flatMap((rule) => rule.languages);
  const byName = targetLanguages(example, text.slice(0, 200).split('\n', 1)[0]!);
  const [first] = languages;
  return first === undefined || byName.some((language) => languages.includes(language)) ? {} : { language: first };
}

function fixedExample(example: string): string | undefined {
  const [stem, ...rest] = basename(example).split('.');
  const file = join(dirname(example), [stem, ...rest.slice(0, -1), 'fixed', ...rest.slice(-1)].join('.'));
  return statSync(file, { throwIfNoEntry: false })?.isFile() ? decodeText(readFileSync(file)) : undefined;
}

function compareFixed(example: string, actual: string, expected: string): FixTest {
  if (actual === expected) return { example, passed: true };
  const [have, want] = [actual.split('\n'), expected.split('\n')];
  const at = have.findIndex((line, index) => line !== want[index]);
  return { example, passed: false, differsAt: (at === -1 ? have.length : at) + 1 };
}
