import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { openGitRepository } from '../../../engine/source/git-repository.ts';
import type { SourceError } from '../../../engine/source/source.ts';
import type { TestRepository } from '../../support/git/a-repository.ts';
import { testRepositories } from '../../support/git/test-repositories.ts';

const { make, open } = testRepositories();

afterEach(() => vi.unstubAllEnvs());

test('a folder that is not there, no repository, no commit', async () => {
  const repository = make();
  await expect(openGitRepository(`${repository.folder}/nowhere`)).rejects.toMatchObject({
    code: 'no-such-folder',
    message: `${repository.folder}/nowhere is not there`,
  });
  const opened = await open(repository);
  await expect(opened.snapshot('HEAD')).rejects.toMatchObject({
    code: 'empty-repository',
    message: 'the repository has no commit yet',
    advice: 'Commit something first, or review the working folder without a base.',
  });
  repository.write({ 'a.txt': 'a\n' });
  expect((await opened.workingFolder()).files.map((file) => file.path)).toEqual(['a.txt']);
  rmSync(`${repository.folder}/.git`, { recursive: true });
  await expect(openGitRepository(repository.folder)).rejects.toMatchObject({
    code: 'not-a-repository',
    message: 'this folder is not in a git repository',
  });
});

test('git is not installed', async () => {
  const repository = make();
  vi.stubEnv('PATH', repository.folder);
  await expect(openGitRepository(repository.folder)).rejects.toMatchObject({
    code: 'no-git',
    message: 'git was not found',
    advice: 'Install git 2.30 or newer and make sure that it is on the PATH.',
  });
});

test('a variable of a hook does not lead to another repository', async () => {
  const repository = make();
  const other = make();
  const head = repository.commit({ 'a.txt': 'a\n' });
  vi.stubEnv('GIT_DIR', `${other.folder}/.git`);
  vi.stubEnv('GIT_INDEX_FILE', `${other.folder}/.git/index`);
  expect(await (await open(repository)).resolve('HEAD')).toBe(head);
});

describe('a revision that names no commit', () => {
  const adviceIn = async (repository: TestRepository, revision: string) => {
    const opened = await open(repository);
    const error: unknown = await opened.resolve(revision).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'unknown-revision' });
    const { message, advice } = error as SourceError;
    return `${message}. ${advice}`;
  };

  test('with what was meant and what can be fetched', async () => {
    const repository = make();
    repository.commit({ 'a.txt': 'a\n' });
    repository.git('branch', 'feature/login');
    const advice = (revision: string) => adviceIn(repository, revision);
    const unknown = (name: string) => `git knows no commit by the name of "${name}".`;
    expect(await advice('login')).toBe(
      `${unknown('login')} Did you mean feature/login? Or check the name: \`git branch --all\` and \`git tag\` list what there is.`,
    );
    repository.git('remote', 'add', 'origin', 'https://example.com/a/b');
    repository.git('update-ref', 'refs/remotes/origin/develop', 'HEAD');
    const fetch = (name: string) => `fetch it: \`git fetch origin ${name}\`, then name \`FETCH_HEAD\` instead.`;
    expect(await advice('mian')).toBe(`${unknown('mian')} Did you mean main? Or check the name, or ${fetch('mian')}`);
    expect(await advice('develop')).toBe(
      `${unknown('develop')} Did you mean origin/develop? Or check the name, or ${fetch('develop')}`,
    );
    expect(await advice('origin/release-9')).toBe(
      `${unknown('origin/release-9')} Check the name, or ${fetch('release-9')}`,
    );
    expect(await advice('nope~2')).toBe(`${unknown('nope~2')} Check the name, or ${fetch('nope')}`);
    expect(await advice('fehler-größe')).toContain(fetch("'fehler-größe'"));
    const id = '0123456789012345678901234567890123456789';
    expect(await advice(id)).toBe(`${unknown(id)} Check the name, or fetch it: \`git fetch origin ${id}\`.`);
    expect(await advice('012345678')).toBe(
      `${unknown('012345678')} Check the id; to fetch a commit, all of its digits are needed.`,
    );
  });

  test.each([
    [
      'main..HEAD',
      '"main..HEAD" is a range, and one commit is needed. Name its ends apart: `--base main --head HEAD`.',
    ],
    ['v 1...HEAD', "Name its ends apart: `--base 'v 1' --head HEAD`."],
    ['main..', 'Name its ends apart: `--base main`.'],
    ["..it's", `Name its ends apart: \`--base HEAD --head 'it'\\''s'\`.`],
    ['main^{tree}', '"main^{tree}" is a folder (a tree), and a commit is needed. Name a branch, a tag or a commit.'],
    ['HEAD:a.txt', '"HEAD:a.txt" is a file (a blob), and a commit is needed.'],
    ['HEAD~3', 'HEAD is there, but ~3 leads from it to no commit here.'],
    ['main@{upstream}', 'main is there, but @{upstream} leads from it to no commit here.'],
    ['--upload-pack=touch x', 'Check the name: it is none that a branch, a tag or a commit has.'],
    ['v9; rm -rf .', 'Check the name: it is none that a branch, a tag or a commit has.'],
    ['a`b`', 'Check the name: it is none that a branch, a tag or a commit has.'],
    ['HEAD\nHEAD', 'Check the name: it is none that a branch, a tag or a commit has.'],
    ['', 'Check the name: it is none that a branch, a tag or a commit has.'],
  ])('%j offers no fetch that cannot work', async (revision, words) => {
    const repository = make();
    repository.commit({ 'a.txt': 'a\n' });
    repository.git('remote', 'add', 'origin', 'https://example.com/a/b');
    const advice = await adviceIn(repository, revision);
    expect(advice).toContain(words);
    expect(advice).not.toContain('git fetch');
  });
});

test('unrelated histories have no base', async () => {
  const repository = make();
  repository.commit({ 'a.txt': 'a\n' });
  repository.git('switch', '-q', '--orphan', 'other');
  repository.commit({ 'b.txt': 'b\n' });
  const opened = await open(repository);
  await expect(opened.compare({ base: 'main', head: 'other' })).rejects.toMatchObject({
    code: 'no-merge-base',
    message: 'the two commits have no common history',
  });
});

test('a clone too shallow to hold the base', async () => {
  const origin = make();
  origin.commit({ 'a.txt': '1\n' });
  origin.git('branch', 'feature');
  origin.commit({ 'a.txt': '2\n' });
  origin.git('switch', '-q', 'feature');
  origin.commit({ 'b.txt': '3\n' });
  const clone = make({ clone: { from: origin.folder, args: ['--depth=1', '--no-single-branch'] } });
  const opened = await open(clone);
  expect(opened.shallow).toBe(true);
  await expect(opened.compare({ base: 'origin/main', head: 'HEAD' })).rejects.toMatchObject({
    code: 'shallow',
    message: 'this clone is too shallow: where the two commits part is not in it',
    advice: 'Fetch the rest with `git fetch --unshallow`; in a workflow, give actions/checkout `fetch-depth: 0`.',
  });
  await expect(opened.resolve('HEAD~1')).rejects.toMatchObject({
    code: 'unknown-revision',
    advice:
      'HEAD is there, but ~1 leads from it to no commit here. This clone is shallow: `git fetch --unshallow` gets its whole history; in a workflow, give actions/checkout `fetch-depth: 0`.',
  });
  expect((await opened.snapshot('HEAD')).files.map((file) => file.path)).toEqual(['a.txt', 'b.txt']);
});

test('a partial clone fetches nothing behind one’s back', async () => {
  const origin = make();
  origin.commit({ 'a.txt': '1\n', 'b.txt': 'b\n' });
  origin.commit({ 'a.txt': '2\n' });
  origin.git('config', 'uploadpack.allowFilter', 'true');
  origin.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
  const clone = make({ clone: { from: origin.folder, args: ['--filter=blob:none'] } });
  const opened = await open(clone);
  const head = await opened.snapshot('HEAD');
  expect(String(await head.read(head.file('a.txt')!))).toBe('2\n');
  const base = await opened.snapshot('HEAD~1');
  expect(base.files.map((file) => file.path)).toEqual(['b.txt']);
  expect(base.problems).toEqual([{ path: 'a.txt', reason: 'its content is missing from this partial clone' }]);
  await expect(opened.compare({ base: 'HEAD~1', head: 'HEAD' })).rejects.toMatchObject({
    code: 'missing-object',
    advice: expect.stringContaining('git fetch --refetch --no-filter') as string,
  });
});

test('an object that is damaged is an error, not a hang', async () => {
  const repository = make();
  repository.commit({ 'a.txt': 'a\n', 'b.txt': 'b\n' });
  const opened = await open(repository);
  const snapshot = await opened.snapshot('HEAD');
  const damaged = snapshot.file('a.txt')!.blob;
  const object = `${repository.folder}/.git/objects/${damaged.slice(0, 2)}/${damaged.slice(2)}`;
  chmodSync(object, 0o644);
  execFileSync('sh', ['-c', `printf nonsense > '${object}'`]);
  await expect(snapshot.read(snapshot.file('a.txt')!)).rejects.toMatchObject({
    code: 'missing-object',
    advice:
      'In a partial clone, `git fetch --refetch --no-filter` gets it; otherwise `git fsck` tells what is damaged.',
  });
  expect(String(await snapshot.read(snapshot.file('b.txt')!))).toBe('b\n');
  opened.close();
  await expect(snapshot.read(snapshot.file('b.txt')!)).rejects.toMatchObject({ code: 'git-failed' });
});

test('a git that is killed while it reads fails what was asked of it, and the next read starts another', async () => {
  const repository = make();
  repository.commit({ 'a.txt': 'a\n', 'b.txt': 'b\n' });
  const opened = await open(repository);
  const git = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
  const killed = `${repository.folder}/killed`;
  // In place of git: the first `cat-file --batch` is killed while it has a request.
  const script = `#!/bin/sh
case "$*" in *'cat-file --batch') [ -e '${killed}' ] || { read -r line; : > '${killed}'; kill -9 $$; };; esac
exec '${git}' "$@"
`;
  repository.write({ 'bin/git': { executable: script } });
  vi.stubEnv('PATH', `${repository.folder}/bin:${process.env['PATH']}`);
  const reading = opened.resolve('HEAD');
  await expect(reading).rejects.toMatchObject({
    code: 'git-failed',
    message: 'git cat-file failed (stopped by SIGKILL)',
  });
  expect(await opened.resolve('HEAD')).toBe(repository.git('rev-parse', 'HEAD'));
});

test('many files and a large one are read at once', async () => {
  const repository = make();
  const names = Array.from({ length: 500 }, (_, index) => `f${index}.txt`);
  repository.commit({
    ...Object.fromEntries(names.map((name) => [name, `${name}\n`])),
    large: Buffer.alloc(20_000_000, 7),
  });
  const opened = await open(repository);
  const snapshot = await opened.snapshot('HEAD');
  expect(snapshot.file('large')?.size).toBe(20_000_000);
  const read = await Promise.all(snapshot.files.map((file) => snapshot.read(file)));
  expect(read.map((content, at) => [snapshot.files[at]!.path, content.length])).toEqual(
    snapshot.files.map((file) => [file.path, file.size]),
  );
  expect(
    names.every((name) => String(read[snapshot.files.findIndex((file) => file.path === name)]) === `${name}\n`),
  ).toBe(true);
});

test('the name and the address are the remote’s, without credentials; else the name is the folder’s', async () => {
  const repository = make();
  const plain = await open(repository);
  expect([plain.name, plain.uri]).toEqual([repository.folder.split('/').at(-1), undefined]);
  for (const [url, name, uri] of [
    ['git@github.com:ada/engine.git', 'ada/engine', 'https://github.com/ada/engine'],
    ['https://token@github.com/ada/engine', 'ada/engine', 'https://github.com/ada/engine'],
    ['https://ada:secret@github.com/ada/engine.git/', 'ada/engine', 'https://github.com/ada/engine'],
    ['http://127.0.0.1:8080/ada/engine.git', 'ada/engine', 'http://127.0.0.1:8080/ada/engine'],
    ['ssh://git@host:22/group/sub/engine.git', 'sub/engine', 'https://host/group/sub/engine'],
    ['file://host/ada/engine.git', 'ada/engine', undefined],
  ] as const) {
    repository.git('config', 'remote.origin.url', url);
    const opened = await open(repository);
    expect([opened.name, opened.uri]).toEqual([name, uri]);
  }
});

test('churn counts the commits of a window that ends with the head commit', async () => {
  const repository = make();
  repository.commit({ 'a.txt': '0\n' });
  for (let at = 1; at <= 30; at++) repository.commit({ [at > 20 ? 'b.txt' : 'a.txt']: `${at}\n` });
  const opened = await open(repository);
  expect(await opened.churn({ commit: 'HEAD', days: 1 })).toEqual({
    since: '2024-01-01T06:00:00.000Z',
    commits: 25,
    changesByPath: new Map([
      ['a.txt', 15],
      ['b.txt', 10],
    ]),
  });
  expect(await opened.churn({ commit: 'HEAD', days: 365 })).toMatchObject({ commits: 31 });
});

test('a repository is left as it was', async () => {
  const repository = make();
  repository.commit({ 'a.txt': '0\n' });
  repository.write({ 'a.txt': '1\n' });
  const before = readdirSync(`${repository.folder}/.git`);
  const opened = await open(repository);
  await opened.compareWorkingFolder({ base: 'HEAD' });
  expect(readdirSync(`${repository.folder}/.git`)).toEqual(before);
  expect(existsSync(`${repository.folder}/.git/plumbline-has-no-index`)).toBe(false);
});
