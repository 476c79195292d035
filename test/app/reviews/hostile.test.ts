import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runIsolatedReview, type ReviewLimits } from '../../../app/reviews/run-isolated-review.ts';
import type { ReviewResult } from '../../../engine/review-result.ts';
import { fetchCommits } from '../../../github/fetch/fetch-commits.ts';
import { aGitServer, type GitServer } from '../../support/git/a-git-server.ts';
import type { FileChange, TestRepository } from '../../support/git/a-repository.ts';
import { testRepositories } from '../../support/git/test-repositories.ts';

const repositories = testRepositories();
let place: string;
/** What a trap would make if it were sprung. */
let trapped: string;
let upstream: TestRepository;
let server: GitServer;

beforeEach(async () => {
  place = mkdtempSync(join(tmpdir(), 'plumbline-test-'));
  trapped = join(place, 'trapped');
  upstream = repositories.make();
  server = await aGitServer({ 'mallory/tool': join(upstream.folder, '.git') });
  process.env.PLUMBLINE_PROBE = 'a secret of ours';
});
afterEach(async () => {
  delete process.env.PLUMBLINE_PROBE;
  await server.close();
  rmSync(place, { recursive: true, force: true });
});

/** Fetches and reviews the upstream's last commit as the App does, and holds that nothing ran and nothing leaked. */
async function reviewed({
  base,
  limits = {},
}: {
  readonly base?: string;
  readonly limits?: Partial<ReviewLimits>;
} = {}): Promise<ReviewResult> {
  const { signal } = new AbortController();
  const fetched = await fetchCommits(
    {
      cacheFolder: join(place, 'cache'),
      githubUrl: server.url,
      repository: { id: 1, owner: 'mallory', name: 'tool' },
      token: 'ghs_secret',
      head: { branch: 'main' },
      ...(base !== undefined && { base: { commit: base } }),
    },
    { signal, now: new Date('2026-11-21T09:00:00Z') },
  );
  if (fetched.kind !== 'fetched') throw new Error(fetched.detail ?? fetched.message);
  const outcome = await runIsolatedReview(
    {
      gitDir: fetched.gitDir,
      name: 'mallory/tool',
      head: fetched.head,
      ...(fetched.base !== undefined && { base: fetched.base }),
      wholeTree: false,
      now: '2026-11-21T09:00:00.000Z',
      jobs: 1,
    },
    { signal, limits },
  );
  await fetched.release();
  if (outcome.kind !== 'reviewed') throw new Error(JSON.stringify(outcome));
  const text = JSON.stringify(outcome);
  expect(existsSync(trapped)).toBe(false);
  for (const secret of ['a secret of ours', 'ghs_secret', 'root:x:0']) expect(text).not.toContain(secret);
  return outcome.result;
}

/** The hostile files beside a sound one, in which there is something to find. */
function commit(files: Readonly<Record<string, FileChange>>): string {
  return upstream.commit({ 'src/sound.js': 'export const sound = eval("1");\n', ...files });
}

function isSoundFileLookedAt({ findings }: ReviewResult): boolean {
  return findings.some(({ path, ruleId }) => path === 'src/sound.js' && ruleId === 'eslint/no-eval');
}

function leftOut({ notLookedAt }: ReviewResult): string[] {
  return notLookedAt.flatMap(({ path, reason }) => (path === undefined ? [] : [`${path} ${reason}`]));
}

test('configuration that is code, hooks, filters, text conversions and install scripts do not run', async () => {
  const base = commit({});
  const trap = `require('node:fs').writeFileSync(${JSON.stringify(trapped)}, process.env.PLUMBLINE_PROBE ?? '')`;
  const script = `#!/bin/sh\nenv > '${trapped}'\n`;
  commit({
    'eslint.config.js': `${trap}; module.exports = [];\n`,
    '.eslintrc.js': `${trap}\n`,
    '.oxlintrc.json': JSON.stringify({ jsPlugins: ['./plugin.js'], rules: { 'x/y': 'error' } }),
    'plugin.js': `${trap}\n`,
    'prettier.config.js': `${trap}\n`,
    'node_modules/eslint/index.js': `${trap}\n`,
    'tsconfig.json': JSON.stringify({ compilerOptions: { plugins: [{ name: './plugin.js' }] } }),
    'package.json': JSON.stringify({ scripts: { preinstall: script, prepare: script }, dependencies: { x: 'file:.' } }),
    '.gitattributes': '* filter=trap diff=trap merge=trap export-ignore\n',
    '.gitconfig': `[filter "trap"]\n  clean = ${script}\n[core]\n  fsmonitor = ${script}\n`,
    '.githooks/post-checkout': { executable: script },
    'hooks/post-checkout': { executable: script },
    'hooks/reference-transaction': { executable: script },
    'src/more.js': 'export const more = eval("2");\n',
  });
  const result = await reviewed({ base });
  expect(result.findings.map(({ path, ruleId }) => `${path} ${ruleId}`)).toContain('src/more.js eslint/no-eval');
  expect(isSoundFileLookedAt(await reviewed())).toBe(true);
});

test('symlinks out of the tree are not followed, nor is what the configuration reads through them', async () => {
  commit({
    'src/link.js': { symlink: '/etc/passwd' },
    'src/up.js': { symlink: '../../../../../../../../proc/self/environ' },
    '.plumbline.yml': 'report: { consultant: { name: Mallory, logo: logo.png } }\n',
    'logo.png': { symlink: '/etc/passwd' },
    'package-lock.json': { symlink: '/proc/self/environ' },
    loop: { symlink: 'loop' },
  });
  const result = await reviewed();
  expect(leftOut(result)).toEqual(
    expect.arrayContaining(['src/link.js symlink', 'src/up.js symlink', 'package-lock.json symlink']) as string[],
  );
  expect(isSoundFileLookedAt(result)).toBe(true);
});

test('submodules are not fetched, whatever their address', async () => {
  const commitId = commit({});
  upstream.write({
    '.gitmodules': `[submodule "x"]\n  path = sub\n  url = ext::sh -c "touch% ${trapped}"\n[submodule "--upload-pack=touch ${trapped}"]\n  path = sub2\n  url = -u./x\n`,
  });
  upstream.git('add', '.gitmodules');
  upstream.git('update-index', '--add', '--cacheinfo', `160000,${commitId},sub`);
  upstream.git('commit', '-q', '-m', 'Submodules');
  const result = await reviewed();
  expect(leftOut(result)).toContain('sub submodule');
  expect(isSoundFileLookedAt(result)).toBe(true);
});

test('a file that is small packed and large unpacked is left out, and costs no memory', async () => {
  // 64 MiB of the same byte: 64 KiB in the pack.
  const bomb = Buffer.alloc(64 * 2 ** 20, 0x20);
  commit({ 'src/bomb.js': bomb, 'bomb.yml': bomb.subarray(0, 20 * 2 ** 20) });
  const result = await reviewed();
  expect(leftOut(result)).toEqual(['bomb.yml too-large', 'src/bomb.js too-large']);
  expect(isSoundFileLookedAt(result)).toBe(true);
});

test('a configuration that grows when it is read is a mistake in it', async () => {
  const lines = ['a: &a [x, x, x, x, x, x, x, x, x]'];
  for (let level = 1; level < 20; level++) lines.push(`b${level}: &b${level} [${'*a, '.repeat(9)}*a]`);
  commit({ '.plumbline.yml': lines.join('\n') });
  await expect(reviewed()).rejects.toThrow('configuration-broken');
});

test('nesting 2,000 deep, in code, data and configuration', async () => {
  const nested = `${'if (a) {\n'.repeat(2000)}${'}\n'.repeat(2000)}`;
  const list = `${'['.repeat(2000)}${']'.repeat(2000)}`;
  commit({
    'deep.js': nested,
    'deep.py': `x = ${'('.repeat(2000)}1${')'.repeat(2000)}\n`,
    'Deep.java': `class D { void f() { ${nested} } }`,
    'package-lock.json': `{"lockfileVersion":3,"packages":${list}}`,
    'deep.yml': `a: ${list}\n`,
    [`${'d/'.repeat(200)}f.js`]: 'eval("3");\n',
  });
  expect(isSoundFileLookedAt(await reviewed())).toBe(true);
});

test('huge and strange names', async () => {
  const names = [
    `${'n'.repeat(240)}/${'m'.repeat(240)}/${'o'.repeat(240)}.js`,
    'a\nb.js',
    '\u001b]0;owned\u0007.js',
    '::error::x.js',
    '-rf.js',
    '$(touch trapped).js',
    '`touch trapped`.js',
    ' .js',
    '\u202ejs.exe.js',
  ];
  commit(Object.fromEntries(names.map((name) => [name, 'eval("4");\n'])));
  const { findings } = await reviewed();
  expect(findings.filter(({ ruleId }) => ruleId === 'eslint/no-eval').map(({ path }) => path)).toEqual(
    [...names, 'src/sound.js'].sort(),
  );
});

test('trees that no git would write: names that lead out of the folder, and names that stand twice', async () => {
  const tip = commit({});
  const blob = execFileSync('git', ['-C', upstream.folder, 'hash-object', '-w', '--stdin'], {
    input: 'eval("5");\n',
    encoding: 'utf8',
  }).trim();
  const entry = (mode: string, name: string) =>
    Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(blob, 'hex')]);
  const content = Buffer.concat([
    entry('100644', '..'),
    entry('100644', '../../escaped.js'),
    entry('100644', '.git'),
    entry('100644', '/etc/cron.d/x.js'),
    entry('100644', 'twice.js'),
    entry('100644', 'twice.js'),
  ]);
  const tree = execFileSync(
    'git',
    ['-C', upstream.folder, 'hash-object', '-t', 'tree', '--literally', '-w', '--stdin'],
    {
      input: content,
      encoding: 'utf8',
    },
  ).trim();
  const forged = upstream.git('commit-tree', tree, '-p', tip, '-m', 'Forged');
  upstream.git('update-ref', 'refs/heads/main', forged);
  const { findings } = await reviewed({ base: tip });
  expect(findings.map(({ path }) => path)).toContain('/etc/cron.d/x.js');
  expect(existsSync(join(place, 'cache', 'escaped.js'))).toBe(false);
});

test('a tree of a few objects that stand for ten thousand million files', async () => {
  const write = (type: string, input: string) =>
    execFileSync('git', ['-C', upstream.folder, ...(type === 'tree' ? ['mktree'] : ['hash-object', '-w', '--stdin'])], {
      input,
      encoding: 'utf8',
    }).trim();
  let entry = `100644 blob ${write('blob', 'eval("6");\n')}`;
  for (let level = 0; level < 10; level++) {
    entry = `040000 tree ${write('tree', Array.from({ length: 10 }, (_, name) => `${entry}\t${name}\n`).join(''))}`;
  }
  const bomb = upstream.git('commit-tree', entry.split(' ')[2]!, '-m', 'Bomb');
  upstream.git('update-ref', 'refs/heads/main', bomb);
  await expect(reviewed({ limits: { memoryMegabytes: 400 } })).rejects.toThrow('more memory than it may have');
});

test('what lies in the repository under the names of git’s own files means nothing', async () => {
  commit({
    'objects/info/alternates': '/etc\n',
    'objects/info/http-alternates': 'http://127.0.0.1:1/\n',
    config: `[core]\n  fsmonitor = "touch ${trapped}"\n`,
    HEAD: 'ref: refs/heads/none\n',
    'info/attributes': '* filter=trap\n',
    'refs/heads/main': 'x\n',
  });
  expect(isSoundFileLookedAt(await reviewed())).toBe(true);
});
