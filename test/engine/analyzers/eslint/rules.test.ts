import { beforeAll, describe, expect, it } from 'vitest';
import { lintFiles, type LintInput, type LintOutput } from '../../../../engine/analyzers/eslint/lint-files.ts';
import { LINT_RULES, LINT_RULE_BY_NAME, eslintRules } from '../../../../engine/analyzers/eslint/rules.ts';
import { compareEngines, type EngineComparison } from '../../../differential/compare-engines.ts';
import { WRONG_CODE } from './wrong-code.ts';

const files: LintInput[] = LINT_RULES.map(({ name, typescript }) => ({
  path: `${name}${typescript === 'only' ? '.ts' : '.js'}`,
  text: WRONG_CODE[name] ?? '',
  classification: { language: typescript === 'only' ? 'typescript' : 'javascript', type: 'code', test: false },
}));

let comparison: EngineComparison;
let reference: LintOutput;
beforeAll(async () => {
  reference = await lintFiles(files, { oxlint: 'none' });
  comparison = compareEngines(await lintFiles(files), reference);
});

describe.each(LINT_RULES.map((rule, index) => ({ name: rule.name, rule, file: files[index]! })))('$name', (each) => {
  const { rule, file } = each;
  it('fires on wrong code, at the same place in either engine', () => {
    expect(reference.files.find(({ path }) => path === file.path)!.notLookedAt).toEqual([]);
    expect(reference.files.find(({ path }) => path === file.path)!.findings.map(({ ruleId }) => ruleId)).toContain(
      rule.rule.id,
    );
    const { differences } = comparison;
    expect(differences.filter((difference) => difference.path === file.path && difference.rule === rule.name)).toEqual(
      [],
    );
  });
});

describe('what a rule of ESLint needs in the text', () => {
  it.each([
    ['no-octal-escape', "f('\\1');", "f('a\\07');", "f('\\08');"],
    [
      '@typescript-eslint/no-confusing-non-null-assertion',
      'f(a! == b);',
      'f(a!\n=== b);',
      'f(a! /* one * two */ /**/ == b);',
      'f(a! // why\n // so\n == b);',
      'a! = b;',
      "f('x'! in b);",
      'f(a! instanceof B);',
    ],
  ])('is there whenever %s fires', async (name, ...texts) => {
    const { needs, typescript } = LINT_RULE_BY_NAME.get(name)!;
    const language = typescript === 'only' ? 'typescript' : 'javascript';
    const inputs = texts.map((text): LintInput => ({
      path: text,
      text,
      classification: { language, type: 'code', test: false },
    }));
    const { files: found } = await lintFiles(inputs, { oxlint: 'none' });
    for (const [index, text] of texts.entries()) {
      expect(
        found[index]!.findings.map(({ ruleId }) => ruleId),
        text,
      ).toContain(`eslint/${name}`);
      expect(text).toMatch(needs!);
    }
  });

  it('is stated for each rule that ESLint runs on its own', () => {
    const withoutNeed = LINT_RULES.filter(({ engine, needs }) => engine === 'eslint' && !needs);
    expect(withoutNeed).toEqual([]);
  });

  it('is looked for in linear time', () => {
    for (const { needs } of LINT_RULES) {
      if (!needs) continue;
      for (const part of [
        '!',
        '! ',
        '!//',
        '!/*',
        '!/**/',
        '\\',
        '\\0',
        'continue',
        '!\n//\n',
        '/**',
        'return',
        '(a ',
        '( ',
      ]) {
        expect(needs.test(part.repeat(300_000)), `${needs.source} on ${part}`).toBeDefined();
      }
    }
  });
});

describe('the table of rules', () => {
  it('has wrong code for each, and none left over', () => {
    expect(Object.keys(WRONG_CODE).sort()).toEqual(LINT_RULES.map(({ name }) => name).sort());
  });

  it('describes every rule in words of its own', () => {
    expect(new Set(eslintRules.map(({ title }) => title)).size).toBe(eslintRules.length);
    for (const { id, title, description, minutes, helpUri } of eslintRules) {
      expect(id).toMatch(/^eslint\/(?:@typescript-eslint\/)?[a-z-]+$/);
      expect(title, id).toMatch(/^.{3,70}[^.]$/);
      expect(description, id).toMatch(/^[^]{20,300}\.$/);
      expect(minutes).toBeGreaterThan(0);
      if (id !== 'eslint/syntax-error') expect(helpUri).toMatch(/^https:\/\/(?:eslint\.org|typescript-eslint\.io)\//);
    }
  });
});
