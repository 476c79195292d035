import { applyEdits } from '../engine/patterns/report/fixes.ts';
import type { PatternFinding } from '../engine/patterns/report/pattern-finding.ts';
import { targetLanguages } from '../engine/patterns/targets/target-languages.ts';
import { RuleSet } from '../engine/patterns/targets/scan-target.ts';
import { judgeLines, readAnnotations, type Expectation } from '../engine/patterns/testing/annotations.ts';
import type { Example, RuleFolder } from './rule-folder.ts';
import { ruleInfo } from './rule-info.ts';

const EXAMPLE_TIMEOUT = 10_000;
/** Headings that a rule's README has, in this order. */
const SECTIONS = ['Why', 'Wrong', 'Right', 'When not to use it'] as const;

/** What a rule of ours lacks or does otherwise than its examples say; empty: it is whole. */
export async function checkRule(folder: RuleFolder): Promise<string[]> {
  const problems = [...folder.problems];
  const { rule } = folder;
  if (!rule) return problems;
  // YAML's folded text keeps quotes as they are.
  if (/^\s*["']/.test(rule.message)) problems.push('the message begins with a quote that readers would see');
  if (rule.id !== folder.name) problems.push(`the rule's id ${rule.id} is not its folder's name`);
  const described = ruleInfo(folder);
  if ('problems' in described) problems.push(...described.problems);
  problems.push(...checkReadme(folder.readme));
  const set = new RuleSet([rule]);
  for (const example of folder.examples) {
    const { findings, errors } = await set.scan(
      { path: example.name, bytes: Buffer.from(example.text) },
      EXAMPLE_TIMEOUT,
    );
    problems.push(...errors.map(({ message }) => `${example.name}: ${message}`));
    problems.push(...checkLines(rule.id, example, findings), ...checkFix(example, findings));
  }
  return [...problems, ...checkExamples(folder)];
}

function checkReadme(readme: string): string[] {
  if (readme === '') return ['there is no README.md'];
  const headings = [...readme.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading!.trim());
  const missing = SECTIONS.filter((section) => !headings.includes(section));
  return [
    ...(/^# \S/.test(readme) ? [] : ['README.md does not begin with a title']),
    ...missing.map((section) => `README.md has no section "${section}"`),
    ...(/^```/m.test(readme) ? [] : ['README.md shows no code']),
  ];
}

function checkExamples({ rule, examples }: RuleFolder): string[] {
  const expectations = examples.flatMap(({ text }) => readAnnotations(text).get(rule!.id) ?? []);
  const tried = new Set(examples.flatMap(({ name, text }) => targetLanguages(name, text.split('\n', 1)[0]!)));
  const hasFix = rule!.fix !== undefined || rule!.fixRegex !== undefined;
  return [
    ...(expectations.some(({ found }) => found.size > 0) ? [] : ['no example says ruleid:']),
    ...(expectations.some(({ clean }) => clean.size > 0) ? [] : ['no example says ok:']),
    ...rule!.languages
      .filter((language) => !tried.has(language))
      .map((language) => `there is no example for ${language}`),
    ...(hasFix && examples.every(({ fixed }) => fixed === undefined) ? ['there is a fix, and no .fixed example'] : []),
  ];
}

/** Findings start on the lines that say so, and on no others. */
function checkLines(id: string, { name, text }: Example, findings: readonly PatternFinding[]): string[] {
  const annotations = readAnnotations(text);
  const foreign = [...annotations.keys()].find((named) => named !== id);
  const { missing, surplus } = judgeLines(
    findings.map(({ start }) => start.line),
    annotations.get(id) ?? NOTHING_EXPECTED,
  );
  return [
    ...(foreign === undefined ? [] : [`${name}: an annotation names ${foreign}`]),
    ...missing.map((line) => `${name}:${line}: nothing is found here`),
    ...surplus.map((line) => `${name}:${line}: something is found here that no ruleid: announces`),
  ];
}

const NOTHING_EXPECTED: Expectation = { found: new Set(), clean: new Set(), todo: new Set() };

function checkFix({ name, text, fixed }: Example, findings: readonly PatternFinding[]): string[] {
  if (fixed === undefined) return [];
  const edits = findings.flatMap(({ edit }) => (edit ? [edit] : []));
  return applyEdits(text, edits).text === fixed
    ? []
    : [`${name}: the fix makes something else than the .fixed file has`];
}
