import { execFileSync, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { ReviewResult } from '../../engine/review-result.ts';
import type { FileChange, TestRepository } from '../support/git/a-repository.ts';
import { testRepositories } from '../support/git/test-repositories.ts';
import { runPlumbline } from '../support/run-plumbline.ts';

const { make } = testRepositories();

function aProject(files: Readonly<Record<string, FileChange>>): TestRepository {
  const repository = make();
  repository.commit({ 'src/sound.js': 'export const sound = eval("1");\n', ...files });
  return repository;
}

async function reviewed(repository: TestRepository, ...args: string[]): Promise<ReviewResult> {
  const { stdout, stderr } = await runPlumbline(['review', repository.folder, '--format', 'json', ...args]);
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as ReviewResult;
}

/** What was not looked at, of the files given, and whether the sound file beside them was. */
function inShort({ notLookedAt, findings, verdict }: ReviewResult) {
  return {
    notLookedAt: notLookedAt.filter(({ path }) => path !== undefined).map(({ path, reason }) => `${path} ${reason}`),
    soundFileLookedAt: findings.some(({ path, ruleId }) => path === 'src/sound.js' && ruleId === 'eslint/no-eval'),
    verdict: verdict.conclusion,
  };
}

test('nesting 2,000 deep, in any language', async () => {
  const deep = `x = ${'[\n'.repeat(2000)}${']\n'.repeat(2000)}`;
  const nested = `${'if (a) {\n'.repeat(2000)}${'}\n'.repeat(2000)}`;
  const result = await reviewed(
    aProject({ 'deep.py': deep, 'deep.js': nested, 'Deep.java': `class D { void f() { ${nested} } }` }),
  );
  expect(inShort(result)).toMatchObject({ soundFileLookedAt: true, verdict: 'fail' });
  expect(result.scope.filesLookedAt).toBeGreaterThanOrEqual(3);
});

test('a line of 50 MB', async () => {
  const result = await reviewed(aProject({ 'src/line.js': `const x = "${'a'.repeat(50_000_000)}";\n` }));
  expect(inShort(result)).toEqual({ notLookedAt: ['src/line.js too-large'], soundFileLookedAt: true, verdict: 'fail' });
});

test('bytes that are no UTF-8', async () => {
  const bytes = Buffer.concat([
    Buffer.from('// '),
    Buffer.from([0xff, 0xfe, 0xc3, 0x28, 0xf0, 0x9f]),
    Buffer.from('\neval("2");\n'),
  ]);
  const { findings } = await reviewed(aProject({ 'src/bytes.js': bytes }));
  expect(findings.map(({ path, range }) => `${path}:${range?.startLine}`)).toContain('src/bytes.js:2');
});

test('names with line feeds, escapes and commands', async () => {
  const names = [
    'a\nb.js',
    '\u001b[31mred.js',
    '::set-output name=x::y.js',
    '%0A.js',
    '-rf.js',
    'ünï .js',
    '"quoted".js',
  ];
  const repository = aProject(Object.fromEntries(names.map((name) => [name, 'eval("1");\n'])));
  const result = await reviewed(repository);
  expect(result.findings.filter(({ ruleId }) => ruleId === 'eslint/no-eval').map(({ path }) => path)).toEqual(
    [...names, 'src/sound.js'].sort(),
  );
  const { stdout } = await runPlumbline(['review', repository.folder]);
  expect(stdout).toContain('\na\\u{a}b.js\n');
  expect(stdout).not.toMatch(/\u001b\[31mred/);
  expect(stdout).not.toMatch(/^\s*::set-output/m);
});

test('an ESLint configuration, hooks and filters of the repository do not run', async () => {
  const trap = "require('node:fs').writeFileSync('trapped', '')";
  const repository = aProject({
    'eslint.config.js': `${trap}; module.exports = [];`,
    '.eslintrc.js': trap,
    '.gitattributes': '*.js filter=trap diff=trap\n',
    'package.json': '{"scripts":{"install":"touch trapped"}}',
  });
  repository.git('config', 'filter.trap.clean', 'touch trapped; cat');
  repository.git('config', 'filter.trap.smudge', 'touch trapped; cat');
  repository.git('config', 'diff.trap.textconv', 'touch trapped; cat');
  repository.git('config', 'core.fsmonitor', 'touch trapped');
  repository.write({ 'src/sound.js': 'export const sound = eval("2");\n' });
  await reviewed(repository, '--base', 'HEAD');
  await reviewed(repository);
  expect(readdirSync(repository.folder)).not.toContain('trapped');
});

test('symlinks out of the tree are not followed', async () => {
  const result = await reviewed(
    aProject({ 'src/link.js': { symlink: '/etc/passwd' }, 'src/up.js': { symlink: '../../outside.js' } }),
  );
  expect(inShort(result).notLookedAt).toEqual(['src/link.js symlink', 'src/up.js symlink']);
  expect(JSON.stringify(result)).not.toContain('root:');
});

test('killed workers cost no file', async () => {
  const files = Object.fromEntries(
    Array.from({ length: 300 }, (_, index) => [`src/file-${index}.js`, `export const x${index} = eval("${index}");\n`]),
  );
  const repository = aProject(files);
  const child = spawn(
    process.execPath,
    ['dist/cli/main.js', 'review', repository.folder, '--no-cache', '--format', 'json'],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
  const killed = await killOneWorker(child.pid!);
  await new Promise((done) => child.once('close', done));
  const { findings, notLookedAt } = JSON.parse(stdout) as ReviewResult;
  expect(killed).toBe(true);
  expect(findings.filter(({ ruleId }) => ruleId === 'eslint/no-eval')).toHaveLength(301);
  expect(notLookedAt.filter(({ reason }) => reason === 'crashed')).toEqual([]);
});

/** Kills the first worker that the process has started, as the kernel does when memory runs out. */
async function killOneWorker(parent: number): Promise<boolean> {
  for (let attempt = 0; attempt < 400; attempt++) {
    const children = readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8').trim();
    const worker = children.split(' ').find((pid) => pid !== '' && isWorker(pid));
    if (worker) return process.kill(Number(worker), 'SIGKILL');
    await new Promise((done) => setTimeout(done, 5));
  }
  return false;
}

function isWorker(pid: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('worker.js');
  } catch {
    return false;
  }
}

test('10,000 files', async () => {
  const repository = aProject({});
  const count = 10_000;
  const blobs = Array.from(
    { length: count },
    (_, index) => `blob\nmark :${index + 1}\ndata <<E\nexport const v${index} = ${index};\nE\n`,
  );
  const paths = Array.from(
    { length: count },
    (_, index) => `M 100644 :${index + 1} src/d${index % 100}/f${index}.ts\n`,
  );
  const commit = `commit refs/heads/many\ncommitter A <a@b.c> 1700000000 +0000\ndata 1\nx\n${paths.join('')}\n`;
  execFileSync('git', ['-C', repository.folder, 'fast-import', '--quiet'], { input: blobs.join('') + commit });
  const { scope, verdict } = await reviewed(repository, '--head', 'many', '--no-cache');
  expect({ scope: scope.filesLookedAt, verdict: verdict.conclusion }).toEqual({ scope: count, verdict: 'pass' });
});
