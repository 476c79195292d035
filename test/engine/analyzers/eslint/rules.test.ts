import { beforeAll, describe, expect, it } from 'vitest';
import { lintFiles, type LintInput, type LintOutput } from '../../../../engine/analyzers/eslint/lint-files.ts';
import { LINT_RULES, eslintRules } from '../../../../engine/analyzers/eslint/rules.ts';
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
    expect(reference.files.get(file.path)!.notLookedAt).toEqual([]);
    expect(reference.files.get(file.path)!.findings.map(({ ruleId }) => ruleId)).toContain(rule.rule.id);
    const { differences } = comparison;
    expect(differences.filter((difference) => difference.path === file.path && difference.rule === rule.name)).toEqual(
      [],
    );
  });

  it('has what it needs in the text, if it says that it needs something', () => {
    if (rule.needs) expect(file.text).toMatch(rule.needs);
    expect(rule.engine === 'eslint').toBe(rule.needs !== undefined);
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
      expect(helpUri).toMatch(/^https:\/\/(?:eslint\.org|typescript-eslint\.io)\//);
    }
  });
});
