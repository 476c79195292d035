import { describe, expect, it } from 'vitest';
import { lintFiles, type LintInput, type LintOptions } from '../../../../engine/analyzers/eslint/lint-files.ts';

function file(path: string, text: string): LintInput {
  const language = path.endsWith('.tsx') ? 'tsx' : path.endsWith('.ts') ? 'typescript' : 'javascript';
  return { path, text, classification: { language, type: 'code', test: false } };
}

async function lintOne(input: LintInput, options?: LintOptions) {
  return (await lintFiles([input], options)).files.get(input.path)!;
}

describe('lintFiles', () => {
  it('gives each file its findings', async () => {
    const output = await lintFiles([
      file('a.js', 'f();\n  debugger;\n'),
      file('src/b.ts', 'export const a: number = 1;\n'),
    ]);
    expect(output.engines).toEqual({ oxlint: 2, eslint: 0 });
    expect(output.files.get('src/b.ts')).toEqual({ findings: [], notLookedAt: [] });
    expect(output.files.get('a.js')).toEqual({
      findings: [
        {
          ruleId: 'eslint/no-debugger',
          path: 'a.js',
          range: { startLine: 2, startColumn: 3, endLine: 2, endColumn: 12 },
          message: '`debugger` statement is not allowed. Remove the debugger statement.',
        },
      ],
      notLookedAt: [],
    });
  });

  it('is ESLint on its own where oxlint is missing', async () => {
    const { findings } = await lintOne(file('a.js', 'f();\n  debugger;\n'), { oxlint: 'none' });
    expect(findings.map(({ ruleId, range }) => ({ ruleId, range }))).toEqual([
      { ruleId: 'eslint/no-debugger', range: { startLine: 2, startColumn: 3, endLine: 2, endColumn: 12 } },
    ]);
  });
});
