import { beforeAll, describe, expect, it } from 'vitest';
import { findFixes, type FixWanted, type FoundFix } from '../../../../engine/analyzers/eslint/fixes/find-fixes.ts';
import { FIXABLE_RULES } from '../../../../engine/analyzers/eslint/fixes/fixable-rules.ts';
import { lintFiles, type LintInput } from '../../../../engine/analyzers/eslint/lint-files.ts';
import type { RawFinding } from '../../../../engine/findings/finding.ts';
import { MENDED_CODE } from './mended-code.ts';

function file(text: string, path = 'a.js'): LintInput {
  const language = path.endsWith('.tsx') ? 'tsx' : path.endsWith('.ts') ? 'typescript' : 'javascript';
  return { path, text, classification: { language, type: 'code', test: false } };
}

async function ruleIdsIn(inputs: readonly LintInput[]): Promise<string[][]> {
  const { files } = await lintFiles(inputs);
  return files.map(({ findings }) => findings.map(({ ruleId }: RawFinding) => ruleId).sort());
}

/** The first finding of a rule, as ESLint places it. */
async function firstOf(rule: string, input: LintInput): Promise<FixWanted[]> {
  const { files } = await lintFiles([input], { oxlint: 'none' });
  const { range } = files[0]!.findings.find(({ ruleId }) => ruleId === `eslint/${rule}`)!;
  return [{ rule, startLine: range!.startLine, startColumn: range!.startColumn }];
}

function applied(text: string, { fix }: FoundFix): string {
  return [...fix.edits]
    .reverse()
    .reduce((mended, edit) => mended.slice(0, edit.startOffset) + edit.text + mended.slice(edit.endOffset), text);
}

describe.each(MENDED_CODE)('$rule: $before', ({ rule, before, after, safe = true, path }) => {
  it(after === undefined ? 'has no fix' : `is mended to: ${after}`, async () => {
    const [fix] = await findFixes(file(before, path), await firstOf(rule, file(before, path)));
    expect(fix && { after: applied(before, fix), safe: fix.fix.safe }).toEqual(
      after === undefined ? undefined : { after, safe },
    );
  });
});

describe('what is found', () => {
  let found: { readonly rule: string; readonly before: string[]; readonly after: string[] | undefined }[];
  beforeAll(async () => {
    const befores = await ruleIdsIn(MENDED_CODE.map(({ before, path }) => file(before, path)));
    const afters = await ruleIdsIn(MENDED_CODE.map(({ after = '', path }) => file(after, path)));
    found = MENDED_CODE.map(({ rule, after }, index) => ({
      rule,
      before: befores[index]!,
      after: after === undefined ? undefined : afters[index]!,
    }));
  });

  it('is the rule that is mended', () => {
    const missing = MENDED_CODE.filter(
      ({ rule, after }, index) => after !== undefined && !found[index]!.before.includes(`eslint/${rule}`),
    );
    expect(missing).toEqual([]);
  });

  it('is one less after the fix, and nothing more', () => {
    for (const { rule, before, after } of found) {
      if (!after) continue;
      const expected = [...before];
      expected.splice(expected.indexOf(`eslint/${rule}`), 1);
      expect(after, rule).toEqual(expected);
    }
  });
});

describe('the rules with fixes', () => {
  it('all have an example of one', () => {
    const shown = new Set(MENDED_CODE.flatMap(({ rule, after }) => (after === undefined ? [] : [rule])));
    expect([...shown].sort()).toEqual([...FIXABLE_RULES.keys()].sort());
  });
});
