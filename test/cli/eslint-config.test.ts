import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ReviewResult } from '../../engine/review-result.ts';
import type { TestRepository } from '../support/git/a-repository.ts';
import { testRepositories } from '../support/git/test-repositories.ts';
import { runPlumbline } from '../support/run-plumbline.ts';

const { make } = testRepositories();

/** A rule of the repository's own, two rules that are ours too, and a trace of having run. */
const CONFIGURATION = `
  import { writeFileSync } from 'node:fs';
  writeFileSync(new URL('ran', import.meta.url), '');
  const noFoo = {
    meta: { docs: { description: 'says no to foo' } },
    create: (context) => ({ Identifier(node) { if (node.name === 'foo') context.report({ node, message: 'No foo' }); } }),
  };
  export default [
    { ignores: ['src/left-out.js'] },
    {
      plugins: { own: { rules: { 'no-foo': noFoo } } },
      rules: { 'own/no-foo': 'warn', 'no-debugger': 'error', 'no-console': 'error' },
    },
  ];`;

const FILES = {
  'README.md': '# Sample\n',
  LICENSE: 'MIT\n',
  '.gitignore': 'ran\n',
  'eslint.config.js': CONFIGURATION,
  'package.json': '{ "name": "sample", "type": "module" }\n',
  'src/old.js': 'foo();\ndebugger;\n',
};

function aProject(): TestRepository {
  const repository = make();
  repository.commit(FILES);
  return repository;
}

async function reviewed(repository: TestRepository, ...args: string[]): Promise<ReviewResult> {
  const { stdout, stderr } = await runPlumbline(['review', repository.folder, '--format', 'json', ...args]);
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as ReviewResult;
}

function ofEslint({ findings }: ReviewResult): string[] {
  return findings
    .filter(({ ruleId }) => ruleId.startsWith('eslint'))
    .map(({ state, ruleId, path, range, suppression }) =>
      [state, ruleId, `${path}:${range?.startLine}`, ...(suppression ? [suppression.source] : [])].join(' '),
    );
}

test('nothing of the repository runs unless it is asked for', async () => {
  const repository = aProject();
  expect(ofEslint(await reviewed(repository))).toEqual(['existing eslint/no-debugger src/old.js:2']);
  expect(existsSync(join(repository.folder, 'ran'))).toBe(false);
});

test("the repository's own rules are added to ours, and what both find is told once", async () => {
  const repository = aProject();
  repository.write({ 'src/left-out.js': 'foo();\n' });
  const result = await reviewed(repository, '--eslint-config');
  expect(ofEslint(result)).toEqual([
    'existing eslint/no-debugger src/old.js:2',
    'existing eslint-config/own/no-foo src/old.js:1',
  ]);
  expect(result.rules.find(({ id }) => id === 'eslint-config/own/no-foo')).toEqual({
    id: 'eslint-config/own/no-foo',
    title: 'own/no-foo',
    description: 'says no to foo.',
    severity: 'low',
    quality: 'maintainability',
    minutes: 5,
    tags: ['repository-configuration'],
  });
  expect(result.notLookedAt.filter(({ analyzer }) => analyzer === 'eslint-config')).toMatchObject([
    { path: 'src/left-out.js', reason: 'excluded' },
  ]);
  expect(result.scope.analyzers).toContainEqual({ id: 'eslint-config', files: 2 });
});

test('of a change, the changed files are linted as they are on disk; what its lines did not bring was there', async () => {
  const repository = aProject();
  repository.git('switch', '-qc', 'feature');
  repository.commit({ 'src/new.js': 'foo();\n' });
  repository.write({ 'src/old.js': 'foo();\ndebugger;\nfoo(2);\n', 'src/untracked.js': 'console.log(foo);\n' });
  expect(ofEslint(await reviewed(repository, '--base', 'main', '--eslint-config'))).toEqual([
    'new eslint-config/no-console src/untracked.js:1',
    'new eslint-config/own/no-foo src/new.js:1',
    'new eslint-config/own/no-foo src/old.js:3',
    'new eslint-config/own/no-foo src/untracked.js:1',
    'existing eslint/no-debugger src/old.js:2',
    'existing eslint-config/own/no-foo src/old.js:1',
  ]);
});

test("ESLint's own comments, ours and the configuration suppress them", async () => {
  const repository = aProject();
  repository.commit({
    '.plumbline.yml': 'rules:\n  eslint-config/no-console: off\n',
    'src/old.js': [
      'foo(); // eslint-disable-line own/no-foo -- wanted',
      'foo(); // plumbline-ignore eslint-config/own/no-foo: wanted too',
      'console.log(1);',
      '',
    ].join('\n'),
  });
  expect(ofEslint(await reviewed(repository, '--eslint-config'))).toEqual([
    'existing eslint-config/own/no-foo src/old.js:1 eslint-comment',
    'existing eslint-config/own/no-foo src/old.js:2 comment',
  ]);
});

test('a configuration that does not load is not looked at, and the rest goes on', async () => {
  const repository = aProject();
  repository.write({ 'eslint.config.js': "throw new Error('no such preset');" });
  const result = await reviewed(repository, '--eslint-config');
  expect(ofEslint(result)).toEqual(['existing eslint/no-debugger src/old.js:2']);
  expect(result.notLookedAt.filter(({ analyzer }) => analyzer === 'eslint-config')).toMatchObject([
    { subject: "the repository's ESLint configuration", reason: 'bad-input' },
  ]);
});

test('it is refused where head is not the working folder', async () => {
  const repository = aProject();
  const run = (...args: string[]) => runPlumbline(['review', ...args, '--eslint-config']);
  expect(await run(repository.folder, '--head', 'main')).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'plumbline: --eslint-config lints the files on disk, not those of main: check it out, and leave out --head.\n',
  });
  expect(await run(join(repository.folder, '.git'))).toMatchObject({ code: 2, stdout: '' });
});
