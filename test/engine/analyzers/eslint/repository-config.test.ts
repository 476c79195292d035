import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { lintWithRepositoryConfig } from '../../../../engine/analyzers/eslint/repository-config.ts';
import { withoutRepeated } from '../../../../engine/analyzers/eslint/repository-rule.ts';
import { LINT_RULE_BY_NAME } from '../../../../engine/analyzers/eslint/rules.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function repository(files: Readonly<Record<string, string>>): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'plumbline-test-')));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const CONFIGURATION = `
  const rule = {
    meta: { docs: { description: 'says no to foo', url: 'https://example.org/no-foo' } },
    create: (context) => ({ Identifier(node) { if (node.name === 'foo') context.report({ node, message: 'No foo' }); } }),
  };
  export default [
    { ignores: ['ignored.js'] },
    { plugins: { own: { rules: { 'no-foo': rule } } }, rules: { 'own/no-foo': 'warn', 'no-debugger': 'error' } },
  ];`;

describe('lintWithRepositoryConfig', () => {
  it("uses the repository's rules, and lists what its comments suppress", async () => {
    const folder = repository({
      'eslint.config.mjs': CONFIGURATION,
      'src/a [1].js': 'debugger;\nfoo(); // eslint-disable-line own/no-foo -- wanted\n',
      'broken.js': 'let = ;',
      'ignored.js': 'foo();',
    });
    const result = await lintWithRepositoryConfig(folder, ['src/a [1].js', 'broken.js', 'ignored.js']);
    expect(result.findings).toEqual([
      {
        ruleId: 'eslint-config/no-debugger',
        path: 'src/a [1].js',
        range: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 10 },
        message: "Unexpected 'debugger' statement.",
      },
      {
        ruleId: 'eslint-config/own/no-foo',
        path: 'src/a [1].js',
        range: { startLine: 2, startColumn: 1, endLine: 2, endColumn: 4 },
        message: 'No foo.',
      },
    ]);
    expect(result.rules).toEqual([
      {
        ...LINT_RULE_BY_NAME.get('no-debugger')!.rule,
        id: 'eslint-config/no-debugger',
        tags: ['repository-configuration'],
      },
      {
        id: 'eslint-config/own/no-foo',
        title: 'own/no-foo',
        description: 'says no to foo.',
        severity: 'low',
        quality: 'maintainability',
        minutes: 5,
        helpUri: 'https://example.org/no-foo',
        tags: ['repository-configuration'],
      },
    ]);
    expect(result.notLookedAt.map(({ path, reason }) => ({ path, reason }))).toEqual([
      { path: 'broken.js', reason: 'syntax-error' },
      { path: 'ignored.js', reason: 'excluded' },
    ]);
  });

  it('takes what ESLint says of a directive comment for a finding, not for a file left out', async () => {
    const folder = repository({
      'eslint.config.mjs': CONFIGURATION,
      'a.js': 'f(); // eslint-disable-line no-debugger\n',
    });
    const { findings, notLookedAt } = await lintWithRepositoryConfig(folder, ['a.js']);
    expect({ findings, notLookedAt }).toMatchObject({
      findings: [{ ruleId: 'eslint-config/directive-comment', path: 'a.js', range: { startLine: 1, startColumn: 6 } }],
      notLookedAt: [],
    });
  });

  it('follows a link to the folder', async () => {
    const folder = repository({ 'real/eslint.config.mjs': CONFIGURATION, 'real/a.js': 'foo();' });
    symlinkSync('real', join(folder, 'link'));
    const { findings } = await lintWithRepositoryConfig(join(folder, 'link'), ['a.js']);
    expect(findings.map(({ path, ruleId }) => `${ruleId} ${path}`)).toEqual(['eslint-config/own/no-foo a.js']);
  });

  it('says what ESLint says of a broken configuration', async () => {
    const folder = repository({ 'eslint.config.mjs': "throw new Error('no such preset');", 'a.js': 'f();' });
    const result = await lintWithRepositoryConfig(folder, ['a.js']);
    expect(result.findings).toEqual([]);
    expect(result.notLookedAt).toHaveLength(1);
    expect(result.notLookedAt[0]).toMatchObject({
      subject: "the repository's ESLint configuration",
      analyzer: 'eslint-config',
      reason: 'bad-input',
    });
    expect(result.notLookedAt[0]!.detail).toContain('no such preset');
  });

  it('ends a configuration that never ends', async () => {
    const folder = repository({ 'eslint.config.mjs': 'for (;;);', 'a.js': 'f();' });
    const result = await lintWithRepositoryConfig(folder, ['a.js'], { milliseconds: 1500 });
    expect(result.notLookedAt.map(({ path, reason }) => ({ path, reason }))).toEqual([
      { path: 'a.js', reason: 'time-out' },
    ]);
  });

  it('does not run anything for no files', async () => {
    const folder = repository({ 'eslint.config.mjs': 'for (;;);' });
    expect(await lintWithRepositoryConfig(folder, [])).toEqual({ findings: [], rules: [], notLookedAt: [] });
  });
});

describe('withoutRepeated', () => {
  const at = (ruleId: string, startLine: number, path = 'a.ts') => {
    return { ruleId, path, message: '', range: { startLine, startColumn: 1, endLine: startLine, endColumn: 2 } };
  };

  it("leaves out what our run of the same rule has found on the line, by either rule's name", () => {
    const ours = [at('eslint/no-eval', 1), at('eslint/no-unused-vars', 2)];
    const theirs = [
      at('eslint-config/no-eval', 1),
      at('eslint-config/@typescript-eslint/no-unused-vars', 2),
      at('eslint-config/no-eval', 2),
      at('eslint-config/no-eval', 1, 'b.ts'),
      at('eslint-config/own/no-eval', 1),
    ];
    expect(withoutRepeated([...ours, ...theirs])).toEqual([...ours, ...theirs.slice(2)]);
  });
});
